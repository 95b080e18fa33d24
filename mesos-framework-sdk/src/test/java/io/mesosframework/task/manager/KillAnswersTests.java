package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.internal.instance.TaskIds;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a master says to a kill of a task that it does not know (any more) is no reason
 * for another kill.
 */
class KillAnswersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.simulated(true), options());

	private String taskId = "";

	private String agentId = "";

	@BeforeEach
	void deploy() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		Launch launch = this.mesos.app("web").instances().get(0).launch();
		assertThat(launch).isNotNull();
		this.taskId = launch.taskId();
		this.agentId = launch.agentId();
	}

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "TASK_LOST", "TASK_GONE" })
	void aTaskThatIsSaidToBeLostIsKilledNoMore(TaskState answer) {
		this.mesos.cluster.agents().forEach((agent) -> agent.loseToAgent(ToAgent.KillTask.class::isInstance));
		this.mesos.get(this.mesos.manager.remove("web"));
		assertThat(this.mesos.cluster).within(PATIENCE).received(Call.Type.KILL).atLeast(1);

		say(this.taskId, answer);

		this.mesos.await(() -> this.mesos.manager.app("web") == null);
		assertKilledNoMore();
	}

	@Test
	void aTaskOfWhichTheMasterKnowsNothingIsKilledOnce() {
		this.mesos.get(this.mesos.manager.remove("web"));
		this.mesos.await(() -> this.mesos.manager.app("web") == null);
		this.mesos.cluster.timeline().clear();
		String ghost = TaskIds.next("web", 0, 0);

		say(ghost, TaskState.TASK_RUNNING);

		assertThat(this.mesos.cluster).within(PATIENCE).sent(Event.Type.UPDATE).matching("that it is gone", (event) -> {
			TaskStatus status = event.getUpdate().getStatus();
			return status.getTaskId().getValue().equals(ghost) && status.getState() == TaskState.TASK_GONE;
		}).once();
		this.mesos.await(() -> this.mesos.manager.status().killsInFlight() == 0);
		assertKilledNoMore();
	}

	@Test
	void theKillOfATaskThatHadEndedIsForgottenWithItsGroup() {
		Map<String, Object> brief = new HashMap<>(ManagerFixture.member("brief"));
		brief.put("command", Map.of("cmd", "true"));
		this.mesos.deploy(
				Map.of("name", "pod", "restart", "on-failure", "tasks", List.of(brief, ManagerFixture.member("long"))));
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		String launch = this.mesos.taskIds("pod").get(0);
		this.mesos.await(() -> this.mesos.cluster.state()
			.task(launch + ".brief")
			.map((task) -> task.getState() == TaskState.TASK_FINISHED)
			.orElse(false));
		this.mesos
			.await(() -> this.mesos.cluster.agents().stream().mapToInt(AgentNode::unacknowledgedUpdates).sum() == 0);
		this.mesos.cluster.faults().next(Call.Type.KILL).drop();

		this.mesos.get(this.mesos.manager.remove("pod"));
		this.mesos.await(() -> this.mesos.manager.app("pod") == null);

		assertThat(this.mesos.manager.status().killsInFlight()).isZero();
	}

	/** Look for longer than kills are repeated after. */
	private void assertKilledNoMore() {
		// answered after all calls before it have come to the master
		this.mesos.get(this.mesos.driver.scheduler().request(List.of()));
		this.mesos.cluster.timeline().clear();

		assertThat(this.mesos.cluster).within(Duration.ofSeconds(3)).received(Call.Type.KILL).never();
		assertThat(this.mesos.manager.status().killsInFlight()).isZero();
	}

	private void say(String task, TaskState state) {
		TaskStatus.Builder status = TaskStatus.newBuilder()
			.setState(state)
			.setReason(TaskStatus.Reason.REASON_RECONCILIATION)
			.setSource(TaskStatus.Source.SOURCE_MASTER);
		status.getTaskIdBuilder().setValue(task);
		status.getAgentIdBuilder().setValue(this.agentId);
		this.mesos.say(status);
	}

	private static TaskManagerOptions options() {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		TaskTimeouts timeouts = new TaskTimeouts(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(1));
		return new TaskManagerOptions(timeouts, defaults.offers(), defaults.reconcileInterval(),
				defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(), defaults.killsInFlight(),
				defaults.unknownTasks(), defaults.settle(), defaults.clock(), defaults.timers(), defaults.random());
	}

}
