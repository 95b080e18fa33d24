package io.mesosframework.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The part of a file that is being read, moved and enlarged as needed.
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
	 * Return whether the file has a part.
	 * @param position where it begins
	 * @param count how many bytes it has
	 * @return whether all of it is in the file
	 */
	boolean has(long position, int count) {
		return position <= this.fileSize - count;
	}

	/**
	 * Read a part of the file.
	 * @param position where it begins
	 * @param count how many bytes it has; the file {@linkplain #has has} them
	 * @return the bytes, valid until the next call; has an array
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
