package io.mesosframework.task.internal.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.model.TextLimits;
import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreFencedException;
import io.mesosframework.store.StoreSession;
import io.mesosframework.store.StoreValueException;
import io.mesosframework.task.StoreStatus;

/**
 * Makes changes durable and runs their effects only afterwards. The changes of one batch
 * of events are written together; while a batch is being written, the next one is
 * collected (group commit). A failed write is retried until it succeeds, and no effect
 * runs meanwhile. A record that the store rejects permanently is set aside. Used on the
 * event loop only, except for {@link #status()}.
 *
 * @since 0.1.0
 */
public final class StateWriter implements StateChanges {

	private static final Logger logger = LoggerFactory.getLogger(StateWriter.class);

	private static final Duration FIRST_WAIT = Duration.ofMillis(100);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final Executor loop;

	private final SchedulerTimers timers;

	private final Runnable afterWrite;

	/** Changes since the last batch: the keys and the suppliers of their values. */
	private Map<String, Supplier<? extends @Nullable StoredRecord>> changes = new LinkedHashMap<>();

	/** Effects to run, in order, when those changes are durable. */
	private List<Runnable> effects = new ArrayList<>();

	private @Nullable StoreSession session;

	private boolean writing;

	private Duration wait = FIRST_WAIT;

	private @Nullable StoreFencedException fenced;

	private volatile long writes;

	private volatile long failures;

	private volatile int pending;

	private volatile @Nullable String problem;

	/**
	 * Create a writer.
	 * @param loop the event loop
	 * @param timers the timers for retries
	 * @param afterWrite the action to run when a batch is durable and its effects have
	 * run, or when another process has become the writer
	 */
	public StateWriter(Executor loop, SchedulerTimers timers, Runnable afterWrite) {
		this.loop = loop;
		this.timers = timers;
		this.afterWrite = afterWrite;
	}

	/** Start writing to an opened session. */
	public void open(StoreSession opened) {
		this.session = opened;
	}

	public boolean isOpen() {
		return this.session != null;
	}

	@Override
	public void changed(String key, Supplier<? extends @Nullable StoredRecord> value) {
		this.changes.put(key, value);
	}

	/** Run an effect once all changes recorded so far are durable. */
	public void whenDurable(Runnable effect) {
		if (!this.writing && this.changes.isEmpty() && this.effects.isEmpty() && this.fenced == null) {
			effect.run();
		}
		else {
			this.effects.add(effect);
		}
	}

	/** Return whether a batch is being written, so that new decisions have to wait. */
	public boolean isWriting() {
		return this.writing;
	}

	/**
	 * Return the exception if another process has become the writer and nothing can be
	 * written any more, or {@code null}.
	 */
	public @Nullable StoreFencedException fenced() {
		return this.fenced;
	}

	/**
	 * Reject a change if another process has become the writer, since the change would
	 * never be stored.
	 */
	public void requireWriter() {
		if (this.fenced != null) {
			throw this.fenced;
		}
	}

	/** Return the status of the store; may be called on any thread. */
	public StoreStatus status() {
		return new StoreStatus(this.writes, this.failures, this.pending, this.problem);
	}

	/** Write the changes. If a batch is being written, they are written after it. */
	public void flush() {
		StoreSession opened = this.session;
		if (this.writing || this.fenced != null || opened == null) {
			return;
		}
		List<Runnable> waiting = this.effects;
		this.effects = new ArrayList<>();
		if (this.changes.isEmpty()) {
			waiting.forEach(StateWriter::run);
			return;
		}
		StoreBatch.Builder batch = StoreBatch.builder();
		this.changes.forEach((key, value) -> {
			StoredRecord now = value.get();
			if (now != null) {
				batch.put(key, () -> StateCodec.write(now));
			}
			else {
				batch.remove(key);
			}
		});
		this.pending = this.changes.size();
		this.changes = new LinkedHashMap<>();
		this.writing = true;
		write(opened, batch.build(), waiting);
	}

	private void write(StoreSession opened, StoreBatch batch, List<Runnable> waiting) {
		CompletableFuture<Void> written = start(opened, batch);
		if (written.isDone() && !written.isCompletedExceptionally()) {
			// an in-memory store completes immediately
			written(waiting, false);
			return;
		}
		written.whenComplete((done, failure) -> this.loop.execute(() -> {
			if (failure == null) {
				written(waiting, true);
			}
			else {
				failed(opened, batch, waiting, failure);
			}
		}));
	}

	/**
	 * Write the rest of a batch, so that one rejected record does not block the others.
	 */
	private void writeOthers(StoreSession opened, StoreBatch rest, List<Runnable> waiting) {
		this.pending = rest.changes().size();
		if (rest.changes().isEmpty()) {
			written(waiting, true);
		}
		else {
			write(opened, rest, waiting);
		}
	}

	private static CompletableFuture<Void> start(StoreSession opened, StoreBatch batch) {
		try {
			return opened.write(batch).toCompletableFuture();
		}
		catch (RuntimeException ex) {
			// a store that violates the contract by throwing must not block the writer
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void written(List<Runnable> waiting, boolean later) {
		if (this.problem != null) {
			logger.info("The store works again");
		}
		this.problem = null;
		this.wait = FIRST_WAIT;
		this.writing = false;
		this.pending = 0;
		count(1, 0);
		waiting.forEach(StateWriter::run);
		if (later) {
			this.afterWrite.run();
		}
	}

	private void failed(StoreSession opened, StoreBatch batch, List<Runnable> waiting, Throwable failure) {
		count(0, 1);
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof StoreFencedException deposed) {
			this.fenced = deposed;
			this.problem = deposed.getMessage();
			logger.error("Another one writes the state of this framework: nothing is done any more. {}",
					deposed.getMessage());
			this.afterWrite.run();
			return;
		}
		if (cause instanceof StoreValueException refused && batch.changes().containsKey(refused.key())) {
			logger.error(
					"The entry '{}' is set aside: the store refuses it and keeps what it had of it before. "
							+ "Everything else goes on. {}",
					refused.key(), TextLimits.message(String.valueOf(refused.getMessage())));
			writeOthers(opened, batch.without(refused.key()), waiting);
			return;
		}
		if (this.problem == null) {
			logger.error("{} changes could not be stored; nothing is launched, killed or acknowledged until they are",
					batch.changes().size(), cause);
		}
		this.problem = String.valueOf(cause.getMessage());
		this.timers.schedule(this.wait, () -> this.loop.execute(() -> write(opened, batch, waiting)));
		this.wait = (this.wait.compareTo(LONGEST_WAIT) < 0) ? this.wait.multipliedBy(2) : LONGEST_WAIT;
	}

	@SuppressWarnings("NonAtomicVolatileUpdate")
	private void count(int written, int failed) {
		this.writes += written;
		this.failures += failed;
	}

	private static void run(Runnable effect) {
		try {
			effect.run();
		}
		catch (RuntimeException ex) {
			// the other effects must run nevertheless
			logger.error("What was decided could not be carried out", ex);
		}
	}

}
