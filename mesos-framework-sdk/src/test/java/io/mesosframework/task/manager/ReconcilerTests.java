package io.mesosframework.task.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.RecordingScheduler;
import io.mesosframework.task.ReconciliationFinished;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.internal.reconcile.Reconciler;

import static org.assertj.core.api.Assertions.assertThat;

class ReconcilerTests {

	private final RecordingScheduler scheduler = new RecordingScheduler();

	private final List<TaskManagerEvent> events = new ArrayList<>();

	private final Reconciler reconciler = new Reconciler(this.scheduler, TaskManagerOptions.defaults(),
			this.events::add);

	private final Map<String, String> live = new HashMap<>();

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void asksForEveryTaskWithItsAgentInBatchesOfAThousandAndThenForAllOthers() {
		tasks(2500);
		subscribed();

		runFor(Duration.ofSeconds(2));

		assertThat(batches()).containsExactly(1000, 1000, 500, 0);
		Call.Reconcile.Task first = this.scheduler.calls().get(0).getReconcile().getTasks(0);
		assertThat(first.getAgentId().getValue()).isEqualTo("agent-of-" + first.getTaskId().getValue());
	}

	@Test
	void asksAgainForThoseWithoutAnAnswerEverMoreRarely() {
		tasks(3);
		subscribed();
		runFor(Duration.ofSeconds(1));
		this.reconciler.answered("task-0", this.now);

		runFor(Duration.ofSeconds(40));

		assertThat(batches()).containsExactly(3, 0, 2, 2, 2);
		assertThat(this.reconciler.progress().open()).isEqualTo(2);
		assertThat(this.reconciler.progress().total()).isEqualTo(3);
		assertThat(this.reconciler.progress().running()).isTrue();
	}

	@Test
	void endsWhenEachHasBeenAnsweredAndBeginsAnewAfterTheInterval() {
		tasks(2);
		subscribed();
		runFor(Duration.ofSeconds(1));
		this.reconciler.answered("task-0", this.now);
		this.reconciler.answered("task-1", this.now);

		assertThat(this.reconciler.progress().running()).isFalse();
		assertThat(this.events).singleElement().isInstanceOf(ReconciliationFinished.class);
		runFor(Duration.ofMinutes(14));
		assertThat(batches()).containsExactly(2, 0);
		runFor(Duration.ofMinutes(2));
		assertThat(batches().subList(0, 3)).containsExactly(2, 0, 2);
	}

	@Test
	void isHeldBackWhileManyEventsWait() {
		tasks(2);
		this.scheduler.queueDepth(5000);
		subscribed();

		runFor(Duration.ofSeconds(10));
		assertThat(this.scheduler.calls()).isEmpty();
		assertThat(this.reconciler.progress().heldBack()).isTrue();

		this.scheduler.queueDepth(0);
		runFor(Duration.ofSeconds(2));
		assertThat(batches()).containsExactly(2, 0);
		assertThat(this.reconciler.progress().heldBack()).isFalse();
	}

	@Test
	void neverRunsTwiceAtOnce() {
		tasks(2);
		subscribed();
		runFor(Duration.ofSeconds(1));

		this.reconciler.request(this.live, this.now);
		this.reconciler.request(this.live, this.now);
		runFor(Duration.ofSeconds(1));

		assertThat(batches()).containsExactly(2, 0, 0);
	}

	@Test
	void tasksInDoubtAreAskedForAlone() {
		tasks(3);
		this.reconciler.subscribed(Map.of(), this.now);
		runFor(Duration.ofSeconds(1));

		this.reconciler.doubt(Map.of("task-1", "lost"), this.now);
		runFor(Duration.ofSeconds(1));

		assertThat(batches()).containsExactly(0, 1);
		assertThat(this.reconciler.progress().open()).isOne();
	}

	@Test
	void stopsWithTheSession() {
		tasks(2);
		subscribed();
		this.reconciler.stop();

		runFor(Duration.ofHours(2));

		assertThat(this.scheduler.calls()).isEmpty();
		assertThat(this.reconciler.progress().running()).isFalse();
	}

	@Test
	void withoutAnyTaskOnlyTheMasterIsAsked() {
		subscribed();
		runFor(Duration.ofSeconds(1));

		assertThat(batches()).containsExactly(0);
		assertThat(this.reconciler.progress().implicitAt()).isNotNull();
	}

	private void tasks(int count) {
		for (int i = 0; i < count; i++) {
			this.live.put("task-" + i, "agent-of-task-" + i);
		}
	}

	private void subscribed() {
		this.reconciler.subscribed(this.live, this.now);
	}

	private void runFor(Duration duration) {
		Instant end = this.now.plus(duration);
		while (true) {
			this.reconciler.run(() -> this.live, this.now);
			Instant due = this.reconciler.due();
			if (due == null || due.isAfter(end)) {
				break;
			}
			assertThat(due).as("time goes on").isAfterOrEqualTo(this.now);
			this.now = due;
		}
		this.now = end;
	}

	private List<Integer> batches() {
		return this.scheduler.calls(Call.Type.RECONCILE)
			.stream()
			.map((call) -> call.getReconcile().getTasksCount())
			.toList();
	}

}
