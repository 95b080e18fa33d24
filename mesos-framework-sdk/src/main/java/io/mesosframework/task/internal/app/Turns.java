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
 * Schedules the turns of the task manager: one at the end of each batch of changes, and
 * one when the alarm fires. Also tracks whether the next turn has anything to place. Used
 * on the event loop only, except for {@link #execute(Runnable)}.
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

	/**
	 * Whether the outcome of the next placement round may differ from that of the last
	 * one.
	 */
	private boolean workChanged = true;

	/** Whether new work has arrived for which declined offers should be revived. */
	private boolean freshWork;

	private @Nullable Runnable alarm;

	private @Nullable Instant alarmAt;

	public Turns(MesosScheduler scheduler, SchedulerTimers timers) {
		this.scheduler = scheduler;
		this.timers = timers;
	}

	/** Set the action that a turn runs. */
	public void onTurn(Runnable action) {
		this.turn = action;
	}

	/** Request a turn at the end of the current batch of changes. */
	public void request() {
		if (!this.requested) {
			this.requested = true;
			execute(() -> {
				this.requested = false;
				this.turn.run();
			});
		}
	}

	/**
	 * Run an action on the event loop, unless the loop has ended. May be called on any
	 * thread.
	 */
	public void execute(Runnable action) {
		try {
			this.scheduler.execute(action);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The scheduler has ended: nothing is due any more", ex);
		}
	}

	/**
	 * Note that offers or waiting instances have changed, so that a placement round may
	 * place more.
	 */
	public void workChanged() {
		this.workChanged = true;
	}

	/** Note that new work has arrived for which declined offers should be revived. */
	public void workArrived() {
		this.workChanged = true;
		this.freshWork = true;
	}

	/**
	 * Return whether the outcome of a placement round may differ from that of the last
	 * one.
	 */
	public boolean hasChangedWork() {
		return this.workChanged;
	}

	/**
	 * Note the start of a placement round, which takes all changes so far into account.
	 */
	public void roundStarts() {
		this.workChanged = false;
	}

	/** Return whether new work has arrived since the last call, and reset that mark. */
	public boolean takeFreshWork() {
		boolean fresh = this.freshWork;
		this.freshWork = false;
		return fresh;
	}

	/** Set the alarm that requests a turn, or cancel it if the time is {@code null}. */
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
