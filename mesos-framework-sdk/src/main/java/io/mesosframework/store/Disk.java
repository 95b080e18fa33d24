package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What a store does with files. A parameter, so that every step can be made to fail.
 */
interface Disk {

	/**
	 * Create a directory and its parents, all of them durable, if they are not there.
	 * @param directory the directory
	 * @throws IOException if that is not possible
	 */
	void createDirectory(Path directory) throws IOException;

	/**
	 * Take a directory for this store alone.
	 * @param directory the directory
	 * @return gives it back
	 * @throws IOException if that is not possible
	 * @throws StoreException if it is taken
	 */
	Closeable lock(Path directory) throws IOException;

	/**
	 * Return whether a directory has held a store, whatever is in it now.
	 * @param lock the lock of the directory
	 * @return whether it was {@linkplain #markUsed marked}
	 * @throws IOException if that cannot be found out
	 */
	default boolean isUsed(Closeable lock) throws IOException {
		return false;
	}

	/**
	 * Mark a directory as one that holds a store; durable when it returns.
	 * @param lock the lock of the directory
	 * @throws IOException if that is not possible
	 */
	default void markUsed(Closeable lock) throws IOException {
	}

	/**
	 * List the names of a directory's files.
	 * @param directory the directory
	 * @return the names, in any order
	 * @throws IOException if the directory cannot be read
	 */
	List<String> list(Path directory) throws IOException;

	/**
	 * Create a file for the owner only, in the place of one that is there.
	 * @param file the file
	 * @return the empty file
	 * @throws IOException if that is not possible
	 */
	DiskFile create(Path file) throws IOException;

	/**
	 * Open a file to read it.
	 * @param file the file
	 * @return the file
	 * @throws IOException if that is not possible
	 */
	DiskFile open(Path file) throws IOException;

	/**
	 * Rename a file, in the place of one that is there; all at once or not at all.
	 * @param from the file
	 * @param to its new name in the same directory
	 * @throws IOException if it is not known whether the file was renamed
	 */
	void rename(Path from, Path to) throws IOException;

	/**
	 * Delete a file, if it is there.
	 * @param file the file
	 * @throws IOException if that is not possible
	 */
	void delete(Path file) throws IOException;

	/**
	 * Make durable which files a directory has.
	 * @param directory the directory
	 * @throws IOException if it is not known whether that is durable
	 */
	void forceDirectory(Path directory) throws IOException;

	/**
	 * An open file.
	 */
	interface DiskFile extends Closeable {

		long size() throws IOException;

		/**
		 * Read until the buffer is full or the file ends.
		 * @param buffer takes the bytes
		 * @param position where to begin
		 * @throws IOException if the file cannot be read
		 */
		void read(ByteBuffer buffer, long position) throws IOException;

		/**
		 * Write all bytes of a buffer.
		 * @param buffer the bytes
		 * @param position where to begin
		 * @throws IOException if some may not have been written
		 */
		void write(ByteBuffer buffer, long position) throws IOException;

		void truncate(long size) throws IOException;

		/**
		 * Make the file's bytes durable.
		 * @throws IOException if some may not be, even if a later call succeeds
		 */
		void force() throws IOException;

	}

}
