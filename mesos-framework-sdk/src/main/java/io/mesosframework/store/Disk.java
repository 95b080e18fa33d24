package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The file operations of a store. Replaceable, so that tests can make every step fail.
 */
interface Disk {

	/**
	 * Create a directory and its parents durably, unless they exist.
	 * @param directory the directory
	 * @throws IOException if that is not possible
	 */
	void createDirectory(Path directory) throws IOException;

	/**
	 * Lock a directory for the exclusive use of this store.
	 * @param directory the directory
	 * @return releases the lock when closed
	 * @throws IOException if that is not possible
	 * @throws StoreException if it is locked already
	 */
	Closeable lock(Path directory) throws IOException;

	/**
	 * Return whether a directory has ever contained a store, whatever it contains now.
	 * @param lock the lock of the directory
	 * @return whether it was {@linkplain #markUsed marked}
	 * @throws IOException if that cannot be determined
	 */
	default boolean isUsed(Closeable lock) throws IOException {
		return false;
	}

	/**
	 * Mark a directory as one that contains a store. The mark is durable when the method
	 * returns.
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
	 * Create a file that only the owner may access, replacing an existing one.
	 * @param file the file
	 * @return the empty file
	 * @throws IOException if that is not possible
	 */
	DiskFile create(Path file) throws IOException;

	/**
	 * Open a file for reading.
	 * @param file the file
	 * @return the file
	 * @throws IOException if that is not possible
	 */
	DiskFile open(Path file) throws IOException;

	/**
	 * Rename a file atomically, replacing an existing one.
	 * @param from the file
	 * @param to its new name in the same directory
	 * @throws IOException if it is not known whether the file was renamed
	 */
	void rename(Path from, Path to) throws IOException;

	/**
	 * Delete a file if it exists.
	 * @param file the file
	 * @throws IOException if that is not possible
	 */
	void delete(Path file) throws IOException;

	/**
	 * Make the list of files of a directory durable.
	 * @param directory the directory
	 * @throws IOException if it is not known whether it is durable
	 */
	void forceDirectory(Path directory) throws IOException;

	/**
	 * An open file.
	 */
	interface DiskFile extends Closeable {

		long size() throws IOException;

		/**
		 * Read until the buffer is full or the file ends.
		 * @param buffer receives the bytes
		 * @param position the start position
		 * @throws IOException if the file cannot be read
		 */
		void read(ByteBuffer buffer, long position) throws IOException;

		/**
		 * Write all bytes of a buffer.
		 * @param buffer the bytes
		 * @param position the start position
		 * @throws IOException if some may not have been written
		 */
		void write(ByteBuffer buffer, long position) throws IOException;

		void truncate(long size) throws IOException;

		/**
		 * Make the bytes of the file durable.
		 * @throws IOException if some may not be durable, even if a later call succeeds
		 */
		void force() throws IOException;

	}

}
