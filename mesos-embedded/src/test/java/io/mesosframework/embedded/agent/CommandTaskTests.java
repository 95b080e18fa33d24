package io.mesosframework.embedded.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.embedded.loop.LoopThread;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tasks with a command, as real processes.
 */
@Timeout(120)
class CommandTaskTests {

	@TempDir
	private Path directory;

	private final LoopThread loop = new LoopThread("test");

	private final ProcessHost host = new ProcessHost();

	private final FakeMaster master = new FakeMaster(this.loop);

	private FrameworkInfo framework = Fixtures.framework("fw", false);

	private Agent agent;

	@BeforeEach
	void startAgent() {
		AgentOptions options = new AgentOptions(5051, Fixtures.resources(), this.directory.resolve("work"));
		this.agent = new Agent(this.loop, options, () -> this.master, this.host);
		this.loop.execute(this.agent::start);
		Waiting.until(() -> this.loop.submit(this.agent::isRegistered).join(), (registered) -> registered);
	}

	@AfterEach
	void close() {
		this.loop.submit(() -> {
			this.agent.reset();
			return true;
		}).join();
		this.host.close();
		this.loop.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "true|TASK_FINISHED|Command exited with status 0",
					"exit 3|TASK_FAILED|Command exited with status 3",
					"kill -9 $$|TASK_FAILED|Command terminated with signal Killed" })
	void goesThroughItsStates(String command, TaskState end, String message) {
		run(Fixtures.task("t1", command));

		TaskStatus status = this.master.await("t1", end);

		assertThat(status.getMessage()).isEqualTo(message);
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, end);
		assertThat(this.master.updates("t1")).allSatisfy((update) -> {
			assertThat(update.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
			assertThat(update.getExecutorId().getValue()).isEqualTo("t1");
			assertThat(update.getAgentId()).isEqualTo(FakeMaster.AGENT);
			assertThat(update.getContainerStatus().getContainerId().getValue()).isNotEmpty();
		});
	}

	@Test
	void runsInItsSandboxWithItsEnvironment() {
		Path out = this.directory.resolve("out");
		run(Fixtures.task("t1", "(pwd; echo $MESOS_SANDBOX; echo \"$MESOS_ALLOCATION_ROLE\"; ls -A) > " + out));

		this.master.await("t1", TaskState.TASK_FINISHED);

		assertThat(out).content()
			.matches("(?s)(.*/frameworks/fw/executors/t1/runs/[-0-9a-f]+)\n\\1\n\\*\nstderr\nstdout\n");
	}

	@Test
	void isKilledWithItsChildren() throws Exception {
		Path child = this.directory.resolve("child");
		run(Fixtures.task("t1", "sleep 1000 & echo $! > " + child + "; wait"));
		String pid = Waiting.until(() -> Files.exists(child) ? Files.readString(child) : "",
				(text) -> text.endsWith("\n"));

		kill("t1", null);

		assertThat(this.master.await("t1", TaskState.TASK_KILLED).getMessage())
			.isEqualTo("Command terminated with signal Terminated");
		Waiting.until(() -> ProcessHandle.of(Long.parseLong(pid.trim())).map(ProcessHandle::isAlive).orElse(false),
				(alive) -> !alive);
	}

	@Test
	void isKilledTheHardWayAfterItsOwnGracePeriod() {
		Path up = this.directory.resolve("up");
		run(Fixtures.task("t1", "trap '' TERM; touch " + up + "; while true; do sleep 0.1; done")
			.toBuilder()
			.setKillPolicy(grace(Duration.ofMillis(700)))
			.build());
		Waiting.until(() -> Files.exists(up), (there) -> there);
		long start = System.nanoTime();

		kill("t1", grace(Duration.ofMinutes(2)));

		assertThat(this.master.await("t1", TaskState.TASK_KILLED).getMessage())
			.isEqualTo("Command terminated with signal Killed");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(690),
				Duration.ofMinutes(1));
	}

	@Test
	void passesThroughKillingWhenTheFrameworkKnowsIt() {
		this.framework = Fixtures.framework("fw", false, FrameworkInfo.Capability.Type.TASK_KILLING_STATE);
		run(Fixtures.task("t1", "sleep 1000"));
		this.master.await("t1", TaskState.TASK_RUNNING);

		kill("t1", null);

		this.master.await("t1", TaskState.TASK_KILLED);
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
				TaskState.TASK_KILLING, TaskState.TASK_KILLED);
	}

	@Test
	void failsWhenItTakesTooLong() {
		run(Fixtures.task("t1", "sleep 1000")
			.toBuilder()
			.setMaxCompletionTime(DurationInfo.newBuilder().setNanoseconds(Duration.ofMillis(300).toNanos()))
			.build());

		TaskStatus status = this.master.await("t1", TaskState.TASK_FAILED);

		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_MAX_COMPLETION_TIME_REACHED);
	}

	@Test
	void isKilledWhenUnhealthy() {
		HealthCheck check = Fixtures.failingHealthCheck(0, 0.1, 0);
		run(Fixtures.task("t1", "sleep 1000").toBuilder().setHealthCheck(check).build());

		TaskStatus status = this.master.await("t1", TaskState.TASK_KILLED);

		assertThat(status.getHealthy()).isFalse();
		assertThat(status.hasReason()).isFalse();
		assertThat(this.master.states("t1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
				TaskState.TASK_RUNNING, TaskState.TASK_RUNNING, TaskState.TASK_KILLED);
	}

	@Test
	void reportsTheResultsOfItsCheckOnce() {
		Path checks = this.directory.resolve("checks");
		CheckInfo check = CheckInfo.newBuilder()
			.setType(CheckInfo.Type.COMMAND)
			.setCommand(
					CheckInfo.Command.newBuilder().setCommand(Fixtures.shell("echo checked >> " + checks + "; exit 3")))
			.setDelaySeconds(0)
			.setIntervalSeconds(0.05)
			.build();
		String untilThreeChecks = "touch " + checks + "; while [ $(wc -l < " + checks
				+ ") -lt 3 ]; do sleep 0.05; done";
		run(Fixtures.task("t1", untilThreeChecks).toBuilder().setCheck(check).build());

		this.master.await("t1", TaskState.TASK_FINISHED);

		List<TaskStatus> updates = this.master.updates("t1");
		assertThat(updates).hasSize(4);
		assertThat(updates.get(0).getCheckStatus().hasCommand()).isTrue();
		assertThat(updates.get(2).getCheckStatus().getCommand().getExitCode()).isEqualTo(3);
		assertThat(updates.get(2).getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED);
	}

	@Test
	void failsWhenSomethingCannotBeFetched() {
		CommandInfo command = Fixtures.shell("true")
			.toBuilder()
			.addUris(CommandInfo.URI.newBuilder().setValue("file:///no/such/file"))
			.build();
		run(Fixtures.taskWithout("t1").setCommand(command).build());

		TaskStatus status = this.master.await("t1", TaskState.TASK_FAILED);

		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_CONTAINER_LAUNCH_FAILED);
		assertThat(status.getMessage())
			.startsWith("Failed to launch container: Failed to fetch all URIs for container '")
			.endsWith("': exited with status 1");
		assertThat(status.hasContainerStatus()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void endsWithItsExecutorWhenTheCommandHasNoValue(boolean shell) {
		run(Fixtures.taskWithout("t1").setCommand(CommandInfo.newBuilder().setShell(shell)).build());

		TaskStatus status = this.master.await("t1", TaskState.TASK_FAILED);

		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
		assertThat(status.getMessage()).isEqualTo("Executor terminated");
		assertThat(this.master.updates("t1")).extracting(TaskStatus::getState)
			.containsExactly(TaskState.TASK_STARTING, TaskState.TASK_FAILED);
	}

	@Test
	void refusesOutputFilesThatAreNotRelativeBeforeItFetches() {
		CommandInfo command = Fixtures.shell("true")
			.toBuilder()
			.addUris(CommandInfo.URI.newBuilder().setValue("file:///no/such/file").setOutputFile("/tmp/x"))
			.build();
		run(Fixtures.taskWithout("t1").setCommand(command).build());

		assertThat(this.master.await("t1", TaskState.TASK_FAILED).getMessage()).isEqualTo("Failed to launch container: "
				+ "Could not fetch: URI output file must be within the sandbox directory");
	}

	@Test
	void refusesDockerContainersAsAnAgentWithoutThatContainerizer() {
		TaskStatus status = refused(ContainerInfo.newBuilder()
			.setType(ContainerInfo.Type.DOCKER)
			.setDocker(ContainerInfo.DockerInfo.newBuilder().setImage("busybox")));

		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
		assertThat(status.getMessage()).isEqualTo("Abnormal executor termination: unknown container");
	}

	@Test
	void refusesImages() {
		TaskStatus image = refused(ContainerInfo.newBuilder()
			.setType(ContainerInfo.Type.MESOS)
			.setMesos(ContainerInfo.MesosInfo.newBuilder()
				.setImage(Image.newBuilder()
					.setType(Image.Type.DOCKER)
					.setDocker(Image.Docker.newBuilder().setName("busybox")))));

		assertThat(image.getReason()).isEqualTo(TaskStatus.Reason.REASON_CONTAINER_LAUNCH_FAILED);
		assertThat(image.getMessage())
			.isEqualTo("Failed to launch container: Unsupported container image type: DOCKER");
	}

	@Test
	void refusesHostVolumes() {
		TaskStatus status = refused(ContainerInfo.newBuilder()
			.setType(ContainerInfo.Type.MESOS)
			.addVolumes(Volume.newBuilder().setMode(Volume.Mode.RW).setContainerPath("data").setHostPath("/tmp")));

		assertThat(status.getMessage())
			.isEqualTo("Failed to launch container: Volumes in ContainerInfo is not supported");
	}

	private TaskStatus refused(ContainerInfo.Builder container) {
		run(Fixtures.task("t1", "true").toBuilder().setContainer(container).build());
		return this.master.await("t1", TaskState.TASK_FAILED);
	}

	@Test
	void failsWhenItsUserDoesNotExist() {
		run(Fixtures.taskWithout("t1").setCommand(Fixtures.shell("true").toBuilder().setUser("no-such-user")).build());

		TaskStatus status = this.master.await("t1", TaskState.TASK_FAILED);

		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_CONTAINER_LAUNCH_FAILED);
		assertThat(status.getMessage()).startsWith("Failed to launch container: Failed to create executor directory '")
			.endsWith("': Failed to chown directory to 'no-such-user': No such user 'no-such-user'");
	}

	@Test
	void resolvesSecretsByValueOnly() {
		Environment.Variable.Builder variable = Environment.Variable.newBuilder()
			.setName("TOKEN")
			.setType(Environment.Variable.Type.SECRET);
		variable.getSecretBuilder()
			.setType(Secret.Type.VALUE)
			.setValue(Secret.Value.newBuilder().setData(ByteString.copyFromUtf8("s3cret")));
		run(withVariable("t1", "test $TOKEN = s3cret", variable));
		this.master.await("t1", TaskState.TASK_FINISHED);

		variable.getSecretBuilder()
			.clearValue()
			.setType(Secret.Type.REFERENCE)
			.setReference(Secret.Reference.newBuilder().setName("vault"));
		run(withVariable("t2", "true", variable));

		assertThat(this.master.await("t2", TaskState.TASK_FAILED).getMessage())
			.isEqualTo("Failed to launch container: Default secret resolver cannot resolve references");
	}

	private static TaskInfo withVariable(String id, String command, Environment.Variable.Builder variable) {
		CommandInfo.Builder builder = Fixtures.shell(command).toBuilder();
		builder.getEnvironmentBuilder().addVariables(variable);
		return Fixtures.taskWithout(id).setCommand(builder).build();
	}

	@Test
	void keepsTheIdOfATaskForAMoment() {
		this.master.onUpdate((status) -> {
			if (status.getState() == TaskState.TASK_FINISHED) {
				run(Fixtures.task("t1", "true"));
			}
		});

		run(Fixtures.task("t1", "true"));

		assertThat(this.master.await("t1", TaskState.TASK_LOST).getMessage())
			.isEqualTo("Cannot reuse an already existing executor for a command task");
	}

	private void run(TaskInfo task) {
		this.master.send(new ToAgent.RunTask(this.framework, task, true));
	}

	private void kill(String taskId, KillPolicy policy) {
		this.master.send(new ToAgent.KillTask(this.framework.getId(), Fixtures.taskId(taskId), policy));
	}

	private static KillPolicy grace(Duration duration) {
		return KillPolicy.newBuilder()
			.setGracePeriod(DurationInfo.newBuilder().setNanoseconds(duration.toNanos()))
			.build();
	}

}
