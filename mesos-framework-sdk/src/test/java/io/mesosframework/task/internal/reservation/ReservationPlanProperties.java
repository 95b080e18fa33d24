package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source.Type;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceKind;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.manager.ReservationTests;

import static org.assertj.core.api.Assertions.assertThat;

class ReservationPlanProperties {

	private static final ReservationOwner OWNER = new ReservationOwner("f-1", "tasks", null, "*");

	private static final Reservation RESERVATION = new Reservation("db", 0, "mine", ReservationState.READY, "a", "host",
			"web", null, List.of(), List.of(), 0, null, Instant.EPOCH, null);

	private static final TaskDefinition DEFINITION = new TaskDefinitionReader()
		.read(ReservationTests.database("db", 1, "true"))
		.get(0);

	@Property
	void nothingOfOthersIsEverUsedOrFreed(@ForAll("offers") List<Resource> offered) {
		ResourceBag bag = ResourceBag.of(offered);
		ResourceNeed need = TaskInfos.need(DEFINITION);

		ReservationPlan plan = ReservationPlan.launch(RESERVATION, need, VolumeNeed.of(DEFINITION), bag, "web", OWNER);
		List<Offer.Operation> free = ReservationPlan.free("mine", bag);

		assertThat(plan.consumed().kinds()).allMatch(ReservationPlan::isFree);
		assertThat(bag.contains(plan.consumed())).isTrue();
		if (plan.taken() != null) {
			assertThat(plan.taken().resources().kinds()).allSatisfy(ReservationPlanProperties::isMine);
			assertThat(plan.volumes().values()).map(ResourceKind::of).allSatisfy(ReservationPlanProperties::isMine);
			assertThat(need.ownedBy("mine").fitsInto(plan.taken().resources())).isTrue();
		}
		else {
			assertThat(plan.missing()).isNotEmpty();
			assertThat(plan.operations()).isEmpty();
		}
		for (Offer.Operation operation : concat(plan.operations(), free)) {
			assertThat(resources(operation)).isNotEmpty()
				.map(ResourceKind::of)
				.allSatisfy(ReservationPlanProperties::isMine);
		}
	}

	@Property
	void whatIsReservedIsWhatIsConsumed(@ForAll("offers") List<Resource> offered) {
		ResourceBag bag = ResourceBag.of(offered);

		ReservationPlan plan = ReservationPlan.launch(RESERVATION, TaskInfos.need(DEFINITION),
				VolumeNeed.of(DEFINITION), bag, "web", OWNER);

		List<Resource> reserved = plan.operations()
			.stream()
			.flatMap((operation) -> operation.getReserve().getResourcesList().stream())
			.map((resource) -> resource.toBuilder().removeReservations(resource.getReservationsCount() - 1).build())
			.toList();
		assertThat(ResourceBag.of(reserved)).isEqualTo(plan.consumed());
	}

	@Property
	void freeingGivesBackAllOfTheReservation(@ForAll("offers") List<Resource> offered) {
		ResourceBag own = ResourceBag.of(offered).filter((kind) -> "mine".equals(kind.owner()));

		List<Offer.Operation> operations = ReservationPlan.free("mine", ResourceBag.of(offered));

		assertThat(operations.isEmpty()).isEqualTo(own.isEmpty());
		for (String name : List.of("cpus", "mem", "disk")) {
			double unreserved = operations.stream()
				.flatMap((operation) -> operation.getUnreserve().getResourcesList().stream())
				.filter((resource) -> resource.getName().equals(name))
				.mapToDouble((resource) -> resource.getScalar().getValue())
				.sum();
			double had = own.toResources()
				.stream()
				.filter((resource) -> resource.getName().equals(name))
				.mapToDouble((resource) -> resource.getScalar().getValue())
				.sum();
			assertThat(unreserved).isEqualTo(had);
		}
	}

	@Property
	void whereThePlacerFindsAPlaceAReservationCanBeMadeAndUsedAgain(@ForAll("disks") List<Resource> disks,
			@ForAll("diskNeeds") List<DiskNeed> plain, @ForAll("volumes") List<VolumeNeed> volumes) {
		ResourceBag bag = ResourceBag.of(disks);
		ResourceNeed need = new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, false).withDisks(plain);

		ReservationPlan plan = ReservationPlan.launch(RESERVATION, need, volumes, bag, "web", OWNER);

		if (!ReservationDelta.whole(need, volumes).fitsInto(bag)) {
			assertThat(plan.missing()).isNotEmpty();
			return;
		}
		assertThat(plan.missing()).isEmpty();
		assertThat(plan.volumes()).hasSize(volumes.size());
		assertThat(plan.taken().disks()).hasSameSizeAs(plain);
		Reservation made = RESERVATION.withVolumes(plan.volumeIds())
			.withReserved(ReservationDelta.together(null, need));
		ResourceBag offered = plan.taken().resources().plus(ResourceBag.of(plan.volumes().values()));
		ReservationPlan again = ReservationPlan.launch(made, need, volumes, offered, "web", OWNER);
		assertThat(again.missing()).isEmpty();
		assertThat(again.operations()).isEmpty();
		assertThat(again.volumes().keySet()).isEqualTo(plan.volumes().keySet());
	}

	@Property
	void nothingIsReservedTwiceHoweverLittleOfTheReservationIsOffered(@ForAll("offers") List<Resource> offered) {
		ResourceNeed need = TaskInfos.need(DEFINITION);
		Reservation reservation = RESERVATION.withReserved(need);

		ReservationPlan plan = ReservationPlan.launch(reservation, need, List.of(), ResourceBag.of(offered), "web",
				OWNER);

		assertThat(plan.operations()).isEmpty();
		assertThat(plan.consumed().isEmpty()).isTrue();
		assertThat(plan.taken() != null).isEqualTo(plan.missing().isEmpty());
	}

	@Provide
	Arbitrary<List<Resource>> disks() {
		return Combinators.combine(Arbitraries.of(Type.PATH, Type.MOUNT), Arbitraries.integers().between(1, 12))
			.as((type, size) -> new DiskNeed(type, null, size * 1000L))
			.list()
			.ofMaxSize(5)
			.map((sizes) -> {
				List<Resource> all = new ArrayList<>();
				sizes.forEach((size) -> all.add(disk(size.type(), "/" + all.size(), size.milli() / 1000)));
				return all;
			});
	}

	@Provide
	Arbitrary<List<DiskNeed>> diskNeeds() {
		return Combinators
			.combine(Arbitraries.of(Type.PATH, Type.PATH, Type.MOUNT), Arbitraries.of("", "", "/0", "/1"),
					Arbitraries.integers().between(1, 6))
			.as((type, root, size) -> new DiskNeed(type, root.isEmpty() ? null : root, size * 1000L))
			.list()
			.ofMaxSize(4);
	}

	@Provide
	Arbitrary<List<VolumeNeed>> volumes() {
		return diskNeeds().map((needs) -> {
			List<VolumeNeed> all = new ArrayList<>();
			needs.stream()
				.limit(3)
				.forEach((need) -> all
					.add(volume("t" + all.size(), String.valueOf(need.type()), need.root(), need.milli() / 1000)));
			return all;
		});
	}

	static VolumeNeed volume(String task, String type, @Nullable String root, long size) {
		return new VolumeNeed(task, true, new DiskSpec(size, "data", null, "data", null, "RW", type, root));
	}

	static Resource disk(Type type, String root, long size) {
		Source.Builder source = Source.newBuilder().setType(type);
		if (type == Type.PATH) {
			source.getPathBuilder().setRoot(root);
		}
		else {
			source.getMountBuilder().setRoot(root);
		}
		return Resource.newBuilder()
			.setName("disk")
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(size))
			.setDisk(DiskInfo.newBuilder().setSource(source))
			.build();
	}

	private static List<Offer.Operation> concat(List<Offer.Operation> left, List<Offer.Operation> right) {
		List<Offer.Operation> all = new ArrayList<>(left);
		all.addAll(right);
		return all;
	}

	private static List<Resource> resources(Offer.Operation operation) {
		return switch (operation.getType()) {
			case RESERVE -> operation.getReserve().getResourcesList();
			case CREATE -> operation.getCreate().getVolumesList();
			case DESTROY -> operation.getDestroy().getVolumesList();
			case UNRESERVE -> operation.getUnreserve().getResourcesList();
			default -> throw new AssertionError(operation.getType());
		};
	}

	private static void isMine(ResourceKind kind) {
		assertThat(kind.owner()).isEqualTo("mine");
	}

	@Provide
	Arbitrary<List<Resource>> offers() {
		Arbitrary<Resource> scalars = Combinators
			.combine(Arbitraries.of("cpus", "mem", "disk"), Arbitraries.integers().between(1, 200), reservations())
			.as((name, amount, reservations) -> Resource.newBuilder()
				.setName(name)
				.setType(Value.Type.SCALAR)
				.setScalar(Value.Scalar.newBuilder().setValue(amount))
				.addAllReservations(reservations)
				.build());
		Arbitrary<Resource> ports = Combinators.combine(Arbitraries.longs().between(1, 9), reservations())
			.as((port, reservations) -> Resource.newBuilder()
				.setName("ports")
				.setType(Value.Type.RANGES)
				.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(port).setEnd(port)))
				.addAllReservations(reservations)
				.build());
		Arbitrary<Resource> volumes = Combinators
			.combine(Arbitraries.of("data.0.mine", "data.1.mine", "x"), Arbitraries.of("mine", "other"))
			.as((id, owner) -> Resource.newBuilder()
				.setName("disk")
				.setType(Value.Type.SCALAR)
				.setScalar(Value.Scalar.newBuilder().setValue(64))
				.addReservations(reservation(Map.of(ResourceKind.HOME_LABEL, owner)))
				.setDisk(DiskInfo.newBuilder().setPersistence(DiskInfo.Persistence.newBuilder().setId(id)))
				.build());
		return Arbitraries.oneOf(scalars, ports, volumes).list().ofMaxSize(14);
	}

	private static Arbitrary<List<ReservationInfo>> reservations() {
		return Arbitraries.of(List.of(), List.of(), List.of(reservation(Map.of())),
				List.of(reservation(Map.of(ResourceKind.HOME_LABEL, "mine"))),
				List.of(reservation(Map.of(ResourceKind.HOME_LABEL, "other"))),
				List.of(reservation(Map.of("resource_id", "1"))));
	}

	private static ReservationInfo reservation(Map<String, String> labels) {
		ReservationInfo.Builder reservation = ReservationInfo.newBuilder()
			.setType(ReservationInfo.Type.DYNAMIC)
			.setRole("web");
		Labels.Builder all = Labels.newBuilder();
		labels.forEach((key, value) -> all.addLabels(Label.newBuilder().setKey(key).setValue(value)));
		return labels.isEmpty() ? reservation.build() : reservation.setLabels(all).build();
	}

}
