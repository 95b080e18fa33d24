package io.mesosframework.boot.agent;

/**
 * A part of a file. The byte array is not copied: do not modify it.
 *
 * @param data the bytes
 * @param offset the offset of the first byte in the file
 * @param size the size of the whole file in bytes when it was read
 * @since 0.1.0
 */
public record FilePart(byte[] data, long offset, long size) {

	/**
	 * Return the offset of the next part.
	 * @return the offset after the last byte
	 */
	public long end() {
		return this.offset + this.data.length;
	}

}
