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
 * @param timeouts when launches and kills are followed up
 * @param offers how offers are held and answered
 * @param reconcileInterval how often all tasks are reconciled explicitly
 * @param implicitReconcileInterval how often the master is asked for all tasks it knows
 * @param reconcileQueueLimit above how many waiting events reconciliation is held back
 * @param killsInFlight how many kills may be unanswered at once
 * @param unknownTasks what is done with tasks of a previous run of the application
 * @param settle how long a manager that resumes a framework without knowing its tasks
 * waits for news of them before it launches anything
 * @param reservations how reservations and volumes of a previous run are treated
 * @param maxInstances how many instances an app may have
 * @param clock the time
 * @param timers wakes the manager
 * @param random spreads waits
 * @since 0.1.0
 */
public record TaskManagerOptions(TaskTimeouts timeouts, OfferOptions offers, Duration reconcileInterval,
		Duration implicitReconcileInterval, int reconcileQueueLimit, int killsInFlight, UnknownTaskPolicy unknownTasks,
		Duration settle, ReservationOptions reservations, int maxInstances, Clock clock, SchedulerTimers timers,
		RandomGenerator random) {

	/** So many instances an app may have unless it is set. */
	public static final int MAX_INSTANCES = 100_000;

	/**
	 * Create options with the default for the number of instances.
	 * @param timeouts when launches and kills are followed up
	 * @param offers how offers are held and answered
	 * @param reconcileInterval how often all tasks are reconciled explicitly
	 * @param implicitReconcileInterval how often the master is asked for all tasks
	 * @param reconcileQueueLimit above how many waiting events reconciliation is held
	 * back
	 * @param killsInFlight how many kills may be unanswered at once
	 * @param unknownTasks what is done with tasks of a previous run
	 * @param settle how long to wait for news of them
	 * @param reservations how reservations and volumes of a previous run are treated
	 * @param clock the time
	 * @param timers wakes the manager
	 * @param random spreads waits
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
	 * @param timeouts when launches and kills are followed up
	 * @param offers how offers are held and answered
	 * @param reconcileInterval how often all tasks are reconciled explicitly
	 * @param implicitReconcileInterval how often the master is asked for all tasks
	 * @param reconcileQueueLimit above how many waiting events reconciliation is held
	 * back
	 * @param killsInFlight how many kills may be unanswered at once
	 * @param unknownTasks what is done with tasks of a previous run
	 * @param settle how long to wait for news of them
	 * @param clock the time
	 * @param timers wakes the manager
	 * @param random spreads waits
	 */
	public TaskManagerOptions(TaskTimeouts timeouts, OfferOptions offers, Duration reconcileInterval,
			Duration implicitReconcileInterval, int reconcileQueueLimit, int killsInFlight,
			UnknownTaskPolicy unknownTasks, Duration settle, Clock clock, SchedulerTimers timers,
			RandomGenerator random) {
		this(timeouts, offers, reconcileInterval, implicitReconcileInterval, reconcileQueueLimit, killsInFlight,
				unknownTasks, settle, ReservationOptions.DEFAULT, clock, timers, random);
	}

	/**
	 * Return the defaults with real time.
	 * @return the options
	 */
	public static TaskManagerOptions defaults() {
		return new TaskManagerOptions(TaskTimeouts.DEFAULT, OfferOptions.DEFAULT, Duration.ofMinutes(15),
				Duration.ofHours(1), 2048, 100, UnknownTaskPolicy.ADOPT, Duration.ofSeconds(2), Clock.systemUTC(),
				SchedulerTimers.system("mesos-tasks"), new Random());
	}

	/**
	 * Return a copy that holds and answers offers otherwise.
	 * @param changed how offers are held and answered
	 * @return the copy
	 */
	public TaskManagerOptions withOffers(OfferOptions changed) {
		return new TaskManagerOptions(this.timeouts, changed, this.reconcileInterval, this.implicitReconcileInterval,
				this.reconcileQueueLimit, this.killsInFlight, this.unknownTasks, this.settle, this.reservations,
				this.maxInstances, this.clock, this.timers, this.random);
	}

	/**
	 * Return a copy with another limit for the instances of an app.
	 * @param limit how many instances an app may have
	 * @return the copy
	 */
	public TaskManagerOptions withMaxInstances(int limit) {
		return new TaskManagerOptions(this.timeouts, this.offers, this.reconcileInterval,
				this.implicitReconcileInterval, this.reconcileQueueLimit, this.killsInFlight, this.unknownTasks,
				this.settle, this.reservations, limit, this.clock, this.timers, this.random);
	}

}
