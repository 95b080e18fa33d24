package io.mesosframework.embedded.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for agents that are killed and started again.
 */
class RecoveryTests extends AgentTest {

	RecoveryTests() {
		super(true);
	}

	@Test
	void aCommandTaskOfACheckpointingFrameworkLivesOn() {
		String pid = sleep("t1", this.framework);

		this.fixture.kill();
		this.fixture.start();

		ToMaster.Reregister back = this.fixture.master.await(ToMaster.Reregister.class);
		assertThat(back.info().getId()).isEqualTo(FakeMaster.AGENT);
		assertThat(back.tasks()).singleElement()
			.satisfies((task) -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING));
		assertThat(isAlive(pid)).isTrue();
		this.fixture.send(new ToAgent.KillTask(this.framework.getId(), Fixtures.taskId("t1"), null));
		assertThat(this.fixture.master.await("t1", TaskState.TASK_KILLED).getMessage())
			.isEqualTo("Command terminated with signal Terminated");
	}

	@Test
	void whatEndedInBetweenIsReportedAfterwards() {
		Path go = this.directory.resolve("go");
		this.fixture.send(new ToAgent.RunTask(this.framework,
				Fixtures.task("t1", "while [ ! -f " + go + " ]; do sleep 0.02; done; exit 4"), true));
		this.fixture.master.await("t1", TaskState.TASK_RUNNING);

		this.fixture.kill();
		touch(go);
		this.fixture.start();

		assertThat(this.fixture.master.await("t1", TaskState.TASK_FAILED).getMessage())
			.isEqualTo("Command exited with status 4");
	}

	@Test
	void tasksOfOtherFrameworksDieWithTheAgent() {
		String pid = sleep("t1", Fixtures.framework("fw", false));

		this.fixture.kill();

		Waiting.until(() -> isAlive(pid), (alive) -> !alive);
		this.fixture.start();
		assertThat(this.fixture.master.await(ToMaster.Reregister.class).tasks()).isEmpty();
	}

	@Test
	void anExecutorThatDoesNotComeBackIsGone() {
		this.fixture.send(new ToAgent.RunTask(this.framework,
				Fixtures.task("t1", Fixtures.executor("e1", "fw", "exec sleep 1000")), true));
		ExecutorClient executor = subscribe();
		executor.update(executor.status("t1", TaskState.TASK_RUNNING));
		this.fixture.master.await("t1", TaskState.TASK_RUNNING);

		this.fixture.kill();
		this.fixture.start();

		TaskStatus status = this.fixture.master.await("t1", TaskState.TASK_GONE);
		assertThat(status.getMessage()).isEqualTo("Executor did not reregister within 800ms");
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT);
	}

	@Test
	void anExecutorThatComesBackKeepsItsTasksAndBringsItsUpdates() {
		waitForExecutors(Duration.ofSeconds(5));
		this.fixture.send(new ToAgent.RunTask(this.framework,
				Fixtures.task("t1", Fixtures.executor("e1", "fw", "exec sleep 1000")), true));
		ExecutorClient executor = subscribe();
		this.fixture.kill();
		this.fixture.loop.execute(this.fixture.agent::start);
		TaskStatus running = executor.status("t1", TaskState.TASK_RUNNING);

		assertThat(executor.update(running).statusCode()).isEqualTo(503);
		ExecutorClient again = new ExecutorClient(this.fixture.port(), "fw", "e1");
		again.subscribe(Call.Subscribe.newBuilder()
			.addUnacknowledgedTasks(Fixtures.task("t1", Fixtures.executor("e1", "fw", "exec sleep 1000")))
			.addUnacknowledgedUpdates(Call.Update.newBuilder().setStatus(running))
			.build());

		again.next(Event.Type.SUBSCRIBED);
		again.next(Event.Type.ACKNOWLEDGED);
		assertThat(this.fixture.master.await("t1", TaskState.TASK_RUNNING).getUuid()).isEqualTo(running.getUuid());
	}

	@Test
	void aTaskThatTheExecutorNeverGotIsDropped() {
		waitForExecutors(Duration.ofSeconds(5));
		ExecutorClient executor = new ExecutorClient(this.fixture.port(), "fw", "e1");
		// the first request takes long on a busy machine
		executor.send(executor.call(Call.Type.HEARTBEAT).build());
		this.fixture.send(new ToAgent.RunTask(this.framework,
				Fixtures.task("t1", Fixtures.executor("e1", "fw", "exec sleep 1000")), true));
		Waiting.until(this.fixture.host::running, (count) -> count == 1);
		this.fixture.kill();
		this.fixture.loop.execute(this.fixture.agent::start);

		executor.subscribe(Call.Subscribe.getDefaultInstance());

		executor.next(Event.Type.SHUTDOWN);
		TaskStatus status = this.fixture.master.await("t1", TaskState.TASK_DROPPED);
		assertThat(status.getMessage()).isEqualTo("Task launched during agent restart");
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_RESTARTED);
	}

	@Test
	void aBrokenLinkIsMadeAgain() {
		sleep("t1", this.framework);

		this.fixture.master.drop();

		assertThat(this.fixture.master.await(ToMaster.Reregister.class).tasks()).hasSize(1);
	}

	@Test
	void aResetAgentIsANewOne() {
		String pid = sleep("t1", this.framework);

		this.fixture.loop.submit(() -> {
			this.fixture.agent.reset();
			return true;
		}).join();
		this.fixture.start();

		Waiting.until(() -> isAlive(pid), (alive) -> !alive);
		assertThat(this.fixture.master.received(ToMaster.Register.class)).hasSize(2);
	}

	@Test
	void shutsDownInGoodOrder() {
		String pid = sleep("t1", this.framework);

		this.fixture.loop.execute(this.fixture.agent::shutdown);

		this.fixture.master.await(ToMaster.Unregister.class);
		Waiting.until(() -> isAlive(pid), (alive) -> !alive);
		Waiting.until(() -> this.fixture.loop.submit(this.fixture.agent::isAlive).join(), (alive) -> !alive);
	}

	/** Begin anew with an agent that waits so long for executors to come back. */
	private void waitForExecutors(Duration limit) {
		this.fixture.close();
		this.fixture = new AgentFixture(this.directory.resolve("patient"),
				(options) -> options.withTimeouts(options.timeouts().withExecutorReregistration(limit)));
	}

	private String sleep(String taskId, FrameworkInfo owner) {
		Path file = this.directory.resolve("pid");
		this.fixture
			.send(new ToAgent.RunTask(owner, Fixtures.task(taskId, "echo $$ > " + file + "; exec sleep 1000"), true));
		this.fixture.master.await(taskId, TaskState.TASK_RUNNING);
		return Waiting.until(() -> Files.exists(file) ? Files.readString(file) : "", (text) -> text.endsWith("\n"))
			.trim();
	}

	private ExecutorClient subscribe() {
		ExecutorClient executor = new ExecutorClient(this.fixture.port(), "fw", "e1");
		Waiting.until(() -> executor.subscribe(Call.Subscribe.getDefaultInstance()), (status) -> status == 200);
		executor.next(Event.Type.SUBSCRIBED);
		executor.next(Event.Type.LAUNCH);
		return executor;
	}

	private static boolean isAlive(String pid) {
		return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
	}

	private static void touch(Path file) {
		Waiting.until(() -> Files.write(file, new byte[0]), (path) -> true);
	}

}
