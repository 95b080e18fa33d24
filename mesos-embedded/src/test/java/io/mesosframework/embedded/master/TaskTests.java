package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the life of tasks: {@link AcceptHandler}, {@link TaskValidation},
 * {@link Reconciler}, {@link AgentReturn} and {@link AgentRemoval}.
 */
class TaskTests {

	@RegisterExtension
	private final MasterFixture fixture = new MasterFixture();

	private FakeAgent agent;

	private FakeScheduler scheduler;

	@BeforeEach
	void subscribe() {
		this.agent = this.fixture.agent();
		this.scheduler = this.fixture
			.scheduler(FakeScheduler.framework().setCheckpoint(true).setFailoverTimeout(3600).build())
			.subscribe();
	}

	@Test
	void aLaunchReachesTheAgentAndNothingIsToldOfStaging() {
		launch("t1");

		assertThat(this.agent.received(ToAgent.RunTask.class)).singleElement().satisfies((run) -> {
			assertThat(run.task().getTaskId().getValue()).isEqualTo("t1");
			assertThat(run.task().getResources(0).getAllocationInfo().getRole()).isEqualTo("*");
		});
		assertThat(this.scheduler.next()).isEmpty();
	}

	@Test
	void oneStaleOfferLosesAll() {
		Offer offer = this.scheduler.offers().get(0);
		Offer stale = offer.toBuilder().setId(OfferID.newBuilder().setValue("nope")).build();

		this.scheduler.accept(List.of(offer, stale), 0, FakeScheduler.launch(task("t1").build()));

		assertThat(this.scheduler.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(TaskState.TASK_DROPPED);
			assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
			assertThat(status.getMessage())
				.isEqualTo("Task launched with invalid offers: Offer nope is no longer valid");
			assertThat(status.hasUuid()).isFalse();
		});
		this.fixture.advance(Duration.ofSeconds(1));
		assertThat(this.scheduler.offers()).hasSize(1);
	}

	@Test
	void tasksAreTakenUntilTheOfferIsUsedUp() {
		TaskInfo[] tasks = { task("t1", "cpus:3;mem:32").build(), task("t2", "cpus:2;mem:32").build(),
				task("t3", "cpus:1;mem:32").build() };

		this.scheduler.accept(this.scheduler.offers(), 0, FakeScheduler.launch(tasks));

		assertThat(this.agent.received(ToAgent.RunTask.class)).extracting((run) -> run.task().getTaskId().getValue())
			.containsExactly("t1", "t3");
		assertThat(this.scheduler.statuses()).singleElement()
			.satisfies((status) -> assertThat(status.getMessage()).startsWith("Total resources cpus(allocated: *):2;"));
	}

	@Test
	void aTaskIdIsBlockedUntilItsLastUpdateIsAcknowledged() {
		launch("t1");
		ByteString uuid = this.agent.report(info(), "t1", TaskState.TASK_FINISHED);
		this.fixture.advance(Duration.ofSeconds(1));
		this.scheduler.accept(this.scheduler.offers(), 0, FakeScheduler.launch(task("t1").build()));
		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getMessage).contains("Task has duplicate ID: t1");

		this.scheduler.acknowledge(this.agent.id(), "t1", uuid);
		this.fixture.advance(Duration.ofSeconds(1));
		launch("t1");

		assertThat(this.scheduler.statuses()).isEmpty();
		assertThat(this.agent.received(ToAgent.AcknowledgeUpdate.class)).hasSize(1);
	}

	@Test
	void aTaskThatGoesOnAfterItWasUnreachableGivesItsResourcesBackOnce() {
		launch("t1");
		for (TaskState state : List.of(TaskState.TASK_RUNNING, TaskState.TASK_UNREACHABLE, TaskState.TASK_RUNNING,
				TaskState.TASK_UNREACHABLE, TaskState.TASK_FINISHED)) {
			this.scheduler.acknowledge(this.agent.id(), "t1", this.agent.report(info(), "t1", state));
		}
		this.fixture.advance(Duration.ofSeconds(5));

		assertThat(this.scheduler.events()).filteredOn(Event::hasOffers)
			.last()
			.satisfies((event) -> assertThat(
					Resources.of(event.getOffers().getOffers(0).getResourcesList()).amount("cpus").toDouble())
				.isLessThanOrEqualTo(4));
		assertThat(this.fixture.term().agents().get(this.agent.id().getValue()).used()).isEmpty();
	}

	@Test
	void invalidTasksAreRefusedOneByOne() {
		TaskInfo other = task("t1").setAgentId(AgentID.newBuilder().setValue("nope")).build();
		TaskInfo both = task("t2")
			.setExecutor(ExecutorInfo.newBuilder()
				.setExecutorId(ExecutorID.newBuilder().setValue("e"))
				.setCommand(CommandInfo.newBuilder().setValue("true")))
			.build();
		TaskInfo nothing = task("t3").clearResources().build();

		this.scheduler.accept(this.scheduler.offers(), 0,
				FakeScheduler.launch(other, both, nothing, task("a/b").build()));

		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getMessage)
			.containsExactly("Task uses invalid agent nope while agent " + this.agent.id().getValue() + " is expected",
					"Task should have at least one (but not both) of CommandInfo or ExecutorInfo present",
					"Task uses no resources", "'a/b' contains invalid characters");
	}

	@Test
	void killOfAnUnknownTaskIsAReconciliation() {
		this.scheduler.next();
		this.scheduler.call(Call.Type.KILL, (call) -> call.getKillBuilder().getTaskIdBuilder().setValue("t9"));

		assertThat(this.scheduler.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(TaskState.TASK_UNKNOWN);
			assertThat(status.hasAgentId()).isFalse();
			assertThat(status.getMessage()).isEqualTo("Reconciliation: Task is unknown");
		});
	}

	@Test
	void reconciliationTellsTheForwardedState() {
		launch("t1");
		this.agent.report(info(), "t1", TaskState.TASK_RUNNING);
		this.scheduler.next();

		reconcile("t1", null);
		reconcile("t2", this.agent.id());

		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getState)
			.containsExactly(TaskState.TASK_RUNNING, TaskState.TASK_GONE);
	}

	@Test
	void anAgentThatDoesNotAnswerIsUnreachableAfterFivePings() {
		launch("t1");
		this.agent.report(info(), "t1", TaskState.TASK_RUNNING);
		this.scheduler.next();
		this.agent.answersPings(false);

		this.fixture.advance(Duration.ofSeconds(91));

		List<Event> events = this.scheduler.next();
		assertThat(events).filteredOn(Event::hasUpdate).singleElement().satisfies((event) -> {
			TaskStatus status = event.getUpdate().getStatus();
			assertThat(status.getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
			assertThat(status.getMessage()).isEqualTo("health check timed out");
			assertThat(status.hasUnreachableTime()).isTrue();
		});
		assertThat(events).filteredOn(Event::hasFailure).hasSize(1);
		reconcile("t1", this.agent.id());
		reconcile("t1", null);
		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getState)
			.containsExactly(TaskState.TASK_UNREACHABLE, TaskState.TASK_UNKNOWN);
	}

	@Test
	void aReturningAgentAnnouncesItsTasks() {
		launch("t1");
		this.agent.answersPings(false);
		this.fixture.advance(Duration.ofSeconds(91));
		this.scheduler.next();

		this.agent.answersPings(true);
		this.agent.reregister(List.of(info()), List.of(running("t1")));

		assertThat(this.scheduler.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(TaskState.TASK_RUNNING);
			assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
		});
		assertThat(this.agent.received(ToAgent.UpdateFramework.class)).isNotEmpty();
	}

	@Test
	void aReturningAgentIsAskedAboutTasksItDoesNotList() {
		launch("t1");
		this.agent.disconnect();

		this.agent.reregister(List.of(info()), List.of());

		assertThat(this.agent.received(ToAgent.ReconcileTasks.class)).singleElement()
			.satisfies((message) -> assertThat(message.taskIds()).containsExactly(id("t1")));
	}

	@Test
	void withoutCheckpointTheTasksAreLostWithTheLink() {
		FakeScheduler other = this.fixture.scheduler(FakeScheduler.framework().build()).subscribe();
		this.scheduler.decline(this.scheduler.offers().get(0), 3600);
		this.fixture.advance(Duration.ofSeconds(1));
		other.accept(other.offers(), 0, FakeScheduler.launch(task("t1").build()));

		this.agent.disconnect();

		assertThat(other.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(TaskState.TASK_LOST);
			assertThat(status.getMessage()).isEqualTo("Agent 127.0.0.1 disconnected");
		});
	}

	@Test
	void killsAreRepeatedToAReturningAgent() {
		launch("t1");
		this.agent.disconnect();
		this.scheduler.call(Call.Type.KILL, (call) -> call.getKillBuilder().setTaskId(id("t1")));

		this.agent.reregister(List.of(info()), List.of(running("t1")));

		assertThat(this.agent.received(ToAgent.KillTask.class)).hasSize(1);
	}

	@Test
	void aRestartedMasterIsSilentAboutAgentsThatAreNotBack() {
		launch("t1");
		this.fixture.restart();
		this.scheduler.subscribe();

		reconcile("t1", this.agent.id());
		reconcile("t1", null);
		assertThat(this.scheduler.statuses()).isEmpty();
		this.agent.reregister(List.of(info()), List.of(running("t1")));
		reconcile("t1", this.agent.id());

		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getState).containsExactly(TaskState.TASK_RUNNING);
	}

	@Test
	void anAgentThatDoesNotReturnToARestartedMasterIsUnreachable() {
		this.fixture.restart();
		this.scheduler.subscribe();

		this.fixture.advance(Duration.ofMinutes(11));

		assertThat(this.scheduler.next()).filteredOn(Event::hasFailure).hasSize(1);
		reconcile("t1", this.agent.id());
		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getState)
			.containsExactly(TaskState.TASK_UNREACHABLE);
	}

	@Test
	void aGoneAgentIsShutDownAndNotLetBackIn() {
		launch("t1");
		this.fixture.run(() -> this.fixture.master().control().markGone(this.agent.id()));

		assertThat(this.scheduler.statuses()).extracting(TaskStatus::getState)
			.containsExactly(TaskState.TASK_GONE_BY_OPERATOR);
		this.agent.reregister(List.of(), List.of());
		assertThat(this.agent.received(ToAgent.Shutdown.class)).hasSize(2);
	}

	@Test
	void aRemovedFrameworkReleasesEverything() {
		launch("t1");
		FakeScheduler other = this.fixture.scheduler(FakeScheduler.framework().build()).subscribe();

		this.scheduler.call(Call.Type.TEARDOWN, (call) -> {
		});
		this.fixture.advance(Duration.ofSeconds(1));

		assertThat(this.agent.received(ToAgent.ShutdownFramework.class)).hasSize(1);
		assertThat(other.offers().stream().mapToDouble(TaskTests::cpus).sum()).isEqualTo(4);
	}

	private void launch(String id) {
		this.scheduler.accept(this.scheduler.offers(), 0, FakeScheduler.launch(task(id).build()));
	}

	private void reconcile(String taskId, AgentID agentId) {
		this.scheduler.call(Call.Type.RECONCILE, (call) -> {
			Call.Reconcile.Task.Builder task = call.getReconcileBuilder().addTasksBuilder().setTaskId(id(taskId));
			if (agentId != null) {
				task.setAgentId(agentId);
			}
		});
	}

	private FrameworkInfo info() {
		return this.scheduler.info();
	}

	private TaskInfo.Builder task(String id) {
		return task(id, "cpus:1;mem:32");
	}

	private TaskInfo.Builder task(String id, String resources) {
		return FakeScheduler.task(id, this.agent.id(), resources);
	}

	private Task running(String id) {
		return Task.newBuilder()
			.setName(id)
			.setTaskId(id(id))
			.setFrameworkId(info().getId())
			.setAgentId(this.agent.id())
			.setState(TaskState.TASK_RUNNING)
			.addAllResources(Resources.parse("cpus:1;mem:32").allocate("*").toList())
			.build();
	}

	private static double cpus(Offer offer) {
		return Resources.of(offer.getResourcesList()).amount("cpus").toDouble();
	}

	private static TaskID id(String id) {
		return TaskID.newBuilder().setValue(id).build();
	}

}
