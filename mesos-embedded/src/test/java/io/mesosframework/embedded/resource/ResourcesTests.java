package io.mesosframework.embedded.resource;

import java.util.List;

import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.RevocableInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResourcesTests {

	private static final ReservationInfo DYNAMIC = ReservationInfo.newBuilder()
		.setType(ReservationInfo.Type.DYNAMIC)
		.setRole("web")
		.setPrincipal("alice")
		.build();

	@Test
	void addsInThousandths() {
		assertThat(Resources.parse("cpus:0.1").plus(Resources.parse("cpus:0.2"))).isEqualTo(Resources.parse("cpus:0.3"))
			.hasToString("cpus:0.3");
		assertThat(Resources.parse("cpus:1.0004")).isEqualTo(Resources.parse("cpus:1"));
		assertThat(Resources.of(scalar("cpus", 0.0005))).hasToString("cpus:0.001");
	}

	@Test
	void subtractsAndDropsWhatIsEmptyOrNegative() {
		Resources total = Resources.parse("cpus:4;mem:1024;ports:[31000-32000]");

		assertThat(total.minus(Resources.parse("cpus:4;ports:[31500-31599]")))
			.hasToString("ports:[31000-31499, 31600-32000]; mem:1024");
		assertThat(total.minus(Resources.parse("cpus:5"))).hasToString("ports:[31000-32000]; mem:1024");
		assertThat(total.minus(total)).isEqualTo(Resources.EMPTY).hasToString("{}");
	}

	@Test
	void joinsAndSplitsRanges() {
		Resources ports = Resources.parse("ports:[1-10,20-30]");

		assertThat(ports.plus(Resources.parse("ports:[11-19]"))).hasToString("ports:[1-30]");
		assertThat(ports.minus(Resources.parse("ports:[5-25]"))).hasToString("ports:[1-4, 26-30]");
		assertThat(ports.minus(Resources.parse("ports:[1-2,4-4,30-40]"))).hasToString("ports:[3-3, 5-10, 20-29]");
		assertThat(ports.contains(Resources.parse("ports:[2-3,29-30]"))).isTrue();
		assertThat(ports.contains(Resources.parse("ports:[10-20]"))).isFalse();
	}

	@Test
	void addsAndSubtractsSets() {
		Resources set = Resources.parse("disks:{a,b}");

		assertThat(set.plus(Resources.parse("disks:{b,c}"))).hasToString("disks:{a, b, c}");
		assertThat(set.minus(Resources.parse("disks:{a}"))).hasToString("disks:{b}");
		assertThat(set.contains(Resources.parse("disks:{c}"))).isFalse();
	}

	@Test
	void oneRequestMustFitIntoOneKind() {
		Resources total = Resources.parse("cpus:2;cpus(web):2");

		assertThat(total.contains(Resources.parse("cpus:4"))).isFalse();
		assertThat(total.contains(Resources.parse("cpus:2;cpus(web):2"))).isTrue();
		assertThat(total.amount("cpus")).isEqualTo(Amount.of(4));
	}

	@Test
	void keepsKindsApart() {
		Resource labelled = reserved(scalar("cpus", 1),
				DYNAMIC.toBuilder()
					.setLabels(Labels.newBuilder().addLabels(Label.newBuilder().setKey("k").setValue("v")))
					.build());
		Resource revocable = scalar("cpus", 1).toBuilder().setRevocable(RevocableInfo.getDefaultInstance()).build();

		Resources total = Resources
			.of(List.of(scalar("cpus", 1), labelled, reserved(scalar("cpus", 1), DYNAMIC), revocable));

		assertThat(total.size()).isEqualTo(4);
		assertThat(total).hasToString("cpus:1; cpus(reservations: [(DYNAMIC,web,alice,{k: v})]):1; "
				+ "cpus(reservations: [(DYNAMIC,web,alice)]):1; cpus{REV}:1");
		assertThat(total.revocable()).isEqualTo(Resources.of(revocable));
		assertThat(total.reserved("web").size()).isEqualTo(2);
		assertThat(total.unreserved().size()).isEqualTo(2);
	}

	@Test
	void volumesAreNeitherJoinedNorSplit() {
		Resource volume = volume("id1", 64);

		assertThat(Resources.of(volume)).hasToString("disk(reservations: [(DYNAMIC,web,alice)])[id1:data]:64");
		assertThat(Resources.of(List.of(volume, volume)).size()).isEqualTo(2);
		assertThat(Resources.of(volume).contains(volume("id1", 32))).isFalse();
		assertThat(Resources.of(volume).minus(volume("id1", 32))).isEqualTo(Resources.of(volume));
		assertThat(Resources.of(volume).minus(volume)).isEqualTo(Resources.EMPTY);
		assertThat(Resources.of(volume).contains(Resources.of(List.of(volume, volume)))).isFalse();
	}

	@Test
	void wholeDisksAreNotSplit() {
		Resource mount = scalar("disk", 100).toBuilder()
			.setDisk(DiskInfo.newBuilder()
				.setSource(DiskInfo.Source.newBuilder()
					.setType(DiskInfo.Source.Type.MOUNT)
					.setMount(DiskInfo.Source.Mount.newBuilder().setRoot("/mnt/1"))))
			.build();

		assertThat(Resources.of(mount)).hasToString("disk[MOUNT:/mnt/1]:100");
		assertThat(Resources.of(mount)
			.contains(mount.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(50)).build())).isFalse();
		assertThat(Resources.of(mount).contains(mount)).isTrue();
	}

	@Test
	void sharedVolumesAreCounted() {
		Resource shared = volume("id1", 64).toBuilder().setShared(SharedInfo.getDefaultInstance()).build();
		Resources two = Resources.of(List.of(shared, shared));

		assertThat(two.size()).isEqualTo(1);
		assertThat(two.count(shared)).isEqualTo(2);
		assertThat(two).hasToString("disk(reservations: [(DYNAMIC,web,alice)])[id1:data]<SHARED>:64<2>");
		assertThat(two.minus(shared).count(shared)).isEqualTo(1);
		assertThat(Resources.of(shared).contains(two)).isFalse();
	}

	@Test
	void marksAllocations() {
		Resources allocated = Resources.parse("cpus:1;mem(web):64").allocate("web");

		assertThat(allocated)
			.hasToString("cpus(allocated: web):1; mem(allocated: web)(reservations: [(STATIC,web)]):64");
		assertThat(allocated.allocations()).containsOnlyKeys("web");
		assertThat(allocated.contains(Resources.parse("cpus:1"))).isFalse();
		assertThat(allocated.unallocate()).isEqualTo(Resources.parse("cpus:1;mem(web):64"));
		assertThat(allocated.plus(Resources.parse("cpus:1").allocate("db")).unallocate().amount("cpus"))
			.isEqualTo(Amount.of(2));
	}

	@Test
	void reservedForARoleIsAllocatableToItsDescendants() {
		Resources total = Resources.parse("cpus:1;cpus(eng):2;cpus(eng/web):4;cpus(ops):8");

		assertThat(total.allocatableTo("eng/web").amount("cpus")).isEqualTo(Amount.of(7));
		assertThat(total.allocatableTo("eng").amount("cpus")).isEqualTo(Amount.of(3));
		assertThat(total.allocatableTo("*").amount("cpus")).isEqualTo(Amount.of(1));
		assertThat(total.allocatableTo("engine").amount("cpus")).isEqualTo(Amount.of(1));
	}

	@Test
	void reservesAndUnreserves() throws ResourceException {
		Resources total = Resources.parse("cpus:4;mem:1024");
		Resource reserved = reserved(scalar("cpus", 1), DYNAMIC);

		Resources after = total.apply(reserve(reserved));

		assertThat(after).hasToString("cpus:3; mem:1024; cpus(reservations: [(DYNAMIC,web,alice)]):1");
		assertThat(after.apply(Operation.newBuilder()
			.setType(Operation.Type.UNRESERVE)
			.setUnreserve(Operation.Unreserve.newBuilder().addResources(reserved))
			.build())).isEqualTo(total);
	}

	@Test
	void namesWhatIsNotContained() {
		assertThatExceptionOfType(ResourceException.class)
			.isThrownBy(() -> Resources.parse("cpus:4;mem:1024").apply(reserve(reserved(scalar("cpus", 100), DYNAMIC))))
			.withMessage("cpus:4; mem:1024 does not contain cpus:100");
	}

	@Test
	void createsGrowsShrinksAndDestroysVolumes() throws ResourceException {
		Resources total = Resources.of(reserved(scalar("disk", 100), DYNAMIC));

		Resources created = total.apply(Operation.newBuilder()
			.setType(Operation.Type.CREATE)
			.setCreate(Operation.Create.newBuilder().addVolumes(volume("id1", 64)))
			.build());
		assertThat(created).isEqualTo(Resources.of(List.of(reserved(scalar("disk", 36), DYNAMIC), volume("id1", 64))));

		Resources grown = created.apply(Operation.newBuilder()
			.setType(Operation.Type.GROW_VOLUME)
			.setGrowVolume(Operation.GrowVolume.newBuilder()
				.setVolume(volume("id1", 64))
				.setAddition(reserved(scalar("disk", 6), DYNAMIC)))
			.build());
		assertThat(grown).isEqualTo(Resources.of(List.of(reserved(scalar("disk", 30), DYNAMIC), volume("id1", 70))));

		Resources shrunk = grown.apply(Operation.newBuilder()
			.setType(Operation.Type.SHRINK_VOLUME)
			.setShrinkVolume(Operation.ShrinkVolume.newBuilder()
				.setVolume(volume("id1", 70))
				.setSubtract(Value.Scalar.newBuilder().setValue(6)))
			.build());
		assertThat(shrunk).isEqualTo(created);
		assertThat(shrunk.apply(destroy(volume("id1", 64)))).isEqualTo(total);
	}

	@Test
	void doesNotDestroyAVolumeWithOtherCopies() {
		Resource shared = volume("id1", 64).toBuilder().setShared(SharedInfo.getDefaultInstance()).build();

		assertThatExceptionOfType(ResourceException.class)
			.isThrownBy(() -> Resources.of(List.of(shared, shared)).apply(destroy(shared)))
			.withMessage("Persistent volume disk(reservations: [(DYNAMIC,web,alice)])[id1:data]<SHARED>:64"
					+ " cannot be removed due to additional shared copies");
	}

	@Test
	void otherOperationsConvertNothing() {
		assertThatExceptionOfType(ResourceException.class)
			.isThrownBy(() -> Resources.EMPTY.apply(Operation.newBuilder().setType(Operation.Type.LAUNCH).build()))
			.withMessage("Cannot get conversions: Operation not supported");
	}

	@Test
	void givesMessagesBackUnchanged() {
		Resource exact = scalar("cpus", 1.00049);

		assertThat(Resources.of(exact).toList()).containsExactly(exact);
		assertThat(Resources.of(exact).plus(Resources.parse("cpus:1")).toList()).containsExactly(scalar("cpus", 2));
	}

	@Test
	void leavesOutInvalidAndEmptyResources() {
		assertThat(Resources.of(List.of(scalar("cpus", -1), scalar("", 1), scalar("mem", 0))))
			.isEqualTo(Resources.EMPTY);
	}

	private static Operation reserve(Resource resource) {
		return Operation.newBuilder()
			.setType(Operation.Type.RESERVE)
			.setReserve(Operation.Reserve.newBuilder().addResources(resource))
			.build();
	}

	private static Operation destroy(Resource volume) {
		return Operation.newBuilder()
			.setType(Operation.Type.DESTROY)
			.setDestroy(Operation.Destroy.newBuilder().addVolumes(volume))
			.build();
	}

	static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

	private static Resource reserved(Resource resource, ReservationInfo reservation) {
		return resource.toBuilder().addReservations(reservation).build();
	}

	private static Resource volume(String id, double size) {
		return reserved(scalar("disk", size), DYNAMIC).toBuilder()
			.setDisk(DiskInfo.newBuilder()
				.setPersistence(DiskInfo.Persistence.newBuilder().setId(id).setPrincipal("alice"))
				.setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW)))
			.build();
	}

}
