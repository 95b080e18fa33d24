package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the executor API with a custom executor.
 */
class ExecutorApiTests extends AgentTest {

	private ExecutorClient executor;

	ExecutorApiTests() {
		super(false);
	}

	@BeforeEach
	void createExecutor() {
		this.executor = new ExecutorClient(this.fixture.port(), "fw", "e1");
	}

	@Test
	void deliversSubscribedAndWhatWaits() {
		launch("t1", sleeper(), true);

		assertThat(this.executor.subscribe(Call.Subscribe.getDefaultInstance())).isEqualTo(200);

		Event.Subscribed subscribed = this.executor.next(Event.Type.SUBSCRIBED).getSubscribed();
		assertThat(subscribed.getExecutorInfo().getExecutorId().getValue()).isEqualTo("e1");
		assertThat(subscribed.getFrameworkInfo().getId().getValue()).isEqualTo("fw");
		assertThat(subscribed.getAgentInfo().getId()).isEqualTo(FakeMaster.AGENT);
		assertThat(subscribed.getContainerId().getValue()).isNotEmpty();
		assertThat(this.executor.next(Event.Type.LAUNCH).getLaunch().getTask().getTaskId().getValue()).isEqualTo("t1");
	}

	@Test
	void forwardsUpdatesAndAcknowledgesThemAtOnce() {
		this.fixture.master.acknowledging(false);
		subscribed();

		TaskStatus running = this.executor.status("t1", TaskState.TASK_RUNNING);
		assertThat(this.executor.update(running).statusCode()).isEqualTo(202);
		TaskStatus finished = this.executor.status("t1", TaskState.TASK_FINISHED);
		assertThat(this.executor.update(finished).statusCode()).isEqualTo(202);
		assertThat(this.executor.update(running).statusCode()).isEqualTo(202);

		assertThat(this.executor.next(Event.Type.ACKNOWLEDGED).getAcknowledged().getUuid())
			.isEqualTo(running.getUuid());
		assertThat(this.executor.next(Event.Type.ACKNOWLEDGED).getAcknowledged().getUuid())
			.isEqualTo(finished.getUuid());
		this.executor.next(Event.Type.ACKNOWLEDGED);
		TaskStatus head = this.fixture.master.await("t1", TaskState.TASK_RUNNING);
		assertThat(this.fixture.master.states("t1")).containsExactly(TaskState.TASK_RUNNING);
		this.fixture.master.acknowledge(head, "fw");
		TaskStatus last = this.fixture.master.await("t1", TaskState.TASK_FINISHED);
		assertThat(last.getUuid()).isEqualTo(finished.getUuid());
	}

	@Test
	void decidesInOrder() {
		launch("t1", sleeper(), true);
		Call update = this.executor.call(Call.Type.UPDATE)
			.setUpdate(Call.Update.newBuilder().setStatus(this.executor.status("t1", TaskState.TASK_RUNNING)))
			.build();

		assertThat(this.executor.send(update)).satisfies((reply) -> refused(reply, 403, "Executor is not subscribed"));
		assertThat(this.executor
			.send(this.executor.call(Call.Type.UPDATE).setFrameworkId(Fixtures.frameworkId("no")).build()))
			.satisfies((reply) -> refused(reply, 400,
					"Failed to validate Executor::Call: Expecting 'update' to be present"));
		assertThat(this.executor.send(update.toBuilder().setFrameworkId(Fixtures.frameworkId("no")).build()))
			.satisfies((reply) -> refused(reply, 400, "Framework cannot be found"));
		assertThat(new ExecutorClient(this.fixture.port(), "fw", "no")
			.send(update.toBuilder().setExecutorId(Fixtures.executorId("no")).build()))
			.satisfies((reply) -> refused(reply, 400, "Executor cannot be found"));
		assertThat(this.executor.send(this.executor.call(Call.Type.HEARTBEAT).build()).statusCode()).isEqualTo(202);
		assertThat(this.executor.post("application/json;charset=utf-8", "*/*", new byte[0],
				HttpResponse.BodyHandlers.ofString()))
			.satisfies((reply) -> refused(reply, 415,
					"Expecting 'Content-Type' of application/json or application/x-protobuf"));
		assertThat(this.executor.post("application/x-protobuf", "text/html",
				this.executor.call(Call.Type.SUBSCRIBE)
					.setSubscribe(Call.Subscribe.getDefaultInstance())
					.build()
					.toByteArray(),
				HttpResponse.BodyHandlers.ofString()))
			.satisfies((reply) -> refused(reply, 406,
					"Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'"));
	}

	@Test
	void validatesUpdates() {
		subscribed();
		TaskStatus good = this.executor.status("t1", TaskState.TASK_RUNNING);
		String prefix = "Failed to validate Executor::Call: ";

		assertThat(this.executor.update(good.toBuilder().clearUuid().build()).body())
			.isEqualTo(prefix + "Expecting 'uuid' to be present");
		assertThat(this.executor.update(good.toBuilder().setUuid(ByteString.copyFrom(new byte[16])).build()).body())
			.isEqualTo(prefix + "Not a valid UUID");
		assertThat(this.executor.update(good.toBuilder().setExecutorId(Fixtures.executorId("e2")).build()).body())
			.isEqualTo(prefix + "ExecutorID in Call: e1 does not match ExecutorID in TaskStatus: e2");
		assertThat(this.executor.update(good.toBuilder().clearSource().build()).body()).isEqualTo(prefix
				+ "Received Call from executor e1 of framework fw with invalid source, expecting 'SOURCE_EXECUTOR'");
		assertThat(this.executor.update(good.toBuilder().setState(TaskState.TASK_STAGING).build()).body())
			.isEqualTo(prefix + "Received TASK_STAGING from executor e1 of framework fw which is not allowed");
	}

	@Test
	void aSecondSubscriptionEndsTheFirst() {
		subscribed();
		ExecutorClient second = new ExecutorClient(this.fixture.port(), "fw", "e1");
		this.executor.update(this.executor.status("t1", TaskState.TASK_RUNNING));
		this.executor.next(Event.Type.ACKNOWLEDGED);

		second.subscribe(Call.Subscribe.getDefaultInstance());

		second.next(Event.Type.SUBSCRIBED);
		assertThat(this.executor.poll()).isEqualTo("end");
	}

	@Test
	void carriesMessagesBothWays() {
		subscribed();

		this.fixture.send(new ToAgent.FrameworkMessage(this.framework.getId(), Fixtures.executorId("e1"),
				ByteString.copyFromUtf8("ping")));
		assertThat(this.executor.next(Event.Type.MESSAGE).getMessage().getData().toStringUtf8()).isEqualTo("ping");
		this.executor.send(this.executor.call(Call.Type.MESSAGE)
			.setMessage(Call.Message.newBuilder().setData(ByteString.copyFromUtf8("pong")))
			.build());

		assertThat(this.fixture.master.await(ToMaster.ExecutorMessage.class).data().toStringUtf8()).isEqualTo("pong");
	}

	@Test
	void aKillReachesTheExecutorAsItIs() {
		subscribed();

		this.fixture.send(new ToAgent.KillTask(this.framework.getId(), Fixtures.taskId("t1"), null));

		assertThat(this.executor.next(Event.Type.KILL).getKill().hasKillPolicy()).isFalse();
	}

	@Test
	void aTaskKilledBeforeDeliveryNeverReachesTheExecutor() {
		launch("t1", sleeper(), true);
		this.fixture.send(new ToAgent.KillTask(this.framework.getId(), Fixtures.taskId("t1"), null));

		TaskStatus status = this.fixture.master.await("t1", TaskState.TASK_KILLED);
		this.executor.subscribe(Call.Subscribe.getDefaultInstance());

		assertThat(status.getMessage()).isEqualTo("Killed before delivery to the executor");
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_KILLED_DURING_LAUNCH);
		this.executor.next(Event.Type.SHUTDOWN);
	}

	@Test
	void anExecutorThatExitsFailsItsTasks() {
		Path go = this.directory.resolve("go");
		launch("t1", Fixtures.executor("e1", "fw", "while [ ! -f " + go + " ]; do sleep 0.05; done; exit 7"), true);
		this.executor.subscribe(Call.Subscribe.getDefaultInstance());
		this.executor.next(Event.Type.SUBSCRIBED);

		touch(go);

		TaskStatus status = this.fixture.master.await("t1", TaskState.TASK_FAILED);
		assertThat(status.getMessage()).isEqualTo("Executor terminated");
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
		assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
		assertThat(this.fixture.master.await(ToMaster.ExitedExecutor.class).status()).isEqualTo(1792);
	}

	@Test
	void anExecutorThatIgnoresItsShutdownIsKilled() {
		subscribed(sleeper().toBuilder()
			.setShutdownGracePeriod(DurationInfo.newBuilder().setNanoseconds(Duration.ofMillis(300).toNanos()))
			.build());

		this.fixture.send(new ToAgent.ShutdownExecutor(this.framework.getId(), Fixtures.executorId("e1")));

		this.executor.next(Event.Type.SHUTDOWN);
		assertThat(this.fixture.master.await(ToMaster.ExitedExecutor.class).status()).isEqualTo(9);
		assertThat(this.fixture.master.await("t1", TaskState.TASK_FAILED).getMessage())
			.isEqualTo("Executor terminated");
	}

	@Test
	void dropsWhatTheMasterMisjudged() {
		launch("t1", sleeper(), false);

		TaskStatus status = this.fixture.master.await("t1", TaskState.TASK_DROPPED);

		assertThat(status.getMessage()).isEqualTo("No executor is expected to launch and there is none running");
	}

	@Test
	void reportsTasksItDoesNotKnow() {
		this.fixture.send(new ToAgent.ReconcileTasks(this.framework, List.of(Fixtures.taskId("t9"))));

		TaskStatus status = this.fixture.master.await("t9", TaskState.TASK_DROPPED);

		assertThat(status.getMessage()).isEqualTo("Reconciliation: task unknown to the agent");
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
		assertThat(status.hasUuid()).isTrue();
	}

	@Test
	void givesTheExecutorItsEnvironment() {
		Path out = this.directory.resolve("env");
		launch("t1", Fixtures.executor("e1", "fw", "env > " + out + ".tmp; mv " + out + ".tmp " + out + "; sleep 1000"),
				true);

		String environment = Waiting.until(() -> Files.exists(out) ? Files.readString(out) : "",
				(text) -> !text.isEmpty());

		assertThat(environment.lines().filter((line) -> line.startsWith("MESOS_")).map((line) -> line.split("=")[0]))
			.containsExactlyInAnyOrder("MESOS_AGENT_ENDPOINT", "MESOS_CHECKPOINT", "MESOS_DIRECTORY",
					"MESOS_EXECUTOR_ID", "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "MESOS_FRAMEWORK_ID",
					"MESOS_HTTP_COMMAND_EXECUTOR", "MESOS_SANDBOX", "MESOS_SLAVE_ID", "MESOS_SLAVE_PID");
		assertThat(environment).contains("MESOS_CHECKPOINT=0\n", "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD=5secs\n",
				"MESOS_AGENT_ENDPOINT=127.0.0.1:" + this.fixture.port() + "\n", "LIBPROCESS_PORT=0\n");
	}

	@Test
	void anExecutorNeedsItsTokenWhenTheAgentWantsOne() {
		this.fixture.close();
		this.fixture = new AgentFixture(this.directory.resolve("work2"),
				(options) -> options.withJwtSecretKey("secret"));
		this.executor = new ExecutorClient(this.fixture.port(), "fw", "e1");
		Path out = this.directory.resolve("token");
		launch("t1",
				Fixtures.executor("e1", "fw", "echo $MESOS_EXECUTOR_AUTHENTICATION_TOKEN > " + out + "; sleep 1000"),
				true);
		String token = Waiting.until(() -> Files.exists(out) ? Files.readString(out) : "",
				(text) -> text.endsWith("\n"));

		assertThat(this.executor.subscribe(Call.Subscribe.getDefaultInstance())).isEqualTo(401);
		ExecutorClient other = new ExecutorClient(this.fixture.port(), "fw", "e1");
		other.token(new ExecutorTokens("secret").create("fw", "e1", "another container"));
		assertThat(other.subscribe(Call.Subscribe.getDefaultInstance())).isEqualTo(403);
		this.executor.token(token.trim());
		assertThat(this.executor.subscribe(Call.Subscribe.getDefaultInstance())).isEqualTo(200);
	}

	private void subscribed() {
		subscribed(sleeper());
	}

	private void subscribed(ExecutorInfo info) {
		launch("t1", info, true);
		this.executor.subscribe(Call.Subscribe.getDefaultInstance());
		this.executor.next(Event.Type.SUBSCRIBED);
		this.executor.next(Event.Type.LAUNCH);
	}

	private void launch(String taskId, ExecutorInfo info, boolean launchExecutor) {
		TaskInfo task = Fixtures.task(taskId, info);
		this.fixture.send(new ToAgent.RunTask(this.framework, task, launchExecutor));
		this.fixture.loop.submit(() -> true).join();
		this.fixture.loop.submit(() -> true).join();
		this.fixture.loop.submit(() -> true).join();
	}

	private static ExecutorInfo sleeper() {
		return Fixtures.executor("e1", "fw", "exec sleep 1000");
	}

	private static void touch(Path file) {
		try {
			Files.write(file, "".getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void refused(HttpResponse<String> reply, int status, String text) {
		assertThat(reply.statusCode()).isEqualTo(status);
		assertThat(reply.body()).isEqualTo(text);
	}

}
