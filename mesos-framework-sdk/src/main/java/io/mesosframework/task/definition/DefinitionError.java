package io.mesosframework.task.definition;

import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error in a document.
 *
 * @param path the path of the value, for example {@code resources.cpu} or {@code
 * command.uris[1].uri}; in a list of definitions it starts with the position, as in
 * {@code [1].instances}
 * @param message what is wrong and what to do
 * @since 0.1.0
 */
public record DefinitionError(String path, String message) {

	private static final Pattern POSITION = Pattern.compile("\\[(\\d{1,9})\\]\\.?(.*)", Pattern.DOTALL);

	/** Return the same error with a path below a parent. */
	public DefinitionError below(String parent) {
		String dot = (parent.isEmpty() || this.path.isEmpty() || this.path.startsWith("[")) ? "" : ".";
		return new DefinitionError(parent + dot + this.path, this.message);
	}

	/**
	 * Return the same error with a name instead of the position of the definition in a
	 * list.
	 * @param names returns the name for a position; empty if the definition is the whole
	 * document
	 * @return the error; this one if its path does not start with a position
	 */
	public DefinitionError named(IntFunction<String> names) {
		Matcher position = POSITION.matcher(this.path);
		if (!position.matches()) {
			return this;
		}
		return new DefinitionError(position.group(2), this.message)
			.below(names.apply(Integer.parseInt(position.group(1))));
	}

	@Override
	public String toString() {
		return this.path.isEmpty() ? this.message : this.path + ": " + this.message;
	}

}
