package io.mesosframework.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in a local directory, for one process at a time. All work is done, and
 * all stages complete, on one thread of the store. Writes that were submitted while the
 * thread was busy become durable together. If a write fails, all writes submitted after
 * it until then fail, too.
 */
final class FileTaskStore implements TaskStore {

	private static final Logger logger = LoggerFactory.getLogger(FileTaskStore.class);

	private static final long SLACK = 4 * 1024 * 1024;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

	private final Path directory;

	private final BlockingQueue<StoreCommand> queue = new LinkedBlockingQueue<>();

	private final CommandLoop loop;

	private @Nullable Thread thread;

	private boolean closed;

	FileTaskStore(Path directory) {
		this(directory, new LocalDisk(), SLACK);
	}

	FileTaskStore(Path directory, Disk disk, long slack) {
		this.directory = Objects.requireNonNull(directory, "'directory' must not be null").toAbsolutePath().normalize();
		this.loop = new CommandLoop(this.directory, new StoreLog(this.directory, disk, slack), this.queue);
	}

	@Override
	public CompletionStage<StoreSession> open(long epoch) {
		CompletableFuture<Long> result = new CompletableFuture<>();
		submit(new StoreCommand.Begin(epoch, result), result);
		return result.thenApply(Session::new);
	}

	private synchronized void submit(StoreCommand command, CompletableFuture<?> result) {
		if (this.closed) {
			result.completeExceptionally(new StoreException("The store '" + this.directory + "' is closed", null));
			return;
		}
		if (this.thread == null) {
			this.thread = new Thread(this.loop, "mesos-store");
			this.thread.setDaemon(true);
			this.thread.start();
		}
		this.queue.add(command);
	}

	@Override
	public boolean isDurable() {
		return true;
	}

	/**
	 * Finish the submitted work and release the directory. Waits for the end unless
	 * called on the store's thread.
	 */
	@Override
	public void close() {
		Thread running;
		synchronized (this) {
			running = this.thread;
			if (!this.closed && running != null) {
				this.queue.add(new StoreCommand.Stop());
			}
			this.closed = true;
		}
		if (running != null && running != Thread.currentThread()) {
			await(running);
		}
	}

	private void await(Thread running) {
		try {
			running.join(CLOSE_TIMEOUT.toMillis());
			if (running.isAlive()) {
				logger.warn("The store '{}' is still busy {} s after it was closed; its directory stays locked",
						this.directory, CLOSE_TIMEOUT.toSeconds());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return "FileTaskStore[" + this.directory + "]";
	}

	/**
	 * The session of one writer.
	 */
	private final class Session implements StoreSession {

		private final long epoch;

		Session(long epoch) {
			this.epoch = epoch;
		}

		@Override
		public long epoch() {
			return this.epoch;
		}

		@Override
		public CompletionStage<Map<String, ByteString>> load() {
			CompletableFuture<Map<String, ByteString>> result = new CompletableFuture<>();
			submit(new StoreCommand.Load(this.epoch, result), result);
			return result;
		}

		@Override
		public CompletionStage<Void> write(StoreBatch batch) {
			CompletableFuture<Void> result = new CompletableFuture<>();
			submit(new StoreCommand.Write(this.epoch, batch, result), result);
			return result;
		}

	}

}
