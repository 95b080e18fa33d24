package io.mesosframework.embedded.agent;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for task groups on the default executor.
 */
class TaskGroupTests extends AgentTest {

	TaskGroupTests() {
		super(false);
	}

	@Test
	void runsAllTasksAndEndsWithThem() {
		run(Fixtures.task("g1", "true"), Fixtures.task("g2", "true"));

		TaskStatus first = this.fixture.master.await("g1", TaskState.TASK_FINISHED);
		this.fixture.master.await("g2", TaskState.TASK_FINISHED);

		assertThat(first.getMessage()).isEqualTo("Command exited with status 0");
		assertThat(first.getExecutorId().getValue()).isEqualTo("ge");
		assertThat(first.getContainerStatus().getContainerId().getParent().getValue()).isNotEmpty();
		assertThat(this.fixture.master.states("g1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
				TaskState.TASK_FINISHED);
		assertThat(this.fixture.master.await(ToMaster.ExitedExecutor.class).status()).isZero();
	}

	@Test
	void oneFailingTaskTakesTheGroupAlong() {
		Path up = this.directory.resolve("up");
		run(Fixtures.task("g1", "while [ ! -f " + up + " ]; do sleep 0.02; done; exit 3"),
				Fixtures.task("g2", "touch " + up + "; exec sleep 1000"));

		assertThat(this.fixture.master.await("g1", TaskState.TASK_FAILED).getMessage())
			.isEqualTo("Command exited with status 3");
		assertThat(this.fixture.master.await("g2", TaskState.TASK_KILLED).getMessage())
			.isEqualTo("Command terminated with signal Terminated");
		assertThat(this.fixture.master.await(ToMaster.ExitedExecutor.class).status()).isZero();
	}

	@Test
	void killingOneTaskKillsTheGroup() {
		run(Fixtures.task("g1", "exec sleep 1000"), Fixtures.task("g2", "exec sleep 1000"));
		this.fixture.master.await("g1", TaskState.TASK_RUNNING);
		this.fixture.master.await("g2", TaskState.TASK_RUNNING);

		this.fixture.send(new ToAgent.KillTask(this.framework.getId(), Fixtures.taskId("g1"), null));

		this.fixture.master.await("g1", TaskState.TASK_KILLED);
		this.fixture.master.await("g2", TaskState.TASK_KILLED);
	}

	@Test
	void eachTaskHasItsOwnSandboxWithinTheExecutors() {
		Path out = this.directory.resolve("out");
		run(Fixtures.task("g1", "pwd > " + out));
		this.fixture.master.await("g1", TaskState.TASK_FINISHED);

		String sandbox = Waiting.until(() -> Files.readString(out), (text) -> text.endsWith("\n")).trim();

		assertThat(sandbox).matches(".*/executors/ge/runs/[^/]+/containers/[^/]+");
		assertThat(Path.of(sandbox).resolve("../../tasks/g1")).isSymbolicLink();
	}

	private void run(TaskInfo... tasks) {
		TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
		for (TaskInfo task : tasks) {
			group.addTasks(task);
		}
		this.fixture
			.send(new ToAgent.RunTaskGroup(this.framework, Fixtures.defaultExecutor("ge", "fw"), group.build(), true));
	}

}
