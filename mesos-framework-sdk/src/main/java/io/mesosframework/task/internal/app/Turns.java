package io.mesosframework.task.internal.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerTimers;

/**
 * Requests turns of the task manager: one at the end of a burst of changes, and one when
 * the alarm rings. Also keeps whether the next turn has anything to place. Used on the
 * event loop only, but for {@link #execute(Runnable)}.
 *
 * @since 0.1.0
 */
public final class Turns {

	private static final Logger logger = LoggerFactory.getLogger(Turns.class);

	private final MesosScheduler scheduler;

	private final SchedulerTimers timers;

	private Runnable turn = () -> {
	};

	private boolean requested;

	/** Whether the next round of placement may come out otherwise than the last one. */
	private boolean workChanged = true;

	/** Whether new work has arrived for which refused offers are wanted back. */
	private boolean freshWork;

	private @Nullable Runnable alarm;

	private @Nullable Instant alarmAt;

	public Turns(MesosScheduler scheduler, SchedulerTimers timers) {
		this.scheduler = scheduler;
		this.timers = timers;
	}

	/** Set what a turn does. */
	public void onTurn(Runnable action) {
		this.turn = action;
	}

	/** Request a turn at the end of the current burst of changes. */
	public void request() {
		if (!this.requested) {
			this.requested = true;
			execute(() -> {
				this.requested = false;
				this.turn.run();
			});
		}
	}

	/** Run an action on the event loop, unless that has ended. */
	public void execute(Runnable action) {
		try {
			this.scheduler.execute(action);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The scheduler has ended: nothing is due any more", ex);
		}
	}

	/**
	 * Note that offers or what waits have changed, so that a round of placement may help.
	 */
	public void workChanged() {
		this.workChanged = true;
	}

	/** Note that something waits for which offers that were refused are wanted back. */
	public void workArrived() {
		this.workChanged = true;
		this.freshWork = true;
	}

	/** Return whether a round of placement may come out otherwise than the last one. */
	public boolean hasChangedWork() {
		return this.workChanged;
	}

	/** A round of placement begins: it sees everything that has changed so far. */
	public void roundStarts() {
		this.workChanged = false;
	}

	/** Return whether new work has arrived since the last call. */
	public boolean takeFreshWork() {
		boolean fresh = this.freshWork;
		this.freshWork = false;
		return fresh;
	}

	/** Set the alarm, which requests a turn, or cancel it. */
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
			this.alarm = this.timers.schedule(delay.isNegative() ? Duration.ZERO : delay, () -> execute(this::rang));
		}
	}

	private void rang() {
		this.alarmAt = null;
		this.alarm = null;
		this.turn.run();
	}

}
