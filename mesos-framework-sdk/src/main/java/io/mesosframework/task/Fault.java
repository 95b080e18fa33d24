package io.mesosframework.task;

/**
 * One thing that is wrong with a document.
 *
 * @param path where, for example {@code resources.cpu} or {@code command.uris[1].uri}
 * @param message what is wrong and what to do
 */
public record Fault(String path, String message) {

	@Override
	public String toString() {
		return this.path.isEmpty() ? this.message : this.path + ": " + this.message;
	}

}
