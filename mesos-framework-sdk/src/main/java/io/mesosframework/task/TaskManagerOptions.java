package io.mesosframework.task;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

import io.mesosframework.scheduler.SchedulerTimers;

/**
 * Settings of a task manager.
 *
 * @param timeouts when launches and kills are followed up
 * @param hold how long offers are held that nothing fits into yet
 * @param refuse for how long the master is asked not to offer again what was of no use
 * @param reconcileInterval how often all tasks are reconciled
 * @param killsInFlight how many kills may be unanswered at once
 * @param clock the time
 * @param timers wakes the manager
 * @param random spreads waits
 */
public record TaskManagerOptions(TaskTimeouts timeouts, Duration hold, Duration refuse, Duration reconcileInterval,
		int killsInFlight, Clock clock, SchedulerTimers timers, RandomGenerator random) {

	/**
	 * Return the defaults with real time.
	 * @return the options
	 */
	public static TaskManagerOptions defaults() {
		return new TaskManagerOptions(TaskTimeouts.DEFAULT, Duration.ofSeconds(3), Duration.ofSeconds(30),
				Duration.ofMinutes(15), 100, Clock.systemUTC(), SchedulerTimers.system("mesos-tasks"), new Random());
	}

}
