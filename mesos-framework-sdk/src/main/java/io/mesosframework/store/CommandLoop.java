package io.mesosframework.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.store.StoreCommand.Begin;
import io.mesosframework.store.StoreCommand.Load;
import io.mesosframework.store.StoreCommand.Stop;
import io.mesosframework.store.StoreCommand.Write;

/**
 * The loop of the store's thread. Takes all queued commands in order and makes the writes
 * among them durable together.
 */
final class CommandLoop implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(CommandLoop.class);

	private static final int GROUP_BYTES = 4 * 1024 * 1024;

	private final Path directory;

	private final StoreLog journal;

	private final BlockingQueue<StoreCommand> queue;

	private final Deque<StoreCommand> commands = new ArrayDeque<>();

	private final List<Write> group = new ArrayList<>();

	private final List<EncodedBatch> batches = new ArrayList<>();

	private long groupBytes;

	private boolean failing;

	private boolean stopped;

	CommandLoop(Path directory, StoreLog journal, BlockingQueue<StoreCommand> queue) {
		this.directory = directory;
		this.journal = journal;
		this.queue = queue;
	}

	@Override
	public void run() {
		try {
			while (!this.stopped) {
				round();
			}
		}
		finally {
			this.journal.close();
		}
	}

	private void round() {
		try {
			takeAll();
			handleAll();
		}
		catch (RuntimeException | Error ex) {
			logger.error("The store '{}' has met an unexpected error", this.directory, ex);
			fail(ex);
		}
	}

	private void takeAll() {
		try {
			this.commands.add(this.queue.take());
		}
		catch (InterruptedException ex) {
			logger.debug("A callback has interrupted the store's thread", ex);
			return;
		}
		this.queue.drainTo(this.commands);
	}

	private void handleAll() {
		StoreCommand command = this.commands.poll();
		while (command != null) {
			if (command instanceof Write write) {
				collect(write);
			}
			else {
				commit();
				handle(command);
			}
			if (this.commands.isEmpty()) {
				commit();
			}
			command = this.commands.poll();
		}
	}

	private void handle(StoreCommand command) {
		if (command instanceof Begin begin) {
			complete(begin.result(), () -> {
				this.journal.begin(begin.epoch());
				return this.journal.epoch();
			});
		}
		else if (command instanceof Load load) {
			complete(load.result(), () -> {
				checkEpoch(load.reader());
				return this.journal.load();
			});
		}
		else if (command instanceof Stop) {
			this.stopped = true;
		}
	}

	private <T> void complete(CompletableFuture<T> result, Callable<T> action) {
		T value;
		try {
			value = action.call();
		}
		catch (Exception | Error ex) {
			result.completeExceptionally(failure("cannot be opened", ex));
			return;
		}
		result.complete(value);
	}

	private void checkEpoch(long epoch) {
		if (epoch != this.journal.epoch()) {
			throw new StoreFencedException("Epoch " + epoch + " is over: epoch " + this.journal.epoch()
					+ " has begun in the store '" + this.directory + "'");
		}
	}

	private void collect(Write write) {
		EncodedBatch batch;
		try {
			checkEpoch(write.writer());
			batch = EncodedBatch.of(write.batch());
		}
		catch (StoreFencedException ex) {
			write.result().completeExceptionally(ex);
			return;
		}
		catch (RuntimeException | Error ex) {
			commit();
			this.group.add(write);
			fail(ex);
			return;
		}
		this.group.add(write);
		this.batches.add(batch);
		this.groupBytes += batch.size();
		if (this.groupBytes >= GROUP_BYTES) {
			commit();
		}
	}

	private void commit() {
		if (this.group.isEmpty()) {
			return;
		}
		// clear an interrupt set by a callback, which would close the file
		Thread.interrupted();
		try {
			this.journal.write(this.batches);
		}
		catch (IOException | RuntimeException | Error ex) {
			if (!this.failing) {
				this.failing = true;
				logger.warn("The store '{}' cannot be written to: {}", this.directory, ex.toString());
			}
			fail(ex);
			return;
		}
		if (this.failing) {
			this.failing = false;
			logger.info("The store '{}' can be written to again", this.directory);
		}
		List<Write> written = List.copyOf(this.group);
		clearGroup();
		written.forEach((write) -> write.result().complete(null));
		this.journal.compact();
	}

	/**
	 * Fail a group of writes and all writes after it.
	 */
	private void fail(Throwable cause) {
		List<Write> failed = new ArrayList<>(this.group);
		clearGroup();
		this.queue.drainTo(this.commands);
		for (Iterator<StoreCommand> rest = this.commands.iterator(); rest.hasNext();) {
			if (rest.next() instanceof Write write) {
				failed.add(write);
				rest.remove();
			}
		}
		for (Write write : failed) {
			write.result().completeExceptionally(failure("cannot be written to", cause));
		}
	}

	private void clearGroup() {
		this.group.clear();
		this.batches.clear();
		this.groupBytes = 0;
	}

	private StoreException failure(String what, Throwable cause) {
		if (cause instanceof StoreException failure) {
			return failure;
		}
		return new StoreException(
				"The store '" + this.directory + "' " + what + ": " + cause
						+ ". Check that the disk is there, has room, and that this user may write to the directory.",
				cause);
	}

}
