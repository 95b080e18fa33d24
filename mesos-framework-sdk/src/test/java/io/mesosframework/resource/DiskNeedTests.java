package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source.Type;
import org.apache.mesos.v1.Protos.ResourceProviderID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DiskNeedTests {

	@Test
	void aPathDiskIsDividedAndAMountedOneTakenWhole() {
		ResourceBag bag = bag(ResourceSamples.path("/ssd", 100), ResourceSamples.mount("/mnt/a", 500));

		Taken taken = Taken.from(bag, need(new DiskNeed(Type.PATH, null, 30_000), new DiskNeed(Type.MOUNT, null, 10)));

		assertThat(taken.disks()).containsExactly(bag(ResourceSamples.path("/ssd", 30)),
				bag(ResourceSamples.mount("/mnt/a", 500)));
		assertThat(taken.resources()).isEqualTo(taken.disks().get(0).plus(taken.disks().get(1)));
		assertThat(taken.rest()).isEqualTo(bag(ResourceSamples.path("/ssd", 70)));
	}

	@Test
	void theSmallestThatSufficesIsTaken() {
		ResourceBag bag = bag(ResourceSamples.mount("/mnt/a", 500), ResourceSamples.mount("/mnt/b", 100),
				ResourceSamples.mount("/mnt/c", 50));

		assertThat(disks(bag, new DiskNeed(Type.MOUNT, null, 60_000)))
			.containsExactly(bag(ResourceSamples.mount("/mnt/b", 100)));
		assertThat(disks(bag, new DiskNeed(Type.MOUNT, null, 0)))
			.containsExactly(bag(ResourceSamples.mount("/mnt/c", 50)));
	}

	@Test
	void oneThatAsksForACertainDiskOrMuchGetsItBeforeOthers() {
		ResourceBag bag = bag(ResourceSamples.mount("/mnt/a", 100), ResourceSamples.mount("/mnt/b", 500),
				ResourceSamples.mount("/mnt/c", 300));

		assertThat(disks(bag, new DiskNeed(Type.MOUNT, null, 10_000), new DiskNeed(Type.MOUNT, null, 300_000),
				new DiskNeed(Type.MOUNT, "/mnt/a", 100_000)))
			.containsExactly(bag(ResourceSamples.mount("/mnt/b", 500)), bag(ResourceSamples.mount("/mnt/c", 300)),
					bag(ResourceSamples.mount("/mnt/a", 100)));
	}

	@Test
	void spaceIsNotPutTogetherFromSeveralDisksNorTakenFromOtherKinds() {
		Resource provided = ResourceSamples.path("/csi", 100)
			.toBuilder()
			.setProviderId(ResourceProviderID.newBuilder().setValue("csi"))
			.build();
		ResourceBag bag = bag(ResourceSamples.path("/a", 60), ResourceSamples.path("/b", 60),
				ResourceSamples.scalar("disk", 1000), ResourceSamples.mount("/mnt", 1000),
				ResourceSamples.volume("v", 1000), provided,
				ResourceSamples.revocable(ResourceSamples.path("/r", 100)));
		DiskNeed need = new DiskNeed(Type.PATH, null, 100_000);

		assertThat(need(need).fitsInto(bag)).isFalse();
		assertThat(ResourceTaker.shortages(bag, need(need))).hasToString("[disk[PATH] 60 < 100]");
		assertThatIllegalArgumentException().isThrownBy(() -> Taken.from(bag, need(need)))
			.withMessageContaining("disk[PATH] 60 < 100");
		assertThat(ResourceTaker.shortages(bag, need(new DiskNeed(Type.MOUNT, "/mnt/x", 1000))))
			.hasToString("[disk[MOUNT:/mnt/x] 0 < 1]");
	}

	@Test
	void whatIsReservedGoesFirstAndWhatIsSomebodysOwnIsLeft() {
		Resource reserved = ResourceSamples.reserved(ResourceSamples.path("/ssd", 100), "web");
		ResourceBag bag = bag(ResourceSamples.path("/ssd", 50), reserved);
		DiskNeed need = new DiskNeed(Type.PATH, null, 20_000);

		assertThat(Taken.from(bag, need(need)).rest()).isEqualTo(bag(ResourceSamples.path("/ssd", 50),
				ResourceSamples.reserved(ResourceSamples.path("/ssd", 80), "web")));
		assertThat(need(need).ownedBy("reservation").fitsInto(bag)).isFalse();
	}

	@Test
	void theRootDiskIsAskedForWithoutAType() {
		ResourceBag bag = bag(ResourceSamples.path("/ssd", 50), ResourceSamples.scalar("disk", 20));

		assertThat(new DiskNeed(null, null, 5000).choose(bag, (kind) -> true))
			.isEqualTo(bag(ResourceSamples.scalar("disk", 5)));
		assertThat(new DiskNeed(null, null, 21_000).choose(bag, (kind) -> true)).isNull();
	}

	@Test
	void refusesWhatIsNoNeed() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DiskNeed(Type.RAW, null, 1))
			.withMessage("'type' must be PATH or MOUNT but is RAW");
		assertThatIllegalArgumentException().isThrownBy(() -> new DiskNeed(Type.PATH, null, 0))
			.withMessage("'milli' must be above 0 but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new DiskNeed(Type.MOUNT, null, -1))
			.withMessage("'milli' must be above 0 but is -1");
	}

	private static List<ResourceBag> disks(ResourceBag bag, DiskNeed... disks) {
		return Taken.from(bag, need(disks)).disks();
	}

	private static ResourceNeed need(DiskNeed... disks) {
		return new ResourceNeed(Map.of(), PortRanges.EMPTY, 0, false).withDisks(List.of(disks));
	}

	private static ResourceBag bag(Resource... resources) {
		return ResourceBag.of(new ArrayList<>(List.of(resources)));
	}

}
