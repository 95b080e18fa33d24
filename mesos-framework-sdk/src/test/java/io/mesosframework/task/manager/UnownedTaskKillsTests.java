package io.mesosframework.task.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mesosframework.scheduler.RecordingScheduler;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.internal.instance.StatusReport;
import io.mesosframework.task.internal.reconcile.KillService;
import io.mesosframework.task.internal.reconcile.UnownedTasks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often tasks that are no instance's are killed, and how long they are remembered.
 */
class UnownedTaskKillsTests {

	private static final String TASK = "web.0.x";

	private final RecordingScheduler scheduler = new RecordingScheduler();

	private final UnownedTasks unownedTasks = new UnownedTasks(
			new KillService(this.scheduler, 10, Duration.ofSeconds(30)), (key, value) -> {
			}, TaskTimeouts.DEFAULT);

	private final Instant now = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void aKillIsRepeatedEverMoreRarely() {
		this.unownedTasks.kill(TASK, "agent", "it is unknown", this.now);
		List<Long> waits = new ArrayList<>();
		Instant last = this.now;
		for (int i = 0; i < 7; i++) {
			Instant due = this.unownedTasks.due();
			waits.add(Duration.between(last, due).toSeconds());
			this.unownedTasks.killAgain(due.minusMillis(1));
			assertThat(kills()).isEqualTo(i + 1);
			this.unownedTasks.killAgain(due);
			assertThat(kills()).isEqualTo(i + 2);
			last = due;
		}

		assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
	}

	@Test
	void aNewSessionBeginsAnew() {
		this.unownedTasks.kill(TASK, "agent", "it is unknown", this.now);
		this.unownedTasks.killAgain(this.now.plusSeconds(10));
		this.unownedTasks.killAgain(this.now.plusSeconds(30));

		this.unownedTasks.subscribed(this.now.plusSeconds(31));

		assertThat(kills()).isEqualTo(4);
		assertThat(this.unownedTasks.due()).isEqualTo(this.now.plusSeconds(41));
	}

	@Test
	void whatHasEndedIsNotKilledAgain() {
		this.unownedTasks.kill(TASK, "agent", "it is unknown", this.now);
		this.unownedTasks.kill("web.1.y", "agent", "it is unknown", this.now.plusSeconds(1));
		this.unownedTasks.ended(TASK, report(TaskState.TASK_KILLED), this.now.plusSeconds(2));

		assertThat(this.unownedTasks.due()).isEqualTo(this.now.plusSeconds(11));
		this.unownedTasks.killAgain(this.now.plusSeconds(11));
		assertThat(kills()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource(value = TaskState.class, names = { "TASK_UNKNOWN", "TASK_GONE_BY_OPERATOR" })
	void whatNobodyKnowsIsForgottenInTheEnd(TaskState state) {
		this.unownedTasks.abandon(TASK, "agent", this.now);

		this.unownedTasks.returned(TASK, "agent", report(state), this.now.plus(Duration.ofDays(13)));
		assertThat(this.unownedTasks.isAbandoned(TASK)).isTrue();

		this.unownedTasks.returned(TASK, "agent", report(state), this.now.plus(Duration.ofDays(15)));
		assertThat(this.unownedTasks.isAbandoned(TASK)).isFalse();
		assertThat(this.unownedTasks.abandonedCount()).isZero();
	}

	@Test
	void whatTheMasterKnowsToBeOutOfReachIsNotForgotten() {
		this.unownedTasks.abandon(TASK, "agent", this.now);

		this.unownedTasks.returned(TASK, "agent", report(TaskState.TASK_UNREACHABLE),
				this.now.plus(Duration.ofDays(15)));

		assertThat(this.unownedTasks.isAbandoned(TASK)).isTrue();
	}

	@Test
	void whatIsSaidToBeLostWithItsAgentIsRememberedAndWhatHasEndedIsNot() {
		StatusReport away = new StatusReport(TaskState.TASK_LOST, null, null, null, null, this.now);
		this.unownedTasks.abandon(TASK, "agent", this.now);
		this.unownedTasks.ended(TASK, away, this.now);
		assertThat(this.unownedTasks.isAbandoned(TASK)).isTrue();

		this.unownedTasks.ended(TASK, report(TaskState.TASK_LOST), this.now);
		assertThat(this.unownedTasks.isAbandoned(TASK)).isFalse();
	}

	private static StatusReport report(TaskState state) {
		return new StatusReport(state, null, null, null, null, null);
	}

	private int kills() {
		return this.scheduler.calls(Call.Type.KILL).size();
	}

}
