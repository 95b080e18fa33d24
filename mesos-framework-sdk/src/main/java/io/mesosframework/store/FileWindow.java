package io.mesosframework.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The part of a file that is being read. It is moved and enlarged as needed.
 */
final class FileWindow {

	private static final int SIZE = 256 * 1024;

	private final Disk.DiskFile file;

	private final long fileSize;

	private ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);

	private long position;

	FileWindow(Disk.DiskFile file) throws IOException {
		this.file = file;
		this.fileSize = file.size();
	}

	long fileSize() {
		return this.fileSize;
	}

	/**
	 * Return whether a part lies within the file.
	 * @param position its start
	 * @param count its size in bytes
	 * @return whether the file contains all of it
	 */
	boolean has(long position, int count) {
		return position <= this.fileSize - count;
	}

	/**
	 * Read a part of the file.
	 * @param position its start
	 * @param count its size in bytes; the file {@linkplain #has contains} it
	 * @return the bytes, valid until the next call; backed by an array
	 * @throws IOException if the file cannot be read
	 */
	ByteBuffer read(long position, int count) throws IOException {
		if (position < this.position || position + count > this.position + this.bytes.limit()) {
			move(position, count);
		}
		return this.bytes.slice((int) (position - this.position), count);
	}

	private void move(long position, int count) throws IOException {
		if (count > this.bytes.capacity()) {
			this.bytes = ByteBuffer.allocate(count);
		}
		else if (this.bytes.capacity() > SIZE && count <= SIZE) {
			this.bytes = ByteBuffer.allocate(SIZE);
		}
		this.position = position;
		this.bytes.clear();
		this.file.read(this.bytes, position);
		this.bytes.flip();
		if (this.bytes.limit() < count) {
			throw new IOException("The file was cut while it was read");
		}
	}

}
