package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.StoreSession;

/**
 * A store whose writes take their time, fail now and then, and are cut off when the
 * application dies.
 */
final class ChaosStore extends WrappedStore {

	private final SchedulerTimers timers;

	private final Random random;

	private final Queue<Pending> pending = new ArrayDeque<>();

	ChaosStore(SchedulerTimers timers, long seed) {
		this.timers = timers;
		this.random = new Random(seed);
	}

	/** The application is dead: of what it was writing, the first part was written. */
	synchronized void die() {
		int kept = this.random.nextInt(this.pending.size() + 1);
		while (!this.pending.isEmpty()) {
			Pending next = this.pending.remove();
			if (kept-- > 0) {
				next.session().write(next.batch());
			}
		}
	}

	@Override
	synchronized CompletionStage<Void> write(StoreSession session, StoreBatch batch) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.pending.add(new Pending(session, batch, done));
		this.timers.schedule(Duration.ofMillis(this.random.nextInt(30)), this::next);
		return done;
	}

	private void next() {
		Pending next;
		boolean fails;
		boolean written;
		synchronized (this) {
			next = this.pending.poll();
			fails = this.random.nextInt(20) == 0;
			written = this.random.nextBoolean();
		}
		if (next == null) {
			return;
		}
		if (!fails || written) {
			next.session().write(next.batch()).whenComplete((ok, failure) -> {
				if (failure != null) {
					next.done().completeExceptionally(failure);
				}
				else if (!fails) {
					next.done().complete(null);
				}
			});
		}
		if (fails) {
			next.done().completeExceptionally(new StoreException("chaos", null));
		}
	}

	/**
	 * A write on its way.
	 *
	 * @param session the session
	 * @param batch what is written
	 * @param done completed when it is
	 */
	private record Pending(StoreSession session, StoreBatch batch, CompletableFuture<Void> done) {

	}

}
