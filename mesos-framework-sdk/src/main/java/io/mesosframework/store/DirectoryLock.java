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
 * Keeps all others from a directory: other processes by a lock on the file {@code lock},
 * other stores of this process by a list. The list comes first, because on POSIX systems
 * a process that closes a file loses all its locks on it, also those taken through
 * another channel.
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
	 * Take a directory.
	 * @param directory a directory that is there
	 * @param opener opens the lock's file
	 * @return the lock
	 * @throws IOException if the file system cannot lock
	 * @throws StoreException if somebody else has it
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

	/** Return whether something is in the lock's file. */
	boolean isMarked() throws IOException {
		return this.channel.size() > 0;
	}

	/** Write into the lock's file that the directory holds a store. */
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
	 * Opens a file to write.
	 */
	@FunctionalInterface
	interface Opener {

		FileChannel open(Path file, OpenOption create) throws IOException;

	}

}
