package io.mesosframework.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.Operations;
import io.mesosframework.model.Resources;
import io.mesosframework.offer.DiskNeed;
import io.mesosframework.offer.ResourceBag;
import io.mesosframework.offer.ResourceKind;
import io.mesosframework.offer.ResourceNeed;
import io.mesosframework.offer.Taken;

/**
 * What has to be done with the resources of an offer so that an instance can be launched
 * in its home: reserve what is missing, create volumes, launch on nothing but what is the
 * home's own. A pure function of the offer.
 *
 * @param operations RESERVE and CREATE, in this order, as far as they are needed
 * @param consumed what they take of the resources that are free for all
 * @param taken the resources for the tasks without their volumes; {@code null} if the
 * offer is not enough
 * @param volumes the volumes by task
 * @param volumeIds the ids of all volumes
 * @param missing what the offer lacks; empty if the plan can be carried out
 */
record HomePlan(List<Offer.Operation> operations, ResourceBag consumed, @Nullable Taken taken,
		Map<String, Resource> volumes, List<String> volumeIds, List<String> missing) {

	/** Choose what anyone may reserve. */
	static boolean isFree(ResourceKind kind) {
		return kind.reservations().isEmpty() && !kind.revocable() && !kind.provided() && !kind.shared();
	}

	/**
	 * Plan a launch.
	 * @param home the home; what it has of its own is used first
	 * @param need what the instance needs without volumes
	 * @param volumes the volumes it needs
	 * @param offered the resources of the agent
	 * @param role for which resources are reserved
	 * @param owner in whose name
	 */
	static HomePlan launch(Home home, ResourceNeed need, List<VolumeNeed> volumes, ResourceBag offered, String role,
			HomeOwner owner) {
		ResourceBag own = offered.filter((kind) -> home.id().equals(kind.owner()));
		ResourceBag free = offered.filter(HomePlan::isFree);
		ResourceNeed mine = need.ownedBy(home.id());
		ResourceNeed more = HomeNeeds.missing(mine, own, home.reserved());
		ResourceNeed divided = more.withDisks(List.of());
		if (!divided.fitsInto(free)) {
			return impossible(List.of("[" + more + "] of [" + free + "]"));
		}
		Taken extra = Taken.from(free, divided);
		List<VolumeNeed> absent = volumes.stream().filter((volume) -> !has(own, volume.id(home))).toList();
		List<VolumeNeed> fresh = absent.stream().filter((volume) -> !home.volumes().contains(volume.id(home))).toList();
		List<String> missing = new ArrayList<>();
		absent.stream().filter((volume) -> !fresh.contains(volume)).map(VolumeNeed::toString).forEach(missing::add);
		List<DiskNeed> wanted = new ArrayList<>(more.disks());
		fresh.forEach((volume) -> wanted.add(volume.disk().need()));
		// one choice for all, in the same way as the place was found
		List<ResourceBag> chosen = DiskNeed.chooseAll(wanted, extra.rest());
		ResourceBag plain = extra.resources();
		List<Resource> disks = new ArrayList<>();
		List<Resource> created = new ArrayList<>();
		for (int i = 0; i < chosen.size(); i++) {
			VolumeNeed volume = (i < more.disks().size()) ? null : fresh.get(i - more.disks().size());
			if (chosen.get(i).isEmpty()) {
				missing.add((volume != null) ? volume.toString() : wanted.get(i) + " of [" + extra.rest() + "]");
			}
			else if (volume == null) {
				plain = plain.plus(chosen.get(i));
			}
			else {
				Resource disk = reserve(chosen.get(i), home, role, owner).get(0);
				disks.add(disk);
				created.add(volume.create(disk, home, owner.principal()));
			}
		}
		ResourceBag reserved = ResourceBag.of(reserve(plain, home, role, owner));
		if (missing.isEmpty() && !mine.fitsInto(own.plus(reserved))) {
			missing.add("[" + HomeNeeds.missing(mine, own.plus(reserved), null)
					+ "] of what is reserved for it, which may be in use still");
		}
		if (!missing.isEmpty()) {
			return impossible(missing);
		}
		List<Offer.Operation> operations = new ArrayList<>();
		if (!reserved.isEmpty() || !disks.isEmpty()) {
			operations.add(Operations.reserve(Resources.of(reserved.plus(ResourceBag.of(disks)).toResources())));
		}
		if (!created.isEmpty()) {
			operations.add(Operations.create(Resources.of(created)));
		}
		ResourceBag all = own.plus(reserved).plus(ResourceBag.of(created));
		ResourceBag consumed = chosen.stream().reduce(extra.resources(), ResourceBag::plus);
		return new HomePlan(operations, consumed, Taken.from(all, mine), byTask(home, volumes, all),
				volumes.stream().map((volume) -> volume.id(home)).toList(), List.of());
	}

	private static boolean has(ResourceBag own, String volume) {
		return own.kinds().stream().anyMatch((kind) -> volume.equals(kind.persistenceId()));
	}

	private static Map<String, Resource> byTask(Home home, List<VolumeNeed> volumes, ResourceBag all) {
		Map<String, Resource> byId = new HashMap<>();
		all.toResources().forEach((resource) -> {
			if (resource.getDisk().hasPersistence()) {
				byId.put(resource.getDisk().getPersistence().getId(), resource);
			}
		});
		Map<String, Resource> byTask = new TreeMap<>();
		for (VolumeNeed volume : volumes) {
			Resource resource = byId.get(volume.id(home));
			if (resource != null) {
				byTask.put(volume.task(), volume.mount(resource));
			}
		}
		return byTask;
	}

	private static HomePlan impossible(List<String> missing) {
		return new HomePlan(List.of(), ResourceBag.EMPTY, null, Map.of(), List.of(), missing);
	}

	private static List<Resource> reserve(ResourceBag bag, Home home, String role, HomeOwner owner) {
		return bag.toResources()
			.stream()
			.map((resource) -> resource.toBuilder().addReservations(owner.reservation(home, role)).build())
			.toList();
	}

	/**
	 * Plan to free everything of a home that is offered.
	 * @return DESTROY and UNRESERVE, as far as they are needed
	 */
	static List<Offer.Operation> free(String id, ResourceBag offered) {
		List<Resource> own = offered.filter((kind) -> id.equals(kind.owner())).toResources();
		List<Resource> volumes = own.stream().filter((resource) -> resource.getDisk().hasPersistence()).toList();
		List<Offer.Operation> operations = new ArrayList<>();
		if (!volumes.isEmpty()) {
			operations.add(Operations.destroy(Resources.of(volumes)));
		}
		if (!own.isEmpty()) {
			List<Resource> stripped = own.stream().map(HomePlan::strip).toList();
			operations.add(Operations.unreserve(Resources.of(ResourceBag.of(stripped).toResources())));
		}
		return operations;
	}

	private static Resource strip(Resource resource) {
		if (!resource.getDisk().hasPersistence()) {
			return resource;
		}
		Resource.Builder stripped = resource.toBuilder();
		stripped.getDiskBuilder().clearPersistence().clearVolume();
		if (!resource.getDisk().hasSource()) {
			stripped.clearDisk();
		}
		return stripped.build();
	}

}
