package io.mesosframework.task.manager;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.StoreSession;

/**
 * A store in memory whose writes can be held back, or fail.
 */
public final class HeldStore extends WrappedStore {

	private final Queue<Runnable> held = new ArrayDeque<>();

	private boolean holding;

	private int failures;

	/** From now on nothing is written. */
	synchronized void hold() {
		this.holding = true;
	}

	/** Write what was held back, and everything from now on at once. */
	synchronized void release() {
		this.holding = false;
		this.held.forEach(Runnable::run);
		this.held.clear();
	}

	/** Write what was held back, and nothing more. */
	synchronized void pass() {
		List<Runnable> writes = List.copyOf(this.held);
		this.held.clear();
		writes.forEach(Runnable::run);
	}

	/** What is held back is lost, as when the process dies. */
	synchronized void lose() {
		this.holding = false;
		this.held.clear();
	}

	synchronized int held() {
		return this.held.size();
	}

	/** Let writes fail, every second one not as the contract has it. */
	synchronized void failNext(int count) {
		this.failures = count;
	}

	synchronized int failuresLeft() {
		return this.failures;
	}

	@Override
	synchronized CompletionStage<Void> write(StoreSession session, StoreBatch batch) {
		if (this.failures > 0) {
			StoreException fault = new StoreException("a fault of the test", null);
			if (this.failures-- % 2 == 0) {
				throw fault;
			}
			return CompletableFuture.failedFuture(fault);
		}
		if (!this.holding) {
			return session.write(batch);
		}
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.held.add(() -> session.write(batch).whenComplete((ok, failure) -> {
			if (failure != null) {
				done.completeExceptionally(failure);
			}
			else {
				done.complete(null);
			}
		}));
		return done;
	}

}
