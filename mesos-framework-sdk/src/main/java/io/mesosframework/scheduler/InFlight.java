package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts calls on their way, and tells when there are none. Thread-safe.
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
	 * Runs an action as soon as no call is on its way.
	 * @param action the action; must be quick
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
