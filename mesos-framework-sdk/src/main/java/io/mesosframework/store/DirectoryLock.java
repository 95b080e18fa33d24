package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reserves a directory for one store. Other processes are kept out by a lock on the file
 * {@code lock}, other stores of this process by a list. The list is checked first,
 * because on POSIX systems a process that closes a file loses all its locks on it,
 * including those taken through another channel.
 */
final class DirectoryLock implements Closeable {

	private static final String FILE = "lock";

	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path directory;

	private final FileChannel channel;

	private DirectoryLock(Path directory, FileChannel channel) {
		this.directory = directory;
		this.channel = channel;
	}

	/**
	 * Lock a directory.
	 * @param directory an existing directory
	 * @param opener opens the lock file
	 * @return the lock
	 * @throws IOException if the file system does not support locks
	 * @throws StoreException if the directory is locked already
	 */
	static DirectoryLock acquire(Path directory, Opener opener) throws IOException {
		Path real = directory.toRealPath();
		if (!HELD.add(real)) {
			throw taken(directory, "another store of this process");
		}
		FileChannel channel = null;
		boolean locked = false;
		try {
			channel = opener.open(real.resolve(FILE), StandardOpenOption.CREATE);
			locked = channel.tryLock() != null;
			if (!locked) {
				throw taken(directory, "another process");
			}
			return new DirectoryLock(real, channel);
		}
		catch (OverlappingFileLockException ex) {
			throw taken(directory, "another store of this process");
		}
		finally {
			if (!locked) {
				HELD.remove(real);
				if (channel != null) {
					channel.close();
				}
			}
		}
	}

	/** Return whether the lock file is not empty. */
	boolean isMarked() throws IOException {
		return this.channel.size() > 0;
	}

	/** Mark in the lock file that the directory contains a store. */
	void mark() throws IOException {
		if (!isMarked()) {
			this.channel.write(ByteBuffer.wrap("store\n".getBytes(StandardCharsets.US_ASCII)), 0);
			this.channel.force(true);
		}
	}

	private static StoreException taken(Path directory, String who) {
		return new StoreException(
				"The directory '" + directory + "' of the store is in use by " + who
						+ ". Only one store can use it at a time: close the other one, or configure another directory.",
				null);
	}

	@Override
	public void close() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			HELD.remove(this.directory);
		}
	}

	/**
	 * Opens a file for writing.
	 */
	@FunctionalInterface
	interface Opener {

		FileChannel open(Path file, OpenOption create) throws IOException;

	}

}
