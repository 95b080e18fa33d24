package io.mesosframework.scheduler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * Stores the framework id in a file. The id is written to a temporary file, forced to the
 * disk and renamed, so that after a crash the file contains either the whole old or the
 * whole new id.
 */
final class FileFrameworkIdStore implements FrameworkIdStore {

	private final Path file;

	private final Executor executor;

	FileFrameworkIdStore(Path file) {
		this(file, FileFrameworkIdStore::onOwnThread);
	}

	FileFrameworkIdStore(Path file, Executor executor) {
		this.file = Objects.requireNonNull(file, "'file' must not be null").toAbsolutePath();
		this.executor = executor;
	}

	private static void onOwnThread(Runnable action) {
		Thread thread = new Thread(action, "mesos-framework-id");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public CompletionStage<@Nullable FrameworkID> load() {
		return call(this::read);
	}

	@Override
	public CompletionStage<@Nullable Void> save(FrameworkID frameworkId) {
		return call(() -> {
			write(frameworkId.getValue());
			return null;
		});
	}

	@Override
	public CompletionStage<@Nullable Void> clear() {
		return call(() -> {
			Files.deleteIfExists(this.file);
			forceDirectory();
			return null;
		});
	}

	private synchronized @Nullable FrameworkID read() throws IOException {
		try {
			String value = Files.readString(this.file).strip();
			if (value.isEmpty()) {
				throw new IOException("The framework id file '" + this.file
						+ "' is empty. Restore it, or delete it to register as a new framework.");
			}
			return FrameworkID.newBuilder().setValue(value).build();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private synchronized void write(String value) throws IOException {
		Path directory = Objects.requireNonNull(this.file.getParent());
		Files.createDirectories(directory);
		Path temporary = directory.resolve(this.file.getFileName() + ".tmp");
		try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer bytes = ByteBuffer.wrap((value + "\n").getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
		Files.move(temporary, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		forceDirectory();
	}

	private void forceDirectory() throws IOException {
		Path directory = Objects.requireNonNull(this.file.getParent());
		if (this.file.getFileSystem().supportedFileAttributeViews().contains("posix") && Files.isDirectory(directory)) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	private <T extends @Nullable Object> CompletionStage<T> call(Callable<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.executor.execute(() -> {
			try {
				result.complete(action.call());
			}
			catch (Exception ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

}
