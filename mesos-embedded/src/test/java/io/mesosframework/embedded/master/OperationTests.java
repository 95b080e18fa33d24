package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.master.state.MachineIds;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for operations on reservations, and for what operators do to agents.
 */
class OperationTests {

	@RegisterExtension
	private final MasterFixture fixture = new MasterFixture();

	private FakeAgent agent;

	private FakeScheduler scheduler;

	@BeforeEach
	void subscribe() {
		this.agent = this.fixture.agent();
		FrameworkInfo info = FakeScheduler.framework("web").setPrincipal("me").build();
		this.scheduler = this.fixture.scheduler(info).subscribe();
	}

	@Test
	void aReservationGoesToTheAgentAndShowsInTheNextOffer() {
		this.scheduler.accept(this.scheduler.offers(), 3600, reserve("op", "cpus", 1, "me"));
		this.fixture.advance(Duration.ofSeconds(1));

		assertThat(this.agent.received(ToAgent.ApplyOperation.class)).singleElement()
			.satisfies((apply) -> assertThat(Resources.of(apply.total()).reserved("web").amount("cpus").toDouble())
				.isEqualTo(1));
		assertThat(this.scheduler.offers()).singleElement().satisfies((offer) -> {
			Resources offered = Resources.of(offer.getResourcesList());
			assertThat(offered.reserved("web").amount("cpus").toDouble()).isEqualTo(1);
		});
	}

	@Test
	void aRefusedOperationLeavesTheOthersAlone() {
		this.scheduler.accept(this.scheduler.offers(), 0, reserve("bad", "cpus", 1, "other"),
				reserve("large", "cpus", 100, "me"), reserve("good", "cpus", 1, "me"));

		assertThat(operations()).extracting(OperationStatus::getState)
			.containsExactly(OperationState.OPERATION_ERROR, OperationState.OPERATION_ERROR);
		assertThat(this.agent.received(ToAgent.ApplyOperation.class)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({
			"cpus:2, cpus:1, 'Source and target resources should refer to identical resource quantities: "
					+ "cpus:1 vs. cpus:2'",
			"mem:1, cpus:1, 'Source and target resources should refer to identical resource quantities: "
					+ "cpus:1 vs. mem:1'" })
	void anOperatorCannotChangeWhatAnAgentOwnsByReservingAnew(String target, String source, String text) {
		Resources before = this.fixture.term().agents().get(this.agent.id().getValue()).total();
		Call.Builder call = Call.newBuilder().setType(Call.Type.RESERVE_RESOURCES);
		call.getReserveResourcesBuilder()
			.setAgentId(this.agent.id())
			.addAllSource(Resources.parse(source).toList())
			.addAllResources(dynamic(target));

		HttpReply reply = this.fixture.operator(call.build());

		assertThat(reply.status()).isEqualTo(400);
		assertThat(new String(reply.body(), StandardCharsets.UTF_8)).startsWith("Invalid RESERVE operation on agent ")
			.endsWith(": " + text);
		assertThat(this.fixture.term().agents().get(this.agent.id().getValue()).total()).isEqualTo(before);
	}

	@Test
	void aSourceWithMixedReservationsIsRefused() {
		Call.Builder call = Call.newBuilder().setType(Call.Type.RESERVE_RESOURCES);
		call.getReserveResourcesBuilder()
			.setAgentId(this.agent.id())
			.addAllSource(Resources.parse("cpus:1").toList())
			.addAllSource(dynamic("mem:1"))
			.addAllResources(dynamic("cpus:1;mem:1"));

		assertThat(new String(this.fixture.operator(call.build()).body(), StandardCharsets.UTF_8))
			.contains("Invalid source: Mixed reservations are not supported");
	}

	private static List<Resource> dynamic(String resources) {
		return Resources.parse(resources)
			.pushReservation(Resource.ReservationInfo.newBuilder()
				.setType(Resource.ReservationInfo.Type.DYNAMIC)
				.setRole("web")
				.build())
			.toList();
	}

	@Test
	void anUnknownOperationIsReconciledByWhatIsKnownOfItsAgent() {
		this.scheduler.next();
		this.scheduler.call(org.apache.mesos.v1.scheduler.Protos.Call.Type.RECONCILE_OPERATIONS,
				(call) -> call.getReconcileOperationsBuilder()
					.addOperationsBuilder()
					.setOperationId(OperationID.newBuilder().setValue("x"))
					.setAgentId(this.agent.id()));

		assertThat(operations()).singleElement().satisfies((status) -> {
			assertThat(status.getState()).isEqualTo(OperationState.OPERATION_UNKNOWN);
			assertThat(status.getMessage()).isEqualTo("Reconciliation: Operation is unknown");
		});
	}

	@Test
	void aDeactivatedAgentIsNotOfferedUntilItIsReactivated() {
		Offer offer = this.scheduler.offers().get(0);
		Call.Builder call = Call.newBuilder().setType(Call.Type.DEACTIVATE_AGENT);
		call.getDeactivateAgentBuilder().setAgentId(this.agent.id());
		assertThat(this.fixture.operator(call.build()).status()).isEqualTo(200);
		assertThat(this.scheduler.next()).filteredOn(Event::hasRescind)
			.extracting((event) -> event.getRescind().getOfferId())
			.containsExactly(offer.getId());
		this.fixture.advance(Duration.ofSeconds(5));
		assertThat(this.scheduler.offers()).isEmpty();

		call = Call.newBuilder().setType(Call.Type.REACTIVATE_AGENT);
		call.getReactivateAgentBuilder().setAgentId(this.agent.id());
		this.fixture.operator(call.build());

		assertThat(this.scheduler.offers()).hasSize(1);
	}

	@Test
	void aDrainEndsWhenTheLastUpdateIsAcknowledged() {
		this.scheduler.accept(this.scheduler.offers(), 0,
				FakeScheduler.launch(FakeScheduler.task("t1", this.agent.id(), "cpus:1;mem:32").build()));
		Call.Builder call = Call.newBuilder().setType(Call.Type.DRAIN_AGENT);
		call.getDrainAgentBuilder().setAgentId(this.agent.id());
		this.fixture.operator(call.build());
		assertThat(this.agent.received(ToAgent.Drain.class)).hasSize(1);
		assertThat(reactivate()).isEqualTo("Agent is still in the DRAINING state");

		this.scheduler.acknowledge(this.agent.id(), "t1",
				this.agent.report(this.scheduler.info(), "t1", TaskState.TASK_KILLED));

		assertThat(reactivate()).isEmpty();
	}

	@Test
	void maintenanceIsAnnouncedByInverseOffers() {
		Offer offer = this.scheduler.offers().get(0);
		Schedule schedule = Schedule.newBuilder()
			.addWindows(Window.newBuilder()
				.addMachineIds(MachineIds.of("127.0.0.1", "127.0.0.1"))
				.setUnavailability(Unavailability.newBuilder()
					.setStart(org.apache.mesos.v1.Protos.TimeInfo.newBuilder().setNanoseconds(1))))
			.build();
		Call.Builder call = Call.newBuilder().setType(Call.Type.UPDATE_MAINTENANCE_SCHEDULE);
		call.getUpdateMaintenanceScheduleBuilder().setSchedule(schedule);

		this.fixture.operator(call.build());
		this.fixture.advance(Duration.ofSeconds(2));

		List<Event> events = this.scheduler.next();
		assertThat(events.get(0).getRescind().getOfferId()).isEqualTo(offer.getId());
		assertThat(events).filteredOn(Event::hasOffers)
			.allSatisfy((event) -> assertThat(event.getOffers().getOffers(0).hasUnavailability()).isTrue())
			.isNotEmpty();
		assertThat(events).filteredOn(Event::hasInverseOffers).hasSize(1);
	}

	private String reactivate() {
		Call.Builder call = Call.newBuilder().setType(Call.Type.REACTIVATE_AGENT);
		call.getReactivateAgentBuilder().setAgentId(this.agent.id());
		HttpReply reply = this.fixture.operator(call.build());
		return new String(reply.body(), StandardCharsets.UTF_8);
	}

	private List<OperationStatus> operations() {
		return this.scheduler.next()
			.stream()
			.filter(Event::hasUpdateOperationStatus)
			.map((event) -> event.getUpdateOperationStatus().getStatus())
			.toList();
	}

	private static Offer.Operation reserve(String id, String name, double amount, String principal) {
		Resource.Builder resource = Resources.parse(name + ":" + amount).toList().get(0).toBuilder();
		resource.addReservationsBuilder()
			.setType(Resource.ReservationInfo.Type.DYNAMIC)
			.setRole("web")
			.setPrincipal(principal);
		return Offer.Operation.newBuilder()
			.setType(Offer.Operation.Type.RESERVE)
			.setId(OperationID.newBuilder().setValue(id))
			.setReserve(Offer.Operation.Reserve.newBuilder().addResources(resource))
			.build();
	}

}
