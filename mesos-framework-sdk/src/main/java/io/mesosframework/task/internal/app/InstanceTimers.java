package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;

/**
 * Timers of instances: keeps when each instance is due. Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class InstanceTimers {

	private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

	/** Update the timer of an instance that has changed. */
	public void note(AppState app, Instance instance) {
		Instant at = instance.due();
		if (at != null && instance.phase() != Phase.WAITING) {
			this.due.add(new Due(at, app, instance.index()));
		}
	}

	/** Remove and return the instances that are due, each once. */
	public Set<Due> take(Instant now) {
		Set<Due> taken = new LinkedHashSet<>();
		for (Due next = this.due.peek(); next != null && !next.at().isAfter(now); next = this.due.peek()) {
			this.due.poll();
			Instance instance = next.app().instance(next.index());
			if (instance != null && next.at().equals(instance.due())) {
				taken.add(next);
			}
		}
		return taken;
	}

	/** Return when the next instance is due, or {@code null}. */
	public @Nullable Instant next() {
		Due next = this.due.peek();
		return (next != null) ? next.at() : null;
	}

	/**
	 * Time at which an instance is due.
	 *
	 * @param at the time
	 * @param app the app of the instance
	 * @param index the number of the instance
	 */
	public record Due(Instant at, AppState app, int index) {

	}

}
