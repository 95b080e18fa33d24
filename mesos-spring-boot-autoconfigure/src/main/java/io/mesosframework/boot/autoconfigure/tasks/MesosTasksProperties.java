package io.mesosframework.boot.autoconfigure.tasks;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskTimeouts;

/**
 * Settings of the task manager.
 *
 * @param launchTimeout time without any word of a launch, after which it is reconciled
 * @param killTimeout time without effect, after which a kill is sent again
 * @param repeatMax longest wait between repetitions of reconciling and killing
 * @param killsInFlight number of kills that may be unanswered at once
 * @param offerHold time for which offers are held that nothing fits into yet
 * @param offerRefuse time for which the master is asked not to offer again what nothing
 * fits into
 * @param reconcileInterval time between two reconciliations of all tasks
 */
@ConfigurationProperties("mesos.tasks")
record MesosTasksProperties(@DefaultValue("2m") Duration launchTimeout, @DefaultValue("10s") Duration killTimeout,
		@DefaultValue("5m") Duration repeatMax, @DefaultValue("100") int killsInFlight,
		@DefaultValue("3s") Duration offerHold, @DefaultValue("30s") Duration offerRefuse,
		@DefaultValue("15m") Duration reconcileInterval) {

	MesosTasksProperties {
		positive("mesos.tasks.launch-timeout", launchTimeout);
		positive("mesos.tasks.kill-timeout", killTimeout);
		positive("mesos.tasks.repeat-max", repeatMax);
		positive("mesos.tasks.reconcile-interval", reconcileInterval);
		if (killsInFlight < 1) {
			throw new InvalidConfigurationPropertyValueException("mesos.tasks.kills-in-flight", killsInFlight,
					"At least one kill must be allowed.");
		}
	}

	private static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(name, value, "The time must be above zero.");
		}
	}

	TaskManagerOptions options(SchedulerTimers timers) {
		return new TaskManagerOptions(new TaskTimeouts(this.launchTimeout, this.killTimeout, this.repeatMax),
				this.offerHold, this.offerRefuse, this.reconcileInterval, this.killsInFlight, Clock.systemUTC(), timers,
				new Random());
	}

}
