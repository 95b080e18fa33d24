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
import io.mesosframework.offer.PortRanges;
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
		List<String> missing = new ArrayList<>();
		ResourceNeed more = missing(mine, own);
		if (!more.fitsInto(free)) {
			missing.add("[" + more + "] of [" + free + "]");
			return impossible(missing);
		}
		Taken extra = Taken.from(free, more);
		List<Resource> plain = reserve(extra.resources().toResources(), home, role, owner);
		List<Resource> disks = new ArrayList<>();
		List<Resource> created = new ArrayList<>();
		ResourceBag consumed = extra.resources();
		ResourceBag rest = extra.rest();
		for (VolumeNeed volume : volumes) {
			String id = volume.id(home);
			if (own.kinds().stream().anyMatch((kind) -> id.equals(kind.persistenceId()))) {
				continue;
			}
			Resource disk = home.volumes().contains(id) ? null : volume.choose(rest);
			if (disk == null) {
				missing.add(volume.toString());
				continue;
			}
			ResourceBag used = ResourceBag.of(List.of(disk));
			rest = rest.minus(used);
			consumed = consumed.plus(used);
			Resource kept = reserve(List.of(disk), home, role, owner).get(0);
			disks.add(kept);
			created.add(volume.create(kept, home, owner.principal()));
		}
		ResourceBag reserved = ResourceBag.of(plain);
		if (missing.isEmpty() && !mine.fitsInto(own.plus(reserved))) {
			missing.add("a way to share its disks among " + mine.disks());
		}
		if (!missing.isEmpty()) {
			return impossible(missing);
		}
		List<Offer.Operation> operations = new ArrayList<>();
		if (!plain.isEmpty() || !disks.isEmpty()) {
			operations.add(Operations.reserve(Resources.of(reserved.plus(ResourceBag.of(disks)).toResources())));
		}
		if (!created.isEmpty()) {
			operations.add(Operations.create(Resources.of(created)));
		}
		ResourceBag all = own.plus(reserved).plus(ResourceBag.of(created));
		return new HomePlan(operations, consumed, Taken.from(all, mine), byTask(home, volumes, all),
				volumes.stream().map((volume) -> volume.id(home)).toList(), List.of());
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

	/** Return what a home lacks of a need, as a need that anyone may have. */
	private static ResourceNeed missing(ResourceNeed mine, ResourceBag own) {
		Map<String, Long> scalars = new HashMap<>();
		mine.scalars()
			.forEach((name, wanted) -> scalars.put(name, Math.max(0, wanted - own.scalar(name, mine::usable))));
		PortRanges ports = own.ranges("ports", mine::usable);
		long dynamic = mine.dynamicPorts() - ports.minus(mine.fixedPorts()).size();
		return new ResourceNeed(scalars, mine.fixedPorts().minus(ports), (int) Math.max(0, dynamic), false)
			.withDisks(missingDisks(mine, own));
	}

	private static List<DiskNeed> missingDisks(ResourceNeed mine, ResourceBag own) {
		List<DiskNeed> missing = new ArrayList<>();
		ResourceBag left = own;
		for (DiskNeed disk : mine.disks()) {
			ResourceBag part = disk.choose(left, (kind) -> true);
			if (part == null) {
				missing.add(disk);
			}
			else {
				left = left.minus(part);
			}
		}
		return missing;
	}

	private static List<Resource> reserve(List<Resource> resources, Home home, String role, HomeOwner owner) {
		return resources.stream()
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
