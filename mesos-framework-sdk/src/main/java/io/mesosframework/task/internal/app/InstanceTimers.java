package io.mesosframework.task.internal.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;

/**
 * When which instance is due, and the alarm that wakes the manager for the next one. Used
 * on the event loop only.
 *
 * @since 0.1.0
 */
public final class InstanceTimers {

	private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

	private final SchedulerTimers timers;

	private final Runnable wakeUp;

	private @Nullable Runnable alarm;

	private @Nullable Instant alarmAt;

	/**
	 * Create an agenda.
	 * @param timers set the alarm
	 * @param wakeUp what the alarm does, on a thread of the timers
	 */
	public InstanceTimers(SchedulerTimers timers, Runnable wakeUp) {
		this.timers = timers;
		this.wakeUp = wakeUp;
	}

	/** An instance has changed. */
	public void note(AppState app, Instance instance) {
		Instant at = instance.due();
		if (at != null && instance.phase() != Phase.WAITING) {
			this.due.add(new Due(at, app, instance.index()));
		}
	}

	/** Return the instances that are due, each once. */
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

	/** Set the alarm, or take it off. */
	public void alarm(@Nullable Instant at, Instant now) {
		if (Objects.equals(at, this.alarmAt)) {
			return;
		}
		if (this.alarm != null) {
			this.alarm.run();
			this.alarm = null;
		}
		this.alarmAt = at;
		if (at != null) {
			Duration delay = Duration.between(now, at);
			this.alarm = this.timers.schedule(delay.isNegative() ? Duration.ZERO : delay, this.wakeUp);
		}
	}

	/** The alarm has rung. */
	public void rang() {
		this.alarmAt = null;
		this.alarm = null;
	}

	/**
	 * When an instance is due.
	 *
	 * @param at the time
	 * @param app its app
	 * @param index its number
	 */
	public record Due(Instant at, AppState app, int index) {

	}

}
