package io.mesosframework.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;

/**
 * Reports the health of the connection to Mesos. The status is UP only while the
 * framework is subscribed and has received data from the master within the last few
 * heartbeat intervals, OUT_OF_SERVICE while the framework is stopped on purpose, and DOWN
 * otherwise or while its state cannot be stored. Performs no I/O.
 *
 * @since 0.1.0
 */
public class MesosHealthIndicator extends AbstractHealthIndicator {

	private static final int MAX_MISSED_HEARTBEATS = 3;

	private final MesosScheduler scheduler;

	private final ConnectionHistory history;

	private final Clock clock;

	private final Supplier<@Nullable String> storeProblem;

	/**
	 * Create an indicator.
	 * @param scheduler the scheduler whose state is reported
	 * @param history the history of its connection
	 * @param clock the clock that determines the age of the last event
	 */
	public MesosHealthIndicator(MesosScheduler scheduler, ConnectionHistory history, Clock clock) {
		this(scheduler, history, clock, () -> null);
	}

	/**
	 * Create an indicator.
	 * @param scheduler the scheduler whose state is reported
	 * @param history the history of its connection
	 * @param clock the clock that determines the age of the last event
	 * @param storeProblem supplies the reason why the state cannot be stored, or
	 * {@code null} if it can
	 */
	public MesosHealthIndicator(MesosScheduler scheduler, ConnectionHistory history, Clock clock,
			Supplier<@Nullable String> storeProblem) {
		super("The health check of the connection to Mesos failed");
		this.storeProblem = storeProblem;
		this.scheduler = scheduler;
		this.history = history;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		SchedulerState state = this.scheduler.state();
		builder.withDetail("state", state.name());
		FrameworkID frameworkId = this.scheduler.frameworkId();
		if (frameworkId != null) {
			builder.withDetail("frameworkId", frameworkId.getValue());
		}
		MasterDescriptor master = MasterDescriptor.of(this.scheduler.master());
		if (master != null) {
			builder.withDetail("master", master.address());
		}
		Instant lastEventAt = this.scheduler.counters().lastEventAt();
		if (lastEventAt != null) {
			builder.withDetail("lastEventAt", lastEventAt.toString());
		}
		switch (state) {
			case SUBSCRIBED -> subscribed(builder, lastEventAt);
			case STOPPED -> builder.outOfService().withDetail("reason", "The scheduler is stopped");
			default -> down(builder);
		}
		String problem = this.storeProblem.get();
		if (problem != null && state == SchedulerState.SUBSCRIBED) {
			builder.down().withDetail("reason", "The state of the framework cannot be stored: " + problem);
		}
	}

	private void subscribed(Health.Builder builder, @Nullable Instant lastEventAt) {
		MesosSubscribed subscription = this.history.lastSubscription();
		if (lastEventAt == null || subscription == null) {
			builder.up();
			return;
		}
		Duration silence = Duration.between(lastEventAt, this.clock.instant());
		if (silence.compareTo(subscription.heartbeatInterval().multipliedBy(MAX_MISSED_HEARTBEATS)) > 0) {
			builder.down()
				.withDetail("reason", "The master has given no sign of life for " + silence.toSeconds() + " s");
			return;
		}
		builder.up();
	}

	private void down(Health.Builder builder) {
		builder.down();
		MesosLifecycleEvent end = this.history.lastEnd();
		if (end instanceof MesosDisconnected disconnected) {
			builder.withDetail("reason", disconnected.reason())
				.withDetail("retryIn", disconnected.retryIn().toString());
		}
		else if (end instanceof MesosFailed failed) {
			builder.withDetail("reason", failed.reason()).withDetail("remedy", failed.remedy());
		}
		else if (end instanceof MesosFailedOver failedOver) {
			builder.withDetail("reason", "Another instance has taken over: " + failedOver.message());
		}
	}

}
