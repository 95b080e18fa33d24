package io.mesosframework.task.internal.reservation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;

import io.mesosframework.model.Operations;
import io.mesosframework.model.Resources;
import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Reservation;

/**
 * Plans the launch of an instance in its reservation: the resources of the reservation
 * are used first, and missing resources are reserved. Use one planner for each plan.
 */
final class ReservationPlanner {

	private final Reservation reservation;

	private final List<VolumeNeed> volumes;

	private final ResourceBag own;

	private final ResourceBag free;

	private final String role;

	private final ReservationOwner owner;

	/** Resources reserved in addition, without those that become volumes. */
	private ResourceBag plain = ResourceBag.EMPTY;

	/** Resources reserved for volumes, and the volumes. */
	private final List<Resource> disks = new ArrayList<>();

	private final List<Resource> created = new ArrayList<>();

	private final List<String> missing = new ArrayList<>();

	ReservationPlanner(Reservation reservation, List<VolumeNeed> volumes, ResourceBag offered, String role,
			ReservationOwner owner) {
		this.reservation = reservation;
		this.volumes = volumes;
		this.own = offered.filter((kind) -> reservation.id().equals(kind.owner()));
		this.free = offered.filter(ReservationPlan::isFree);
		this.role = role;
		this.owner = owner;
	}

	ReservationPlan plan(ResourceNeed need) {
		ResourceNeed mine = need.ownedBy(this.reservation.id());
		ResourceNeed more = ReservationDelta.missing(mine, this.own, this.reservation.reserved());
		ResourceNeed divided = more.withDisks(List.of());
		if (!divided.fitsInto(this.free)) {
			return impossible(List.of("[" + more + "] of [" + this.free + "]"));
		}
		Taken extra = Taken.from(this.free, divided);
		this.plain = extra.resources();
		List<ResourceBag> chosen = choose(more.disks(), extra.rest());
		ResourceBag reserved = ResourceBag.of(reserve(this.plain));
		ResourceBag all = this.own.plus(reserved);
		if (this.missing.isEmpty() && !mine.fitsInto(all)) {
			this.missing.add("[" + ReservationDelta.missing(mine, all, null)
					+ "] of what is reserved for it, which may be in use still");
		}
		if (!this.missing.isEmpty()) {
			return impossible(this.missing);
		}
		ResourceBag consumed = chosen.stream().reduce(extra.resources(), ResourceBag::plus);
		all = all.plus(ResourceBag.of(this.created));
		return new ReservationPlan(operations(reserved), consumed, Taken.from(all, mine), byTask(all),
				this.volumes.stream().map((volume) -> volume.id(this.reservation)).toList(), List.of());
	}

	/**
	 * Choose all disks for the tasks and for volumes that do not exist yet at once, in
	 * the same way as placement does.
	 */
	private List<ResourceBag> choose(List<DiskNeed> plainDisks, ResourceBag rest) {
		List<VolumeNeed> fresh = new ArrayList<>();
		for (VolumeNeed volume : this.volumes) {
			if (!isOffered(volume)) {
				if (this.reservation.volumes().contains(volume.id(this.reservation))) {
					this.missing.add(volume.toString());
				}
				else {
					fresh.add(volume);
				}
			}
		}
		List<DiskNeed> wanted = new ArrayList<>(plainDisks);
		fresh.forEach((volume) -> wanted.add(volume.disk().need()));
		List<ResourceBag> chosen = DiskNeed.chooseAll(wanted, rest);
		for (int i = 0; i < chosen.size(); i++) {
			ResourceBag disk = chosen.get(i);
			if (i < plainDisks.size()) {
				addPlain(wanted.get(i), disk, rest);
			}
			else {
				addVolume(fresh.get(i - plainDisks.size()), disk);
			}
		}
		return chosen;
	}

	private boolean isOffered(VolumeNeed volume) {
		String id = volume.id(this.reservation);
		return this.own.kinds().stream().anyMatch((kind) -> id.equals(kind.persistenceId()));
	}

	private void addPlain(DiskNeed need, ResourceBag disk, ResourceBag rest) {
		if (disk.isEmpty()) {
			this.missing.add(need + " of [" + rest + "]");
		}
		this.plain = this.plain.plus(disk);
	}

	private void addVolume(VolumeNeed volume, ResourceBag disk) {
		if (disk.isEmpty()) {
			this.missing.add(volume.toString());
			return;
		}
		Resource reserved = reserve(disk).get(0);
		this.disks.add(reserved);
		this.created.add(volume.create(reserved, this.reservation, this.owner.principal()));
	}

	private List<Resource> reserve(ResourceBag bag) {
		return bag.toResources()
			.stream()
			.map((resource) -> resource.toBuilder()
				.addReservations(this.owner.info(this.reservation, this.role))
				.build())
			.toList();
	}

	private List<Offer.Operation> operations(ResourceBag reserved) {
		List<Offer.Operation> operations = new ArrayList<>();
		if (!reserved.isEmpty() || !this.disks.isEmpty()) {
			operations.add(Operations.reserve(Resources.of(reserved.plus(ResourceBag.of(this.disks)).toResources())));
		}
		if (!this.created.isEmpty()) {
			operations.add(Operations.create(Resources.of(this.created)));
		}
		return operations;
	}

	private Map<String, Resource> byTask(ResourceBag all) {
		Map<String, Resource> byId = new HashMap<>();
		all.toResources().forEach((resource) -> {
			if (resource.getDisk().hasPersistence()) {
				byId.put(resource.getDisk().getPersistence().getId(), resource);
			}
		});
		Map<String, Resource> byTask = new TreeMap<>();
		for (VolumeNeed volume : this.volumes) {
			Resource resource = byId.get(volume.id(this.reservation));
			if (resource != null) {
				byTask.put(volume.task(), volume.mount(resource));
			}
		}
		return byTask;
	}

	private static ReservationPlan impossible(List<String> missing) {
		return new ReservationPlan(List.of(), ResourceBag.EMPTY, null, Map.of(), List.of(), missing);
	}

}
