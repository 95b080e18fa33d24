package io.mesosframework.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.mesosframework.boot.event.TestScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosSubscribed;

import static org.assertj.core.api.Assertions.assertThat;

class MesosHealthIndicatorTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final TestScheduler scheduler = new TestScheduler();

	private final ConnectionHistory history = new ConnectionHistory();

	private final MesosHealthIndicator indicator = new MesosHealthIndicator(this.scheduler, this.history,
			Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void upWhileSubscribedAndTheMasterGivesSignsOfLife() {
		subscribe();
		this.scheduler.lastEventAt(NOW.minusSeconds(45));

		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("frameworkId", "framework-1")
			.containsEntry("master", "master.example:5050")
			.containsEntry("state", "SUBSCRIBED")
			.containsKey("lastEventAt");
	}

	@Test
	void downWhenTheMasterIsSilent() {
		subscribe();
		this.scheduler.lastEventAt(NOW.minusSeconds(46));

		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().get("reason")).isEqualTo("The master has given no sign of life for 46 s");
	}

	@Test
	void downWhileDisconnectedWithTheReason() {
		this.scheduler.state(SchedulerState.DISCONNECTED);
		this.history.onLifecycle(new MesosDisconnected("no route", Duration.ofSeconds(3), true, 1), this.scheduler);

		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("reason", "no route").containsEntry("retryIn", "PT3S");
	}

	@Test
	void downWhenRefusedWithTheRemedy() {
		this.scheduler.state(SchedulerState.FAILED);
		this.history.onLifecycle(new MesosFailed(MesosFailed.Kind.INVALID_ROLE, "bad role", "use another", 1),
				this.scheduler);

		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("reason", "bad role").containsEntry("remedy", "use another");
	}

	@Test
	void downWhenAnotherInstanceHasTakenOver() {
		this.scheduler.state(SchedulerState.FAILED_OVER);
		this.history.onLifecycle(new MesosFailedOver("Framework failed over", 1), this.scheduler);

		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails().get("reason").toString()).contains("Another instance has taken over");
	}

	@Test
	void outOfServiceWhileStopped() {
		this.scheduler.state(SchedulerState.STOPPED);

		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	private void subscribe() {
		this.history.onLifecycle(
				new MesosSubscribed(this.scheduler.frameworkId(), null, false, Duration.ofSeconds(15), 1),
				this.scheduler);
	}

	private Health health() {
		Health health = this.indicator.health();
		assertThat(health).isNotNull();
		return health;
	}

}
