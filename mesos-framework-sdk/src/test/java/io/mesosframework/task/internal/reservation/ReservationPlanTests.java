package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source.Type;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.internal.state.StateCodec;
import io.mesosframework.task.internal.state.StoredReservation;

import static org.assertj.core.api.Assertions.assertThat;

class ReservationPlanTests {

	private static final ReservationOwner OWNER = new ReservationOwner("f-1", "tasks", null, "*");

	private static final Reservation WANTED = Reservation.wanted("pod", 0, "mine", 0, null, Instant.EPOCH, null);

	private static final ResourceNeed POD = ResourceNeed.of(1.1, 96, 1);

	@Test
	void whatTheExecutorStillHoldsIsWaitedForAndNotReservedAgain() {
		ReservationPlan first = plan(WANTED, POD, free(4, 512, 100));
		Reservation reservation = made(first, POD);
		ResourceBag later = own(1, 64, 0).plus(free(2.9, 416, 99));

		ReservationPlan again = plan(reservation, POD, later);

		assertThat(again.operations()).isEmpty();
		assertThat(again.missing())
			.containsExactly("[cpus:0.1; disk:1; mem:32] of what is reserved for it, which may be in use still");
		assertThat(plan(reservation, POD, own(1.1, 96, 1)).missing()).isEmpty();
	}

	@Test
	void aNewVersionReservesOnlyWhatItNeedsMore() {
		Reservation reservation = made(plan(WANTED, POD, free(4, 512, 100)), POD);
		ResourceNeed larger = ResourceNeed.of(2.1, 96, 1);

		ReservationPlan plan = plan(reservation, larger, own(1.1, 96, 1).plus(free(2, 400, 90)));
		ReservationPlan early = plan(reservation, larger, own(1, 64, 0).plus(free(2, 400, 90)));

		assertThat(plan.operations()).singleElement()
			.satisfies((reserve) -> assertThat(reserve.getReserve().getResourcesList()).singleElement()
				.satisfies((cpus) -> assertThat(cpus.getScalar().getValue()).isOne()));
		assertThat(early.operations()).isEmpty();
		assertThat(early.missing().get(0)).startsWith("[cpus:0.1; disk:1; mem:32]");
	}

	@Test
	void whatIsReservedIsForgottenToFindOutWhatIsThere() {
		Reservation reservation = made(plan(WANTED, POD, free(4, 512, 100)), POD).withReserved(null);

		ReservationPlan plan = plan(reservation, POD, own(1, 64, 0).plus(free(2, 400, 90)));

		assertThat(plan.missing()).isEmpty();
		assertThat(plan.operations()).hasSize(1);
	}

	@Test
	void aDiskThatOneTaskAsksForByNameIsNotTakenByAnother() {
		ResourceNeed need = new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, false)
			.withDisks(List.of(new DiskNeed(Type.MOUNT, null, 10_000), new DiskNeed(Type.MOUNT, "/b", 10_000)));
		ResourceBag disks = ResourceBag.of(List.of(ReservationPlanProperties.disk(Type.MOUNT, "/a", 100),
				ReservationPlanProperties.disk(Type.MOUNT, "/b", 50)));
		ReservationPlan first = plan(WANTED, need, disks);
		Reservation unsure = made(first, need).withReserved(null);

		ReservationPlan again = plan(unsure, need, first.taken().resources());

		assertThat(again.missing()).isEmpty();
		assertThat(again.operations()).isEmpty();
	}

	@Test
	void volumesAndDisksAreChosenTogether() {
		ResourceNeed need = new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, false)
			.withDisks(List.of(new DiskNeed(Type.MOUNT, null, 10_000)));
		List<VolumeNeed> volumes = List.of(ReservationPlanProperties.volume("t1", "MOUNT", null, 10),
				ReservationPlanProperties.volume("t2", "MOUNT", "/b", 10));
		ResourceBag disks = ResourceBag.of(List.of(ReservationPlanProperties.disk(Type.MOUNT, "/a", 100),
				ReservationPlanProperties.disk(Type.MOUNT, "/b", 50),
				ReservationPlanProperties.disk(Type.MOUNT, "/c", 70)));
		assertThat(ReservationDelta.whole(need, volumes).fitsInto(disks)).isTrue();

		ReservationPlan plan = ReservationPlan.launch(WANTED, need, volumes, disks, "web", OWNER);

		assertThat(plan.missing()).isEmpty();
		assertThat(plan.operations()).extracting(Offer.Operation::getType)
			.containsExactly(Offer.Operation.Type.RESERVE, Offer.Operation.Type.CREATE);
		assertThat(plan.volumes().get("t2").getDisk().getSource().getMount().getRoot()).isEqualTo("/b");
	}

	@Test
	void tasksThatShareDisksFindTheirPlacesOnThemAgain() {
		List<DiskNeed> needs = new ArrayList<>();
		List.of(45, 40, 30, 30).forEach((size) -> needs.add(new DiskNeed(Type.PATH, null, size * 1000L)));
		ResourceNeed need = new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, false).withDisks(needs);
		ReservationPlan first = plan(WANTED, need,
				ResourceBag.of(List.of(ReservationPlanProperties.disk(Type.PATH, "/x", 75),
						ReservationPlanProperties.disk(Type.PATH, "/y", 80))));

		ReservationPlan again = plan(made(first, need).withReserved(null), need, first.taken().resources());

		assertThat(again.missing()).isEmpty();
		assertThat(again.operations()).isEmpty();
	}

	@Test
	void whatIsReservedIsStored() {
		ResourceNeed need = POD.withPorts(PortRanges.ofNumbers(List.of(80L, 81L)), 2)
			.withDisks(List.of(new DiskNeed(Type.MOUNT, "/b", 10_000), new DiskNeed(Type.PATH, null, 1000)));
		Reservation reservation = WANTED.at("a", "host", "web").withReserved(need);

		StoredReservation stored = new StoredReservation(reservation);
		assertThat(StateCodec.read(StoredReservation.class, "reservation/1", StateCodec.write(stored)))
			.isEqualTo(stored);
	}

	private static ReservationPlan plan(Reservation reservation, ResourceNeed need, ResourceBag offered) {
		return ReservationPlan.launch(reservation, need, List.of(), offered, "web", OWNER);
	}

	private static Reservation made(ReservationPlan plan, ResourceNeed need) {
		assertThat(plan.missing()).isEmpty();
		return WANTED.at("a", "host", "web")
			.with(ReservationState.READY, Instant.EPOCH, null)
			.withReserved(ReservationDelta.together(null, need));
	}

	private static ResourceBag free(double cpus, double mem, double disk) {
		return ResourceBag.of(List.of(scalar("cpus", cpus), scalar("mem", mem), scalar("disk", disk)));
	}

	private static ResourceBag own(double cpus, double mem, double disk) {
		return ResourceBag.of(free(cpus, mem, disk).toResources()
			.stream()
			.map((resource) -> resource.toBuilder().addReservations(OWNER.info(WANTED, "web")).build())
			.toList());
	}

	private static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

}
