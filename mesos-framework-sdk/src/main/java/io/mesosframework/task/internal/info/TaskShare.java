package io.mesosframework.task.internal.info;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.definition.TaskSpec.PortSpec;

/**
 * Share of one task in the resources taken for the whole instance.
 */
final class TaskShare {

	private final List<Resource> resources;

	private final ResourceBag rest;

	private final List<Long> ports = new ArrayList<>();

	/** Create the share of the only task of an instance: all that was taken. */
	TaskShare(Taken taken, TaskSpec spec) {
		this.resources = taken.resources().toResources();
		this.rest = ResourceBag.EMPTY;
		addPorts(taken, spec);
	}

	/**
	 * Split off the share of a task.
	 * @param spec the task
	 * @param fixed the fixed ports of all tasks, which no other task may take
	 * @param whole the remaining resources of the instance
	 * @param disks the disks of the tasks that have one; the next is taken
	 * @param reservation the name of the reservation, or {@code null}
	 * @param volumes the volumes by task
	 */
	TaskShare(TaskSpec spec, PortRanges fixed, ResourceBag whole, Iterator<ResourceBag> disks,
			@Nullable String reservation, Map<String, Resource> volumes) {
		ResourceNeed need = TaskInfos.need(spec.resources());
		ResourceNeed divided = need.withDisks(List.of());
		Taken taken = Taken.from(whole, (reservation != null) ? divided.ownedBy(reservation) : divided,
				fixed.minus(need.fixedPorts()));
		this.resources = new ArrayList<>(taken.resources().toResources());
		need.disks().forEach((disk) -> this.resources.addAll(disks.next().toResources()));
		Resource volume = volumes.get(spec.name());
		if (volume != null) {
			this.resources.add(volume);
		}
		this.rest = taken.rest();
		addPorts(taken, spec);
	}

	private void addPorts(Taken taken, TaskSpec spec) {
		int next = 0;
		for (PortSpec port : spec.resources().ports()) {
			this.ports.add((port.number() > 0) ? (long) port.number() : taken.ports().get(next++));
		}
	}

	List<Resource> resources() {
		return this.resources;
	}

	/** Return the resources that remain for the other tasks. */
	ResourceBag rest() {
		return this.rest;
	}

	/** Return the ports, in the order of the specification. */
	List<Long> ports() {
		return this.ports;
	}

}
