package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts calls that have not been answered. Thread-safe.
 */
final class InFlight {

	private final List<Runnable> waiting = new ArrayList<>();

	private int count;

	synchronized void sent() {
		this.count++;
	}

	void answered() {
		List<Runnable> ready;
		synchronized (this) {
			this.count--;
			if (this.count > 0 || this.waiting.isEmpty()) {
				return;
			}
			ready = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		ready.forEach(Runnable::run);
	}

	/**
	 * Run an action as soon as no call is unanswered.
	 * @param action the action; must be fast
	 */
	void whenIdle(Runnable action) {
		synchronized (this) {
			if (this.count > 0) {
				this.waiting.add(action);
				return;
			}
		}
		action.run();
	}

}
