package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The local file system. New files are readable by their owner only if the file system
 * supports POSIX permissions.
 */
final class LocalDisk implements Disk {

	private static final FileAttribute<?>[] NOTHING = {};

	@Override
	public void createDirectory(Path directory) throws IOException {
		if (Files.isDirectory(directory)) {
			return;
		}
		Path parent = directory.getParent();
		if (parent != null) {
			createDirectory(parent);
		}
		try {
			Files.createDirectory(directory, ownerOnly(directory, "rwx------"));
		}
		catch (FileAlreadyExistsException ex) {
			if (!Files.isDirectory(directory)) {
				throw ex;
			}
		}
		if (parent != null) {
			forceDirectory(parent);
		}
	}

	@Override
	public Closeable lock(Path directory) throws IOException {
		return DirectoryLock.acquire(directory, this::openNew);
	}

	@Override
	public boolean isUsed(Closeable lock) throws IOException {
		return ((DirectoryLock) lock).isMarked();
	}

	@Override
	public void markUsed(Closeable lock) throws IOException {
		((DirectoryLock) lock).mark();
	}

	@Override
	public List<String> list(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> String.valueOf(file.getFileName())).toList();
		}
	}

	@Override
	public DiskFile create(Path file) throws IOException {
		delete(file);
		return new ChannelFile(openNew(file, StandardOpenOption.CREATE_NEW));
	}

	@Override
	public DiskFile open(Path file) throws IOException {
		return new ChannelFile(FileChannel.open(file, StandardOpenOption.READ));
	}

	@Override
	public void rename(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void delete(Path file) throws IOException {
		Files.deleteIfExists(file);
	}

	@Override
	public void forceDirectory(Path directory) throws IOException {
		if (isPosix(directory)) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	private FileChannel openNew(Path file, OpenOption create) throws IOException {
		return FileChannel.open(file, Set.of(create, StandardOpenOption.WRITE), ownerOnly(file, "rw-------"));
	}

	private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
		return isPosix(file) ? new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) } : NOTHING;
	}

	private static boolean isPosix(Path file) {
		return file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	/**
	 * A file accessed through a channel. Data is written in small parts, because the JDK
	 * keeps a direct buffer of the size of the largest part.
	 */
	private static final class ChannelFile implements DiskFile {

		private static final int PART = 256 * 1024;

		private final FileChannel channel;

		ChannelFile(FileChannel channel) {
			this.channel = channel;
		}

		@Override
		public long size() throws IOException {
			return this.channel.size();
		}

		@Override
		public void read(ByteBuffer buffer, long position) throws IOException {
			long next = position;
			while (buffer.hasRemaining()) {
				int count = this.channel.read(part(buffer), next);
				if (count < 0) {
					return;
				}
				buffer.position(buffer.position() + count);
				next += count;
			}
		}

		@Override
		public void write(ByteBuffer buffer, long position) throws IOException {
			long next = position;
			while (buffer.hasRemaining()) {
				int count = this.channel.write(part(buffer), next);
				buffer.position(buffer.position() + count);
				next += count;
			}
		}

		private static ByteBuffer part(ByteBuffer buffer) {
			return buffer.slice(buffer.position(), Math.min(PART, buffer.remaining()));
		}

		@Override
		public void truncate(long size) throws IOException {
			this.channel.truncate(size);
		}

		@Override
		public void force() throws IOException {
			this.channel.force(false);
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
