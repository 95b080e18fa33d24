package io.mesosframework.embedded.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.loop.VirtualLoop;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatedAgentTests {

	private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
		.setUser("u")
		.setName("n")
		.setId(FrameworkID.newBuilder().setValue("fw"))
		.addCapabilities(
				FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.TASK_KILLING_STATE))
		.build();

	private static final AgentID AGENT_ID = AgentID.newBuilder().setValue("agent-1").build();

	private final VirtualLoop loop = new VirtualLoop("simulated-agent-tests", Instant.EPOCH);

	private final FakeMaster master = new FakeMaster();

	private final List<Resource> resources = Resources.parse("cpus:4;mem:1024").toList();

	private final SimulatedAgent agent = new SimulatedAgent(this.loop, 0, this.resources, List.of(),
			TaskScripts.fromCommand(), () -> this.master.reachable ? this.master : null);

	@BeforeEach
	void register() {
		onLoop(this.agent::start);
		assertThat(this.master.take()).singleElement().isInstanceOf(ToMaster.Register.class);
		tell(new ToAgent.Registered(AGENT_ID));
	}

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Test
	void runsATaskByItsScriptAndSendsOneUpdateAtATime() {
		launch("t1", "sleep 5");

		assertThat(states()).containsExactly("TASK_STARTING (STARTING)");
		onLoop(() -> assertThat(this.agent.unacknowledgedUpdates()).isEqualTo(2));
		acknowledgeLast();
		assertThat(states()).containsExactly("TASK_RUNNING (RUNNING)");
		acknowledgeLast();
		onLoop(() -> assertThat(this.agent.unacknowledgedUpdates()).isZero());
		this.loop.advance(Duration.ofMillis(4999));
		assertThat(states()).isEmpty();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(states()).containsExactly("TASK_FINISHED (FINISHED)");
		acknowledgeLast();
		onLoop(() -> assertThat(this.agent.tasks().all()).isEmpty());
	}

	@Test
	void retriesUpdatesAfter10SecondsDoublingUpTo10Minutes() {
		launch("t1", "sleep 3600");
		states();
		for (int seconds : new int[] { 10, 20, 40, 80, 160, 320, 600, 600 }) {
			this.loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(states()).as("before %s s", seconds).isEmpty();
			this.loop.advance(Duration.ofMillis(1));
			assertThat(states()).as("after %s s", seconds).hasSize(1);
		}
	}

	@Test
	void announcesKillsToFrameworksThatWantIt() {
		launch("t1", "");
		states();
		acknowledgeLast();
		acknowledgeLast();
		states();

		tell(new ToAgent.KillTask(FRAMEWORK.getId(), taskId("t1"), null));

		assertThat(states()).containsExactly("TASK_KILLING (KILLING)");
		acknowledgeLast();
		assertThat(states()).containsExactly("TASK_KILLED (KILLED)");
	}

	@Test
	void tasksSurviveAKilledAgent() {
		launch("t1", "sleep 5");
		states();
		onLoop(this.agent::kill);
		assertThat(this.master.closed).isEqualTo(1);
		this.loop.advance(Duration.ofSeconds(60));
		assertThat(this.master.take()).isEmpty();

		onLoop(this.agent::start);

		ToMaster.Reregister back = (ToMaster.Reregister) this.master.take().get(0);
		assertThat(back.info().getId()).isEqualTo(AGENT_ID);
		assertThat(back.frameworks()).containsExactly(FRAMEWORK);
		assertThat(back.tasks()).singleElement().satisfies((task) -> {
			assertThat(task.getState()).isEqualTo(TaskState.TASK_FINISHED);
			assertThat(task.getStatusUpdateState()).isEqualTo(TaskState.TASK_STARTING);
		});
		tell(new ToAgent.Registered(AGENT_ID));
		assertThat(states()).containsExactly("TASK_STARTING (FINISHED)");
	}

	@Test
	void connectsAgainWhenTheMasterIsBack() {
		this.master.reachable = false;
		onLoop(this.agent::disconnected);
		this.loop.advance(Duration.ofSeconds(5));
		assertThat(this.master.take()).isEmpty();

		this.master.reachable = true;
		this.loop.advance(Duration.ofSeconds(1));

		assertThat(this.master.take()).singleElement().isInstanceOf(ToMaster.Reregister.class);
	}

	@Test
	void aResetAgentIsNew() {
		launch("t1", "");
		onLoop(this.agent::reset);
		this.master.take();

		onLoop(this.agent::start);

		assertThat(this.master.take()).singleElement().isInstanceOf(ToMaster.Register.class);
	}

	@Test
	void oneFailedTaskEndsItsGroupAndTheDefaultExecutor() {
		ExecutorInfo executor = ExecutorInfo.newBuilder()
			.setType(ExecutorInfo.Type.DEFAULT)
			.setExecutorId(ExecutorID.newBuilder().setValue("e"))
			.build();
		tell(new ToAgent.RunTaskGroup(FRAMEWORK, executor,
				TaskGroupInfo.newBuilder().addTasks(task("a", "sleep 1; exit 2")).addTasks(task("b", "")).build(),
				true));
		this.master.take();

		this.loop.advance(Duration.ofSeconds(1));

		onLoop(() -> assertThat(this.agent.tasks().all()).extracting(SimulatedTask::state)
			.containsExactly(TaskState.TASK_FAILED, TaskState.TASK_KILLED));
		assertThat(this.master.take()).filteredOn(ToMaster.ExitedExecutor.class::isInstance).hasSize(1);
	}

	@Test
	void answersPingsAndReportsOperations() {
		tell(new ToAgent.Ping());
		assertThat(this.master.take()).containsExactly(new ToMaster.Pong());

		tell(new ToAgent.ApplyOperation(FRAMEWORK.getId(), "op-uuid",
				Offer.Operation.newBuilder()
					.setType(Offer.Operation.Type.RESERVE)
					.setId(OperationID.newBuilder().setValue("op"))
					.build(),
				this.resources));
		ToMaster.OperationUpdate update = (ToMaster.OperationUpdate) this.master.take().get(0);
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(this.master.take()).containsExactly(update);
		tell(new ToAgent.AcknowledgeOperation("op-uuid", update.status().getUuid().getValue()));
		this.loop.advance(Duration.ofMinutes(20));
		assertThat(this.master.take()).isEmpty();
	}

	@Test
	void aDrainingAgentKillsItsTasksAndRefusesNewOnes() {
		launch("t1", "");
		this.master.take();
		tell(new ToAgent.Drain(org.apache.mesos.v1.Protos.DrainConfig.getDefaultInstance()));
		launch("t2", "");

		assertThat(this.master.take()).filteredOn(ToMaster.StatusUpdate.class::isInstance)
			.extracting((message) -> ((ToMaster.StatusUpdate) message).status().getMessage())
			.containsExactly("Task was received while agent was already draining");
	}

	private void launch(String id, String command) {
		tell(new ToAgent.RunTask(FRAMEWORK, task(id, command), true));
	}

	private static TaskInfo task(String id, String command) {
		return TaskInfo.newBuilder()
			.setName(id)
			.setTaskId(taskId(id))
			.setAgentId(AGENT_ID)
			.setCommand(CommandInfo.newBuilder().setValue(command))
			.build();
	}

	private static TaskID taskId(String id) {
		return TaskID.newBuilder().setValue(id).build();
	}

	private void acknowledgeLast() {
		ToMaster.StatusUpdate update = this.master.lastUpdate;
		tell(new ToAgent.AcknowledgeUpdate(update.frameworkId(), update.status().getTaskId(),
				update.status().getUuid()));
	}

	private List<String> states() {
		List<String> states = new ArrayList<>();
		for (ToMaster message : this.master.take()) {
			ToMaster.StatusUpdate update = (ToMaster.StatusUpdate) message;
			states.add(update.status().getState() + " (" + update.latestState().name().substring(5) + ")");
		}
		return states;
	}

	private void tell(ToAgent message) {
		onLoop(() -> this.agent.receive(message));
	}

	private void onLoop(Runnable task) {
		this.loop.submit(() -> {
			task.run();
			return true;
		}).join();
		this.loop.settle();
	}

	private static final class FakeMaster implements ToAgent.Endpoint, ToMaster.Link {

		private final List<ToMaster> messages = new ArrayList<>();

		private volatile boolean reachable = true;

		private volatile int closed;

		private volatile ToMaster.StatusUpdate lastUpdate;

		@Override
		public ToMaster.Link connect(ToAgent.Link agent) {
			return this;
		}

		@Override
		public synchronized void send(ToMaster message) {
			this.messages.add(message);
			if (message instanceof ToMaster.StatusUpdate update) {
				this.lastUpdate = update;
			}
		}

		synchronized List<ToMaster> take() {
			List<ToMaster> taken = List.copyOf(this.messages);
			this.messages.clear();
			return taken;
		}

		@Override
		public void close() {
			this.closed++;
		}

		@Override
		public AgentID agentId() {
			return AGENT_ID;
		}

	}

}
