package io.mesosframework.task;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.PortRanges;
import io.mesosframework.offer.ResourceBag;
import io.mesosframework.offer.ResourceNeed;
import io.mesosframework.offer.Taken;
import io.mesosframework.task.TaskSpec.PortSpec;

/**
 * The part of one task of what was taken for the whole instance.
 */
final class TaskShare {

	private final List<Resource> resources;

	private final ResourceBag rest;

	private final List<Long> ports = new ArrayList<>();

	/** All of what was taken for the only task of an instance. */
	TaskShare(Taken taken, TaskSpec spec) {
		this.resources = taken.resources().toResources();
		this.rest = ResourceBag.EMPTY;
		addPorts(taken, spec);
	}

	/**
	 * Split what a task needs off.
	 * @param spec the task
	 * @param fixed the fixed ports of all tasks, which no other task may take
	 * @param whole what is left of the whole instance
	 * @param disks the disks of those tasks that have one, of which the next is taken
	 * @param home the name of the home, or {@code null}
	 * @param volumes the volumes by task
	 */
	TaskShare(TaskSpec spec, PortRanges fixed, ResourceBag whole, Iterator<ResourceBag> disks, @Nullable String home,
			Map<String, Resource> volumes) {
		ResourceNeed need = TaskInfos.need(spec.resources());
		ResourceNeed divided = need.withDisks(List.of());
		Taken taken = Taken.from(whole, (home != null) ? divided.ownedBy(home) : divided,
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

	/** Return what is left for the other tasks. */
	ResourceBag rest() {
		return this.rest;
	}

	/** Return the ports, in the order of the specification. */
	List<Long> ports() {
		return this.ports;
	}

}
