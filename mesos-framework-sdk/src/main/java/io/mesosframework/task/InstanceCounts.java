package io.mesosframework.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.jspecify.annotations.Nullable;

/**
 * How many instances are in which phase. Counted when they change, so that reading costs
 * the same however many there are. A live view, not a snapshot: changed on the event
 * loop, read from any thread.
 *
 * @since 0.1.0
 */
public final class InstanceCounts {

	private static final int PHASES = Phase.values().length;

	private final Map<String, AtomicIntegerArray> apps = new ConcurrentHashMap<>();

	private final AtomicIntegerArray total = new AtomicIntegerArray(PHASES);

	public InstanceCounts() {
	}

	public void changed(@Nullable Instance before, Instance after) {
		if (before == null || before.phase() != after.phase()) {
			if (before != null) {
				add(before, -1);
			}
			add(after, 1);
		}
	}

	public void removed(Instance gone) {
		add(gone, -1);
	}

	public void forget(String app) {
		this.apps.remove(app);
	}

	private void add(Instance instance, int count) {
		int phase = instance.phase().ordinal();
		this.apps.computeIfAbsent(instance.app(), (app) -> new AtomicIntegerArray(PHASES)).addAndGet(phase, count);
		this.total.addAndGet(phase, count);
	}

	/**
	 * Return how many instances of all apps are in a phase.
	 * @param phase the phase
	 * @return the number
	 */
	public int count(Phase phase) {
		return this.total.get(phase.ordinal());
	}

	/**
	 * Return how many instances of an app are in a phase.
	 * @param app the name of the app
	 * @param phase the phase
	 * @return the number; 0 for an app that is not known
	 */
	public int count(String app, Phase phase) {
		AtomicIntegerArray counts = this.apps.get(app);
		return (counts != null) ? counts.get(phase.ordinal()) : 0;
	}

}
