package io.mesosframework.task.internal.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.RecordingScheduler;
import io.mesosframework.task.TaskTimeouts;

import static org.assertj.core.api.Assertions.assertThat;

class KillServiceTests {

	private final RecordingScheduler scheduler = new RecordingScheduler();

	private final KillService kills = new KillService(this.scheduler, 2, Duration.ofSeconds(30));

	private final Instant now = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void sendsNoMoreAtOnceThanTheLimit() {
		this.kills.kill("a", "agent", this.now);
		this.kills.kill("b", "agent", this.now);
		this.kills.kill("c", "agent", this.now);

		assertThat(killed()).containsExactly("a", "b");
		assertThat(this.kills.inFlight()).isEqualTo(2);
		assertThat(this.kills.waiting()).isOne();

		this.kills.ended("a", this.now);

		assertThat(killed()).containsExactly("a", "b", "c");
		assertThat(this.kills.waiting()).isZero();
	}

	@Test
	void sendsAgainWhatIsInFlight() {
		this.kills.kill("a", "agent", this.now);
		this.kills.kill("a", "agent", this.now);

		assertThat(killed()).containsExactly("a", "a");
		assertThat(this.kills.inFlight()).isOne();
	}

	@Test
	void killsWithoutEffectDoNotBlockOthersForEver() {
		this.kills.kill("a", "lost agent", this.now);
		this.kills.kill("b", "lost agent", this.now);

		this.kills.kill("c", "agent", this.now.plusSeconds(31));

		assertThat(killed()).containsExactly("a", "b", "c");
	}

	@Test
	void whatEndsWhileItWaitsIsNotKilled() {
		this.kills.kill("a", "agent", this.now);
		this.kills.kill("b", "agent", this.now);
		this.kills.kill("c", "agent", this.now);
		this.kills.ended("c", this.now);
		this.kills.ended("a", this.now);

		assertThat(killed()).containsExactly("a", "b");
	}

	@Test
	void anUnownedTaskThatReportsOverAndOverIsNotKilledInALoop() {
		UnownedTasks unownedTasks = new UnownedTasks(this.kills, (key, value) -> {
		}, TaskTimeouts.DEFAULT);

		for (int i = 0; i < 10; i++) {
			unownedTasks.kill("web.0.x", "agent", "it is unknown", this.now.plusMillis(100 * i));
		}
		assertThat(killed()).containsExactly("web.0.x");

		unownedTasks.kill("web.0.x", "agent", "it is unknown", this.now.plusSeconds(11));
		assertThat(killed()).hasSize(2);
	}

	private List<String> killed() {
		return this.scheduler.calls(Call.Type.KILL)
			.stream()
			.map((call) -> call.getKill().getTaskId().getValue())
			.toList();
	}

}
