package io.mesosframework.boot.autoconfigure.tasks;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.mesosframework.offer.OfferOptions;
import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.task.OrphanReservationPolicy;
import io.mesosframework.task.ReservationOptions;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.UnknownTaskPolicy;

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
 * @param offerRefuseIdle time for which the master is asked not to offer again while
 * nothing waits
 * @param offerRefuseSoon time for which the master is asked not to offer again while what
 * waits is not ready yet
 * @param offerMaxAge age above which an offer is not used any more, from its receipt on
 * @param gangHold time for which offers are kept together for a gang that is not complete
 * @param avoidUnavailabilityWithin agents whose maintenance begins within this time are
 * not used
 * @param inverseOffers how inverse offers are answered: accept, decline, or ignore to
 * leave them to handlers
 * @param offerConstraints whether the master is told which agents the waiting apps can
 * use at all
 * @param reconcileInterval time between two explicit reconciliations of all tasks
 * @param implicitReconcileInterval time between two requests for all tasks that the
 * master knows
 * @param reconcileQueueLimit number of waiting events above which reconciliation is held
 * back
 * @param unknownTasks what is done with tasks of a previous run of the application
 * @param settle time for which a resumed framework that knows none of its tasks waits for
 * news of them before it launches any
 * @param orphanReservations what is done with reservations and volumes of a previous run
 * of the application: adopt to give them back to their instances, free to free those that
 * no instance takes with their data, ignore to leave them alone
 * @param orphanReservationsGrace time for which such a reservation must have been known
 * before it is freed
 * @param maxInstances number of instances that an app may have
 */
@ConfigurationProperties("mesos.tasks")
record MesosTasksProperties(@DefaultValue("2m") Duration launchTimeout, @DefaultValue("10s") Duration killTimeout,
		@DefaultValue("5m") Duration repeatMax, @DefaultValue("100") int killsInFlight,
		@DefaultValue("3s") Duration offerHold, @DefaultValue("30s") Duration offerRefuse,
		@DefaultValue("10m") Duration offerRefuseIdle, @DefaultValue("5s") Duration offerRefuseSoon,
		@DefaultValue("1m") Duration offerMaxAge, @DefaultValue("30s") Duration gangHold,
		@DefaultValue("10m") Duration avoidUnavailabilityWithin,
		@DefaultValue("accept") OfferOptions.InverseOfferPolicy inverseOffers,
		@DefaultValue("true") boolean offerConstraints, @DefaultValue("15m") Duration reconcileInterval,
		@DefaultValue("1h") Duration implicitReconcileInterval, @DefaultValue("2048") int reconcileQueueLimit,
		@DefaultValue("ADOPT") UnknownTaskPolicy unknownTasks, @DefaultValue("2s") Duration settle,
		@DefaultValue("ADOPT") OrphanReservationPolicy orphanReservations,
		@DefaultValue("5m") Duration orphanReservationsGrace, @DefaultValue("100000") int maxInstances) {

	MesosTasksProperties {
		positive("mesos.tasks.launch-timeout", launchTimeout);
		positive("mesos.tasks.kill-timeout", killTimeout);
		positive("mesos.tasks.repeat-max", repeatMax);
		positive("mesos.tasks.reconcile-interval", reconcileInterval);
		positive("mesos.tasks.implicit-reconcile-interval", implicitReconcileInterval);
		positive("mesos.tasks.gang-hold", gangHold);
		positive("mesos.tasks.offer-max-age", offerMaxAge);
		if (offerMaxAge.compareTo(offerHold) < 0 || offerMaxAge.compareTo(gangHold) < 0) {
			throw new InvalidConfigurationPropertyValueException("mesos.tasks.offer-max-age", offerMaxAge,
					"It must not be below 'mesos.tasks.offer-hold' and 'mesos.tasks.gang-hold'.");
		}
		if (maxInstances < 1) {
			throw new InvalidConfigurationPropertyValueException("mesos.tasks.max-instances", maxInstances,
					"At least one instance must be allowed.");
		}
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
		return new TaskManagerOptions(new TaskTimeouts(this.launchTimeout, this.killTimeout, this.repeatMax), offers(),
				this.reconcileInterval, this.implicitReconcileInterval, this.reconcileQueueLimit, this.killsInFlight,
				this.unknownTasks, this.settle,
				new ReservationOptions(this.orphanReservations, this.orphanReservationsGrace), this.maxInstances,
				Clock.systemUTC(), timers, new Random());
	}

	private OfferOptions offers() {
		return new OfferOptions(this.offerHold, this.gangHold, this.offerMaxAge, this.offerRefuse, this.offerRefuseIdle,
				this.offerRefuseSoon, this.avoidUnavailabilityWithin, this.inverseOffers, this.offerConstraints);
	}

}
