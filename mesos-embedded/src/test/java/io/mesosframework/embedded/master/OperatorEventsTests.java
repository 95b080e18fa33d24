package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.master.state.TaskRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the event stream of operators.
 */
class OperatorEventsTests {

	private final MasterFixture fixture = new MasterFixture();

	private final RecordingResponder responder = new RecordingResponder();

	private FakeAgent agent;

	@BeforeEach
	void subscribe() {
		this.agent = this.fixture.agent();
		byte[] call = Call.newBuilder().setType(Call.Type.SUBSCRIBE).build().toByteArray();
		this.fixture.run(() -> new OperatorEndpoint(this.fixture.term())
			.handle(MasterFixture.post("/master/api/v1", call, MediaType.PROTOBUF, null), this.responder));
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void aTaskIsUpdatedOncePerStateAndForEachCheck() {
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework().build()).subscribe();
		scheduler.accept(scheduler.offers(), 0,
				FakeScheduler.launch(FakeScheduler.task("t1", this.agent.id(), "cpus:1;mem:32").build()));
		this.agent.report(scheduler.info(), "t1", TaskState.TASK_RUNNING);
		this.agent.report(scheduler.info(), "t1", TaskState.TASK_RUNNING);
		assertThat(states()).containsExactly(TaskState.TASK_RUNNING);

		TaskRecord task = this.fixture.term().frameworks().get(scheduler.info().getId().getValue()).tasks().get("t1");
		TaskStatus check = TaskStatus.newBuilder()
			.setTaskId(task.info().getTaskId())
			.setState(TaskState.TASK_RUNNING)
			.setReason(TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED)
			.setHealthy(true)
			.build();
		this.fixture.run(() -> this.fixture.term().tasks().update(task, check, null));
		this.agent.report(scheduler.info(), "t1", TaskState.TASK_FINISHED);

		assertThat(states()).containsExactly(TaskState.TASK_RUNNING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
	}

	@Test
	void aFrameworkIsToldWithItsTimesAndNothingOfItsResources() {
		this.fixture.scheduler(FakeScheduler.framework().build()).subscribe();

		assertThat(events()).filteredOn(Event::hasFrameworkAdded).singleElement().satisfies((event) -> {
			var framework = event.getFrameworkAdded().getFramework();
			assertThat(framework.getUnregisteredTime().getNanoseconds()).isZero();
			assertThat(framework.hasUnregisteredTime()).isTrue();
			assertThat(framework.hasReregisteredTime()).isTrue();
			assertThat(framework.hasOfferConstraints()).isFalse();
			assertThat(framework.getOffersList()).isEmpty();
		});
	}

	private List<TaskState> states() {
		return events().stream()
			.filter(Event::hasTaskUpdated)
			.map((event) -> event.getTaskUpdated().getState())
			.toList();
	}

	private List<Event> events() {
		List<Event> events = new ArrayList<>();
		try {
			for (byte[] bytes : this.responder.stream().records()) {
				events.add(Event.parseFrom(bytes));
			}
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
		return events;
	}

}
