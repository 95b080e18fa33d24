package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.Order;

import io.mesosframework.scheduler.NotSubscribedException;
import io.mesosframework.scheduler.SchedulerState;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UpdateHandlerTests {

	@Test
	void anUpdateIsAcknowledgedOnceAfterAllHandlers() {
		try (Harness harness = Harness.with(Two.class).start()) {
			harness.get(Two.class).scheduler = harness.scheduler();
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, true));

			assertThat(harness.get(Two.class).acknowledgedBefore).containsExactly(0, 0);
			assertThat(acknowledgements(harness)).hasSize(1);
			assertThat(acknowledgements(harness).get(0).getAcknowledge().getTaskId().getValue()).isEqualTo("t1");
		}
	}

	@Test
	void anUpdateWithoutUuidIsNotAcknowledged() {
		try (Harness harness = Harness.with(Two.class).start()) {
			harness.get(Two.class).scheduler = harness.scheduler();
			harness.send(Events.update("t1", TaskState.TASK_LOST, false));

			assertThat(harness.get(Two.class).acknowledgedBefore).hasSize(2);
			assertThat(harness.scheduler().calls()).isEmpty();
		}
	}

	@Test
	void anUpdateThatNobodyHandlesIsAcknowledged() {
		try (Harness harness = Harness.with().start()) {
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, true));

			assertThat(acknowledgements(harness)).hasSize(1);
		}
	}

	@Test
	void aHandlerWithAnAcknowledgementDecidesItself() {
		try (Harness harness = Harness.with(Manual.class).start()) {
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, true));
			assertThat(acknowledgements(harness)).isEmpty();

			Acknowledgement acknowledgement = harness.get(Manual.class).last;
			assertThat(acknowledgement).isNotNull();
			assertThat(acknowledgement.isPending()).isTrue();
			acknowledgement.acknowledge();
			acknowledgement.acknowledge();
			assertThat(acknowledgements(harness)).hasSize(1);
			assertThat(acknowledgement.isPending()).isFalse();
		}
	}

	@Test
	void aManualHandlerThatIsNotCalledLeavesTheAutomaticAcknowledgement() {
		try (Harness harness = Harness.with(Manual.class).start()) {
			harness.send(Events.update("t1", TaskState.TASK_FINISHED, true));

			assertThat(acknowledgements(harness)).hasSize(1);
		}
	}

	@Test
	void nothingIsAcknowledgedInManualMode() {
		try (Harness harness = Harness.with(Two.class).manual().start()) {
			harness.get(Two.class).scheduler = harness.scheduler();
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, true));

			assertThat(harness.scheduler().calls()).isEmpty();
		}
	}

	@Test
	void operationUpdatesAreAcknowledged() {
		try (Harness harness = Harness.with(OperationHandler.class).start()) {
			harness.send(Events.operationUpdate("op1"));

			assertThat(harness.get(OperationHandler.class).seen).containsExactly("op1");
			assertThat(harness.scheduler().calls(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)).hasSize(1);
		}
	}

	@Test
	void afterAFailureTheOthersAreCalledAndTheUpdateIsSentAgain(CapturedOutput output) {
		try (Harness harness = Harness.with(FailsFirst.class).start()) {
			harness.send(Events.update("t1", TaskState.TASK_FAILED, true));

			assertThat(harness.get(FailsFirst.class).seen).containsExactly("first", "second");
			assertThat(harness.scheduler().calls()).isEmpty();
			assertThat(harness.dispatcherInUse().handlerFailures()).isEqualTo(1);
			assertThat(output).contains("ERROR")
				.contains("Handler 'UpdateHandlerTests.FailsFirst.first' failed at TASK_FAILED of task t1 on agent a1")
				.contains("boom")
				.contains("sent again");
		}
	}

	@Test
	void anErrorHandlerMayTreatTheUpdateAsHandled() {
		List<MesosHandlerException> failures = new ArrayList<>();
		try (Harness harness = Harness.with(FailsFirst.class).errorHandler((failure) -> {
			failures.add(failure);
			return MesosErrorHandler.Outcome.RECOVERED;
		}).start()) {
			harness.send(Events.update("t1", TaskState.TASK_FAILED, true));

			assertThat(acknowledgements(harness)).hasSize(1);
			assertThat(failures).hasSize(1);
			assertThat(failures.get(0).getHandlerId()).isEqualTo("UpdateHandlerTests.FailsFirst.first");
			assertThat(failures.get(0).getEvent()).isNotNull();
			assertThat(failures.get(0)).hasCauseInstanceOf(IllegalStateException.class);
		}
	}

	@Test
	void aFailingErrorHandlerDoesNotStopTheLoop(CapturedOutput output) {
		try (Harness harness = Harness.with(FailsFirst.class).errorHandler((failure) -> {
			throw new IllegalArgumentException("worse");
		}).start()) {
			harness.send(Events.update("t1", TaskState.TASK_FAILED, true));

			assertThat(harness.get(FailsFirst.class).seen).containsExactly("first", "second");
			assertThat(output).contains("The error handler has failed, too").contains("worse");
		}
	}

	@Test
	void updatesAreNarrowedByStateAndReason() {
		try (Harness harness = Harness.with(Narrow.class).start()) {
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, true));
			harness.send(Events.update("t2", TaskState.TASK_FAILED, true));
			harness.send(Events.update("t3", TaskState.TASK_LOST, true)
				.toBuilder()
				.mergeUpdate(org.apache.mesos.v1.scheduler.Protos.Event.Update.newBuilder()
					.setStatus(TaskStatus.newBuilder()
						.setTaskId(org.apache.mesos.v1.Protos.TaskID.newBuilder().setValue("t3"))
						.setState(TaskState.TASK_LOST)
						.setReason(TaskStatus.Reason.REASON_AGENT_REMOVED))
					.buildPartial())
				.build());

			assertThat(harness.get(Narrow.class).seen).containsExactly("failed t2", "removed t3");
		}
	}

	@Test
	void anAcknowledgementThatCannotBeSentIsNoFailure() {
		try (Harness harness = Harness.with(Two.class).start()) {
			harness.get(Two.class).scheduler = harness.scheduler();
			harness.scheduler().failWith(new NotSubscribedException("no session", SchedulerState.DISCONNECTED));
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, true));

			assertThat(harness.dispatcherInUse().handlerFailures()).isZero();
		}
	}

	@Test
	void aSlowHandlerIsNamed(CapturedOutput output) {
		try (Harness harness = Harness.with(OperationHandler.class).slow(Duration.ofNanos(1)).start()) {
			harness.send(Events.operationUpdate("op1"));

			assertThat(output).contains("Handler 'UpdateHandlerTests.OperationHandler.operation' took")
				.contains("OPERATION_FINISHED of operation op1");
		}
	}

	private static List<Call> acknowledgements(Harness harness) {
		return harness.scheduler().calls(Call.Type.ACKNOWLEDGE);
	}

	static class Two {

		private final List<Integer> acknowledgedBefore = new ArrayList<>();

		private @Nullable TestScheduler scheduler;

		@MesosEventHandler
		void one(TaskStatus status) {
			this.acknowledgedBefore.add(this.scheduler.calls().size());
		}

		@MesosEventHandler
		void two(TaskStatus status) {
			this.acknowledgedBefore.add(this.scheduler.calls().size());
		}

	}

	static class Manual {

		private @Nullable Acknowledgement last;

		@MesosEventHandler(states = TaskState.TASK_RUNNING)
		void running(TaskStatus status, Acknowledgement acknowledgement) {
			this.last = acknowledgement;
		}

	}

	static class OperationHandler {

		private final List<String> seen = new ArrayList<>();

		@MesosEventHandler
		void operation(OperationStatus status) {
			this.seen.add(status.getOperationId().getValue());
		}

	}

	static class FailsFirst {

		private final List<String> seen = new ArrayList<>();

		@MesosEventHandler
		@Order(1)
		void first(TaskStatus status) {
			this.seen.add("first");
			throw new IllegalStateException("boom");
		}

		@MesosEventHandler
		@Order(2)
		void second(TaskStatus status) {
			this.seen.add("second");
		}

	}

	static class Narrow {

		private final List<String> seen = new ArrayList<>();

		@MesosEventHandler(states = { TaskState.TASK_FAILED, TaskState.TASK_KILLED })
		void failed(TaskStatus status) {
			this.seen.add("failed " + status.getTaskId().getValue());
		}

		@MesosEventHandler(reasons = TaskStatus.Reason.REASON_AGENT_REMOVED)
		void removed(TaskStatus status) {
			this.seen.add("removed " + status.getTaskId().getValue());
		}

	}

}
