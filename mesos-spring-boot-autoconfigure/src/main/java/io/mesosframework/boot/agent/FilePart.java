package io.mesosframework.boot.agent;

/**
 * A part of a file. Immutable as long as nobody changes the bytes.
 *
 * @param data the bytes
 * @param offset where they begin
 * @param size the size of the whole file when it was read
 * @since 0.1.0
 */
public record FilePart(byte[] data, long offset, long size) {

	/**
	 * Return where the next part begins.
	 * @return the offset after the last byte
	 */
	public long end() {
		return this.offset + this.data.length;
	}

}
