package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.resource.ResourceKind;
import io.mesosframework.task.Instance;
import io.mesosframework.task.OrphanReservationPolicy;
import io.mesosframework.task.Phase;
import io.mesosframework.task.ReservationOptions;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.internal.reservation.ReservationOwner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of reservations when something goes wrong, and of those that nobody knows.
 */
class ReservationFaultTests {

	private static final String MOUNT = """
			[{"name": "cpus", "type": "SCALAR", "scalar": {"value": 2}},
			{"name": "mem", "type": "SCALAR", "scalar": {"value": 1024}},
			{"name": "disk", "type": "SCALAR", "scalar": {"value": 1024}},
			{"name": "disk", "type": "SCALAR", "scalar": {"value": 512},
				"disk": {"source": {"type": "MOUNT", "mount": {"root": "/mnt/{agent}"}}}}]""";

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(),
			options(OrphanReservationPolicy.ADOPT));

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void aVolumeThatCouldNotBeCreatedIsNotBelievedToExist() {
		this.mesos.cluster.faults().next(Call.Type.ACCEPT).change(ReservationFaultTests::createReadOnly);

		this.mesos.deploy(ReservationTests.database("db", 1, "echo life >> data/lives; sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);

		Instance instance = this.mesos.app("db").instances().get(0);
		assertThat(instance.failures()).isZero();
		assertThat(instance.history()).isNotEmpty();
		this.mesos
			.await(() -> this.mesos.manager.reservations().size() == 1 && reservations(ReservationState.READY) == 1);
		this.mesos.await(() -> reserved("disk").size() == 1 && reserved("cpus").size() == 1);
	}

	@Test
	void aWholeDiskBecomesTheVolume() {
		try (ManagerFixture disks = new ManagerFixture((cluster) -> cluster.resources(MOUNT),
				options(OrphanReservationPolicy.ADOPT))) {
			Map<String, Object> document = ReservationTests.database("db", 1, "sleep 1000");
			Map<String, Object> disk = Map.of("size", 64, "persistence", Map.of("id", "data"), "volume",
					Map.of("container_path", "data"), "source", Map.of("type", "MOUNT"));
			document.put("resources", Map.of("cpu", 0.25, "mem", 64, "disk", disk));
			disks.deploy(document);
			disks.awaitPhase("db", Phase.RUNNING, 1);

			assertThat(reserved(disks)).filteredOn((resource) -> resource.getDisk().hasPersistence())
				.singleElement()
				.satisfies((volume) -> assertThat(volume.getScalar().getValue()).isEqualTo(512));
			disks.get(disks.manager.remove("db"));
			disks.await(() -> reserved(disks).isEmpty());
		}
	}

	@Test
	void anOfferThatIsGoneCostsNothing() {
		this.mesos.cluster.faults().rescindBeforeNextAccept();

		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);

		this.mesos
			.await(() -> this.mesos.manager.reservations().size() == 1 && reservations(ReservationState.READY) == 1);
		assertThat(reserved("disk")).hasSize(1);
		assertThat(this.mesos.manager.reservations().get(0).failures()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"Operation requested feedback, but agent A does not have the required RESOURCE_PROVIDER capability",
			"Operation on agent default resources requested feedback, but agent A does not have the required"
					+ " AGENT_OPERATION_FEEDBACK and RESOURCE_PROVIDER capabilities" })
	void anAgentThatGivesNoFeedbackIsNotAskedForItAgain(String refusal) {
		List<Call> accepts = new CopyOnWriteArrayList<>();
		this.mesos.cluster.faults().next(Call.Type.ACCEPT).change((call) -> {
			accepts.add(call);
			return withoutResources(call);
		});
		this.mesos.cluster.faults()
			.nextEvents(2, Event.Type.UPDATE_OPERATION_STATUS)
			.change((event) -> withoutFeedback(event, refusal));
		this.mesos.cluster.faults().every(Call.Type.ACCEPT).before(accepts::add);

		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		this.mesos.await(() -> reservations(ReservationState.READY) == 1);
		this.mesos.get(this.mesos.manager.remove("db"));

		this.mesos.await(() -> reserved().isEmpty() && this.mesos.manager.reservations().isEmpty());
		String first = accepts.get(0).getAccept().getOperations(0).getId().getValue();
		assertThat(first).startsWith("reservation-");
		assertThat(accepts.stream()
			.skip(1)
			.filter((call) -> agentOf(call).equals(agentOf(accepts.get(0))))
			.flatMap((call) -> call.getAccept().getOperationsList().stream())).noneMatch(Offer.Operation::hasId);
	}

	@Test
	void aFailoverOfTheMasterLeavesNoSecondReservation() {
		this.mesos.cluster.faults().next(Call.Type.ACCEPT).loseAnswer();
		this.mesos.deploy(ReservationTests.database("db", 2, "sleep 1000"));
		this.mesos.cluster.masters().get(0).restart();

		this.mesos.awaitPhase("db", Phase.RUNNING, 2);
		this.mesos
			.await(() -> reservations(ReservationState.READY) == 2 && this.mesos.manager.reservations().size() == 2);
		this.mesos.await(() -> reserved("disk").size() == 2);
		this.mesos.get(this.mesos.manager.remove("db"));
		this.mesos.await(() -> reserved().isEmpty());
	}

	@Test
	void aTaskOfAPreviousRunComesBackToItsReservation() {
		this.mesos.deploy(ReservationTests.database("db", 1, "echo life >> data/lives; sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		List<Resource> before = reserved("disk");

		this.mesos.driver.close();
		this.mesos.live(options(OrphanReservationPolicy.ADOPT));
		this.mesos.deploy(ReservationTests.database("db", 1, "echo life >> data/lives; sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		this.mesos.get(this.mesos.manager.restart("db", 0));

		this.mesos.await(() -> this.mesos.app("db").count(Phase.RUNNING) == 1
				&& this.mesos.app("db").instances().get(0).history().size() == 1);
		assertThat(reserved("disk")).isEqualTo(before);
	}

	@Test
	void aReservationOfAPreviousRunIsTakenBackBeforeANewOneIsMade() {
		this.mesos.deploy(ReservationTests.database("db", 2, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 2);
		List<Resource> before = reserved("disk");
		this.mesos.get(this.mesos.manager.pause("db"));
		this.mesos.awaitPhase("db", Phase.STOPPED, 2);

		this.mesos.driver.close();
		this.mesos.live(options(OrphanReservationPolicy.ADOPT));
		this.mesos.deploy(ReservationTests.database("db", 2, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 2);

		assertThat(reserved("disk")).containsExactlyInAnyOrderElementsOf(before);
	}

	@Test
	void whatNobodyDeclaresAnyMoreStaysUnlessItIsToBeFreed() {
		this.mesos.deploy(ReservationTests.database("db", 2, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 2);
		this.mesos.get(this.mesos.manager.pause("db"));
		this.mesos.awaitPhase("db", Phase.STOPPED, 2);

		this.mesos.driver.close();
		this.mesos.live(options(OrphanReservationPolicy.ADOPT));
		this.mesos.await(() -> this.mesos.manager.status().orphanReservations() == 2);
		assertThat(reserved("disk")).hasSize(2);

		this.mesos.driver.close();
		this.mesos.live(options(OrphanReservationPolicy.FREE));
		this.mesos.await(() -> reserved().isEmpty() && this.mesos.manager.reservations().isEmpty());
		assertThat(this.mesos.manager.status().orphanReservations()).isZero();
	}

	@Test
	void whatOthersHaveReservedIsNeverTouched() {
		this.mesos.driver.close();
		String[][] owners = { { "resource_id", "1" }, { ResourceKind.HOME_LABEL, "h", "mesos_framework_id", "other",
				"mesos_framework", "another", "mesos_app", "db", "mesos_instance", "0" } };
		List<String[]> left = new ArrayList<>(List.of(owners));
		this.mesos.live(options(OrphanReservationPolicy.FREE), (event, scheduler) -> {
			if (!left.isEmpty() && event.type() == Event.Type.OFFERS) {
				scheduler.accept(event.offers().get(0), reserve(left.remove(0)));
			}
		});
		this.mesos.await(() -> reserved("cpus").size() == 2);
		List<Resource> others = reserved();

		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		this.mesos.get(this.mesos.manager.remove("db"));
		this.mesos.await(() -> this.mesos.manager.reservations().isEmpty());

		this.mesos.await(() -> reserved().size() == others.size());
		assertThat(reserved()).containsExactlyInAnyOrderElementsOf(others);
		assertThat(this.mesos.manager.status().orphanReservations()).isZero();
	}

	@Test
	void reservationsAndVolumesNameThePrincipalOfTheFramework() {
		FrameworkInfo info = this.mesos.driver.scheduler().frameworkInfo().toBuilder().setPrincipal("me").build();

		assertThat(ReservationOwner.of("id", info).principal()).isEqualTo("me");
		assertThat(ReservationOwner.of("id", this.mesos.driver.scheduler().frameworkInfo()).principal()).isNull();
	}

	private static Offer.Operation reserve(String... labels) {
		Labels.Builder all = Labels.newBuilder();
		for (int i = 0; i < labels.length; i += 2) {
			all.addLabels(Label.newBuilder().setKey(labels[i]).setValue(labels[i + 1]));
		}
		Resource cpus = Resource.newBuilder()
			.setName("cpus")
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(0.5))
			.addReservations(
					ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole("web").setLabels(all))
			.build();
		return Offer.Operation.newBuilder()
			.setType(Offer.Operation.Type.RESERVE)
			.setReserve(Offer.Operation.Reserve.newBuilder().addResources(cpus))
			.build();
	}

	static Call createReadOnly(Call call) {
		Call.Builder changed = call.toBuilder();
		for (Offer.Operation.Builder operation : changed.getAcceptBuilder().getOperationsBuilderList()) {
			if (operation.hasCreate()) {
				operation.getCreateBuilder()
					.getVolumesBuilderList()
					.forEach((volume) -> volume.getDiskBuilder().getVolumeBuilder().setMode(Volume.Mode.RO));
			}
		}
		return changed.build();
	}

	/** Return the agent on which a call launches something; empty if on none. */
	private static String agentOf(Call call) {
		return call.getAccept()
			.getOperationsList()
			.stream()
			.flatMap((operation) -> operation.getLaunch().getTaskInfosList().stream())
			.map((task) -> task.getAgentId().getValue())
			.findFirst()
			.orElse("");
	}

	private static Event withoutFeedback(Event event, String refusal) {
		OperationStatus refused = OperationStatus.newBuilder()
			.setOperationId(event.getUpdateOperationStatus().getStatus().getOperationId())
			.setState(OperationState.OPERATION_ERROR)
			.setMessage(refusal)
			.build();
		return event.toBuilder()
			.setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(refused))
			.build();
	}

	private static Call withoutResources(Call call) {
		Call.Builder changed = call.toBuilder();
		for (Offer.Operation.Builder operation : changed.getAcceptBuilder().getOperationsBuilderList()) {
			operation.getReserveBuilder().clearResources();
			operation.getCreateBuilder().clearVolumes();
		}
		return changed.build();
	}

	static TaskManagerOptions options(OrphanReservationPolicy orphans) {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		return new TaskManagerOptions(defaults.timeouts(), defaults.offers(), defaults.reconcileInterval(),
				defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(), defaults.killsInFlight(),
				defaults.unknownTasks(), Duration.ofMillis(500),
				new ReservationOptions(orphans, Duration.ofMillis(500)), defaults.clock(), defaults.timers(),
				defaults.random());
	}

	private long reservations(ReservationState state) {
		return this.mesos.manager.reservations().stream().filter((reservation) -> reservation.state() == state).count();
	}

	private List<Resource> reserved(String name) {
		return reserved().stream().filter((resource) -> resource.getName().equals(name)).toList();
	}

	private List<Resource> reserved() {
		return reserved(this.mesos);
	}

	private static List<Resource> reserved(ManagerFixture mesos) {
		return mesos.cluster.state()
			.agents()
			.stream()
			.flatMap((agent) -> agent.getTotalResourcesList().stream())
			.filter((resource) -> resource.getReservationsCount() > 0)
			.toList();
	}

}
