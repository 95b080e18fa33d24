package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.mesosframework.embedded.agent.check.CheckResult;
import io.mesosframework.embedded.loop.VirtualLoop;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for everything about the agent that takes its time, on a virtual clock and
 * without processes.
 */
@Timeout(120)
class AgentClockTests {

	private final VirtualLoop loop = new VirtualLoop("test", Instant.parse("2030-01-01T00:00:00Z"));

	private final FakeMaster master = new FakeMaster(this.loop);

	private final ProcessHost host = new ProcessHost();

	private final ScriptedRunner runner = new ScriptedRunner(this.loop);

	private FrameworkInfo framework = Fixtures.framework("fw", true, FrameworkInfo.Capability.Type.PARTITION_AWARE);

	private Agent agent;

	@BeforeEach
	void startAgent() {
		this.agent = start(this.master, AgentTimeouts.DEFAULTS.withMasterPing(Duration.ofDays(1)));
	}

	private Agent start(FakeMaster leader, AgentTimeouts timeouts) {
		AgentOptions options = new AgentOptions(5051, Fixtures.resources(), Path.of("unused")).withTimeouts(timeouts);
		Agent started = new Agent(this.loop, options, () -> leader, this.host, this.runner);
		this.loop.execute(started::start);
		this.loop.settle();
		return started;
	}

	@AfterEach
	void close() {
		this.host.close();
		this.loop.close();
	}

	@Test
	void sendsAnUpdateAgainAfterTenSecondsAndThenEverMoreRarely() {
		this.master.acknowledging(false);
		run(Fixtures.task("t1", "sleep"));
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING);

		int expected = 1;
		for (int seconds : new int[] { 10, 20, 40, 80, 160, 320, 600, 600 }) {
			this.loop.advance(Duration.ofSeconds(seconds - 1));
			assertThat(this.master.updates("t1")).hasSize(expected);
			this.loop.advance(Duration.ofSeconds(1));
			expected++;
			assertThat(this.master.updates("t1")).hasSize(expected);
		}
		assertThat(this.master.updates("t1")).extracting(TaskStatus::getUuid).containsOnly(head().getUuid());
	}

	@Test
	void sendsOnlyOneUpdateOfATaskAtATime() {
		this.master.acknowledging(false);
		run(Fixtures.task("t1", "exit 0"));

		acknowledge(ByteString.copyFromUtf8("something else"));
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING);
		acknowledge(head().getUuid());
		acknowledge(head().getUuid());
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING);
		assertThat(this.master.received(ToMaster.StatusUpdate.class).get(1).latestState())
			.isEqualTo(TaskState.TASK_FINISHED);
	}

	@Test
	void sendsWaitingUpdatesAtOnceWhenTheFrameworkIsBack() {
		this.master.acknowledging(false);
		run(Fixtures.task("t1", "sleep"));
		this.loop.advance(Duration.ofSeconds(15));

		this.master.send(new ToAgent.UpdateFramework(this.framework));
		this.loop.settle();

		assertThat(this.master.updates("t1")).hasSize(3);
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.master.updates("t1")).hasSize(4);
	}

	@Test
	void sendsWaitingUpdatesAtOnceWhenItRegistersAgain() {
		this.master.acknowledging(false);
		run(Fixtures.task("t1", "sleep"));

		this.master.drop();
		this.loop.advance(Duration.ofSeconds(1));

		assertThat(this.master.received(ToMaster.Reregister.class)).hasSize(1);
		assertThat(this.master.updates("t1")).hasSize(2);
	}

	@Test
	void losesAndHoldsBackWhatItIsTold() {
		this.loop.execute(() -> this.agent.faults().loseUpdates(1));
		this.loop.execute(() -> this.agent.faults().holdAcknowledgements(true));
		run(Fixtures.task("t1", "sleep"));
		assertThat(this.master.updates("t1")).isEmpty();

		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING);
		assertThat(this.loop.submit(this.agent::unacknowledgedUpdates).join()).isEqualTo(2);
		this.loop.execute(() -> this.agent.faults().holdAcknowledgements(false));
		this.loop.settle();

		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING);
		assertThat(this.loop.submit(this.agent::unacknowledgedUpdates).join()).isZero();
	}

	@Test
	void escalatesAfterTheGracePeriodOfTheTask() {
		run(Fixtures.task("t1", "stubborn"));
		kill("t1", Duration.ZERO);
		kill("t1", Duration.ZERO);

		this.loop.advance(Duration.ofMillis(2999));
		assertThat(this.runner.signals()).containsExactly("TERM");
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.runner.signals()).containsExactly("TERM", "KILL");
		assertThat(this.master.states("t1")).endsWith(TaskState.TASK_KILLED);
	}

	@Test
	void countsConsecutiveFailuresAfterTheGracePeriod() {
		HealthCheck check = Fixtures.failingHealthCheck(5, 10, 30);
		this.runner.nextCheck(exitCode(1));
		run(Fixtures.task("t1", "sleep").toBuilder().setHealthCheck(check).build());

		this.loop.advance(Duration.ofSeconds(34));
		assertThat(this.master.updates("t1")).hasSize(2);
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.master.updates("t1")).hasSize(3);
		this.runner.nextCheck(exitCode(0));
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.master.updates("t1").get(3).getHealthy()).isTrue();
		this.runner.nextCheck(exitCode(1));
		this.loop.advance(Duration.ofSeconds(20));

		assertThat(this.master.states("t1")).endsWith(TaskState.TASK_RUNNING, TaskState.TASK_KILLED);
	}

	@Test
	void completesATaskAndLingersForASecond() {
		run(Fixtures.task("t1", "exit 0"));
		this.loop.advance(Duration.ofMillis(999));
		run(Fixtures.task("t1", "exit 0"));
		assertThat(this.master.states("t1")).endsWith(TaskState.TASK_FINISHED, TaskState.TASK_DROPPED);

		this.loop.advance(Duration.ofMillis(1));
		run(Fixtures.task("t1", "exit 1"));

		assertThat(this.master.states("t1")).endsWith(TaskState.TASK_FAILED);
	}

	@Test
	void drainsWithShortenedGraceAndRefusesTasksMeanwhile() {
		this.framework = Fixtures.framework("fw", false, FrameworkInfo.Capability.Type.PARTITION_AWARE,
				FrameworkInfo.Capability.Type.TASK_KILLING_STATE);
		run(Fixtures.task("t1", "sleep"));

		this.master.send(new ToAgent.Drain(DrainConfig.newBuilder().setMarkGone(true).build()));
		this.loop.settle();
		run(Fixtures.task("t2", "sleep"));

		assertThat(this.master.updates("t1")).last().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
			assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DRAINING);
		});
		assertThat(this.master.updates("t2")).singleElement().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(TaskState.TASK_DROPPED);
			assertThat(status.getMessage()).isEqualTo("Task was received while agent was already draining");
		});
		this.loop.advance(Duration.ofSeconds(2));
		run(Fixtures.task("t3", "exit 0"));
		assertThat(this.master.states("t3")).endsWith(TaskState.TASK_FINISHED);
	}

	@Test
	void reportsOperationsUntilTheyAreAcknowledged() {
		Offer.Operation operation = Offer.Operation.newBuilder()
			.setType(Offer.Operation.Type.RESERVE)
			.setId(OperationID.newBuilder().setValue("op"))
			.build();
		List<Resource> total = List.of(Fixtures.scalar("cpus", 7));
		this.master.send(new ToAgent.ApplyOperation(this.framework.getId(), "uuid", operation, total));
		this.loop.settle();
		ToMaster.OperationUpdate update = this.master.received(ToMaster.OperationUpdate.class).get(0);
		assertThat(update.status().getState()).isEqualTo(OperationState.OPERATION_FINISHED);
		assertThat(update.status().getAgentId()).isEqualTo(FakeMaster.AGENT);

		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.master.received(ToMaster.OperationUpdate.class)).hasSize(2);
		this.master.send(new ToAgent.AcknowledgeOperation("uuid", update.status().getUuid().getValue()));
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.master.received(ToMaster.OperationUpdate.class)).hasSize(2);

		this.master.drop();
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.master.received(ToMaster.Reregister.class).get(0).total()).isEqualTo(total);
	}

	@Test
	void looksForAnotherMasterWhenItsMasterIsSilent() {
		FakeMaster silent = new FakeMaster(this.loop);
		start(silent, AgentTimeouts.DEFAULTS);
		this.loop.advance(Duration.ofSeconds(60));
		silent.send(new ToAgent.Ping());
		this.loop.advance(Duration.ofSeconds(74));
		assertThat(silent.received(ToMaster.Reregister.class)).isEmpty();

		this.loop.advance(Duration.ofSeconds(2));

		assertThat(silent.received(ToMaster.Pong.class)).hasSize(1);
		assertThat(silent.received(ToMaster.Reregister.class)).hasSize(1);
	}

	@Test
	void crashesAnExecutor() {
		run(Fixtures.task("t1", "sleep"));

		this.loop.submit(() -> this.agent.faults().crashExecutor(this.framework.getId(), Fixtures.executorId("t1")))
			.join();
		this.loop.settle();

		assertThat(this.master.updates("t1")).last()
			.satisfies((status) -> assertThat(status.getMessage()).isEqualTo("Executor terminated"));
	}

	@Test
	void removedFrameworksLoseTheirTasksSilently() {
		run(Fixtures.task("t1", "sleep"));
		int before = this.master.updates("t1").size();

		this.master.send(new ToAgent.ShutdownFramework(this.framework.getId()));
		this.loop.advance(Duration.ofSeconds(2));

		assertThat(this.runner.signals()).containsExactly("TERM");
		assertThat(this.master.updates("t1")).hasSize(before);
	}

	private TaskStatus head() {
		return this.master.updates("t1").get(0);
	}

	private void acknowledge(ByteString uuid) {
		this.master.send(new ToAgent.AcknowledgeUpdate(this.framework.getId(), Fixtures.taskId("t1"), uuid));
		this.loop.settle();
	}

	private void run(TaskInfo task) {
		this.master.send(new ToAgent.RunTask(this.framework, task, true));
		this.loop.settle();
	}

	private void kill(String taskId, Duration grace) {
		this.master.send(new ToAgent.KillTask(this.framework.getId(), Fixtures.taskId(taskId),
				KillPolicy.newBuilder()
					.setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))
					.build()));
		this.loop.settle();
	}

	private static CheckResult exitCode(int code) {
		return CheckResult.of(CheckStatusInfo.newBuilder()
			.setType(CheckInfo.Type.COMMAND)
			.setCommand(CheckStatusInfo.Command.newBuilder().setExitCode(code))
			.build());
	}

}
