package io.mesosframework.task;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

import io.mesosframework.offer.OfferOptions;
import io.mesosframework.scheduler.SchedulerTimers;

/**
 * Settings of a task manager.
 *
 * @param timeouts the timeouts after which launches and kills are followed up
 * @param offers the settings for holding and answering offers
 * @param reconcileInterval the interval of explicit reconciliation
 * @param implicitReconcileInterval the interval of implicit reconciliation
 * @param reconcileQueueLimit the number of queued events above which reconciliation is
 * held back
 * @param killsInFlight the maximum number of unanswered kills
 * @param unknownTasks the policy for tasks of a previous run of the application
 * @param settle how long a manager that resumes a framework without knowing its tasks
 * waits for status updates before it launches anything
 * @param reservations the settings for reservations and volumes of a previous run
 * @param maxInstances the maximum number of instances of an app
 * @param clock the clock
 * @param timers the timers that wake the manager
 * @param random the source of jitter
 * @since 0.1.0
 */
public record TaskManagerOptions(TaskTimeouts timeouts, OfferOptions offers, Duration reconcileInterval,
		Duration implicitReconcileInterval, int reconcileQueueLimit, int killsInFlight, UnknownTaskPolicy unknownTasks,
		Duration settle, ReservationOptions reservations, int maxInstances, Clock clock, SchedulerTimers timers,
		RandomGenerator random) {

	/** Default maximum number of instances of an app. */
	public static final int MAX_INSTANCES = 100_000;

	/**
	 * Create options with the default maximum number of instances.
	 * @param timeouts the timeouts after which launches and kills are followed up
	 * @param offers the settings for holding and answering offers
	 * @param reconcileInterval the interval of explicit reconciliation
	 * @param implicitReconcileInterval the interval of implicit reconciliation
	 * @param reconcileQueueLimit the number of queued events above which reconciliation
	 * is held back
	 * @param killsInFlight the maximum number of unanswered kills
	 * @param unknownTasks the policy for tasks of a previous run
	 * @param settle how long to wait for their status updates before launching
	 * @param reservations the settings for reservations and volumes of a previous run
	 * @param clock the clock
	 * @param timers the timers that wake the manager
	 * @param random the source of jitter
	 */
	public TaskManagerOptions(TaskTimeouts timeouts, OfferOptions offers, Duration reconcileInterval,
			Duration implicitReconcileInterval, int reconcileQueueLimit, int killsInFlight,
			UnknownTaskPolicy unknownTasks, Duration settle, ReservationOptions reservations, Clock clock,
			SchedulerTimers timers, RandomGenerator random) {
		this(timeouts, offers, reconcileInterval, implicitReconcileInterval, reconcileQueueLimit, killsInFlight,
				unknownTasks, settle, reservations, MAX_INSTANCES, clock, timers, random);
	}

	/**
	 * Create options with the defaults for reservations.
	 * @param timeouts the timeouts after which launches and kills are followed up
	 * @param offers the settings for holding and answering offers
	 * @param reconcileInterval the interval of explicit reconciliation
	 * @param implicitReconcileInterval the interval of implicit reconciliation
	 * @param reconcileQueueLimit the number of queued events above which reconciliation
	 * is held back
	 * @param killsInFlight the maximum number of unanswered kills
	 * @param unknownTasks the policy for tasks of a previous run
	 * @param settle how long to wait for their status updates before launching
	 * @param clock the clock
	 * @param timers the timers that wake the manager
	 * @param random the source of jitter
	 */
	public TaskManagerOptions(TaskTimeouts timeouts, OfferOptions offers, Duration reconcileInterval,
			Duration implicitReconcileInterval, int reconcileQueueLimit, int killsInFlight,
			UnknownTaskPolicy unknownTasks, Duration settle, Clock clock, SchedulerTimers timers,
			RandomGenerator random) {
		this(timeouts, offers, reconcileInterval, implicitReconcileInterval, reconcileQueueLimit, killsInFlight,
				unknownTasks, settle, ReservationOptions.DEFAULT, clock, timers, random);
	}

	/**
	 * Return the default options with the system clock.
	 * @return the options
	 */
	public static TaskManagerOptions defaults() {
		return new TaskManagerOptions(TaskTimeouts.DEFAULT, OfferOptions.DEFAULT, Duration.ofMinutes(15),
				Duration.ofHours(1), 2048, 100, UnknownTaskPolicy.ADOPT, Duration.ofSeconds(2), Clock.systemUTC(),
				SchedulerTimers.system("mesos-tasks"), new Random());
	}

	/**
	 * Return a copy with other settings for offers.
	 * @param changed the settings for holding and answering offers
	 * @return the copy
	 */
	public TaskManagerOptions withOffers(OfferOptions changed) {
		return new TaskManagerOptions(this.timeouts, changed, this.reconcileInterval, this.implicitReconcileInterval,
				this.reconcileQueueLimit, this.killsInFlight, this.unknownTasks, this.settle, this.reservations,
				this.maxInstances, this.clock, this.timers, this.random);
	}

	/**
	 * Return a copy with another limit for the instances of an app.
	 * @param limit the maximum number of instances of an app
	 * @return the copy
	 */
	public TaskManagerOptions withMaxInstances(int limit) {
		return new TaskManagerOptions(this.timeouts, this.offers, this.reconcileInterval,
				this.implicitReconcileInterval, this.reconcileQueueLimit, this.killsInFlight, this.unknownTasks,
				this.settle, this.reservations, limit, this.clock, this.timers, this.random);
	}

}
