package io.mesosframework.boot.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.Order;

import io.mesosframework.boot.event.MesosErrorHandler.Outcome;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskStateChanged;

import static org.assertj.core.api.Assertions.assertThat;

class TaskEventHandlerTests {

	private static final Instant NOW = Instant.EPOCH;

	private static final TaskStateChanged CHANGE = new TaskStateChanged(Instance.create("web", 0, Goal.RUNNING, NOW),
			running());

	private static final DeploymentFinished FINISHED = new DeploymentFinished(new Deployment("web@1", "web",
			Deployment.Kind.START, 0, 1, Deployment.State.SUCCEEDED, 1, 1, 0, List.of(), null, null, NOW, NOW));

	@Test
	void theTypeOfTheParameterChoosesTheEvent() {
		try (Harness harness = Harness.with(Recorder.class).start()) {
			harness.send(CHANGE);
			harness.send(FINISHED);
			harness.send(new AppRemoved("web", 1));

			Recorder recorder = harness.get(Recorder.class);
			assertThat(recorder.changes).containsExactly(CHANGE);
			assertThat(recorder.ends).containsExactly(FINISHED);
			assertThat(recorder.all).containsExactly(CHANGE, FINISHED, new AppRemoved("web", 1));
			assertThat(recorder.order).startsWith("any", "change");
		}
	}

	@Test
	void theEndpointNamesTheHandlers() {
		try (Harness harness = Harness.with(Recorder.class).start()) {
			assertThat(harness.registry().describe()).containsKeys("TaskStateChanged", "DeploymentFinished",
					"TaskManagerEvent");
		}
	}

	@Test
	void errorsGoToTheErrorHandlerAndTheOthersAreCalled() {
		List<String> failures = new ArrayList<>();
		try (Harness harness = Harness.with(Failing.class, Recorder.class).errorHandler((exception) -> {
			failures.add(exception.getMessage());
			return Outcome.REDELIVER;
		}).start()) {
			harness.send(CHANGE);

			assertThat(failures).singleElement()
				.asString()
				.contains("TaskEventHandlerTests.Failing.changed", "web[0] to RUNNING, task web.0.x", "no luck");
			assertThat(harness.get(Recorder.class).changes).hasSize(1);
		}
	}

	@Test
	void callsAreObserved() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		try (Harness harness = Harness.with(Recorder.class).observations(observations).start()) {
			harness.send(CHANGE);

			TestObservationRegistryAssert.assertThat(observations)
				.hasAnObservation((observation) -> observation.hasNameEqualTo("mesos.handler")
					.hasLowCardinalityKeyValue("event", "TaskStateChanged")
					.hasHighCardinalityKeyValue("task.id", "web.0.x")
					.hasHighCardinalityKeyValue("agent.id", "agent-1"));
		}
	}

	private static Instance running() {
		Launch launch = Launch.start("web.0.x", "agent-1", "host", 1, List.of(), NOW);
		return new Instance("web", 0, Goal.RUNNING, Phase.RUNNING, launch, List.of(), 0, null, 0, false);
	}

	static class Recorder {

		private final List<TaskStateChanged> changes = new ArrayList<>();

		private final List<DeploymentFinished> ends = new ArrayList<>();

		private final List<TaskManagerEvent> all = new ArrayList<>();

		private final List<String> order = new ArrayList<>();

		@MesosEventHandler
		@Order(2)
		void change(TaskStateChanged change, MesosScheduler scheduler, FrameworkID framework) {
			assertThat(scheduler).isNotNull();
			this.changes.add(change);
			this.order.add("change");
		}

		@MesosEventHandler
		void finished(DeploymentFinished end) {
			this.ends.add(end);
		}

		@MesosEventHandler
		@Order(1)
		void any(TaskManagerEvent event) {
			this.all.add(event);
			this.order.add("any");
		}

	}

	static class Failing {

		@MesosEventHandler
		@Order(0)
		void changed(TaskStateChanged change) {
			throw new IllegalStateException("no luck");
		}

	}

}
