package io.mesosframework.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/**
 * An app as the manager keeps it. Changed on the event loop only; read from any thread,
 * instance by instance.
 */
final class AppState {

	private final ConcurrentSkipListMap<Integer, Instance> instances = new ConcurrentSkipListMap<>();

	/** Definitions that launches still refer to, by version. */
	private final Map<Long, TaskDefinition> versions = new HashMap<>();

	/** The numbers of the instances that wait. */
	private final TreeSet<Integer> waiting = new TreeSet<>();

	private boolean updating;

	private volatile TaskDefinition definition;

	private volatile long version = 1;

	private volatile boolean removing;

	private volatile @Nullable String why;

	AppState(TaskDefinition definition) {
		this.definition = definition;
		this.versions.put(1L, definition);
	}

	TaskDefinition definition() {
		return this.definition;
	}

	long version() {
		return this.version;
	}

	boolean removing() {
		return this.removing;
	}

	void removing(boolean removing) {
		this.removing = removing;
	}

	@Nullable String why() {
		return this.why;
	}

	void why(@Nullable String why) {
		this.why = why;
	}

	/** Take another number of instances; the version stays. */
	void scaled(TaskDefinition scaled) {
		this.definition = scaled;
		this.versions.put(this.version, scaled);
	}

	/** Take a new version. */
	void updated(TaskDefinition next) {
		this.updating = true;
		this.definition = next;
		this.version++;
		this.versions.put(this.version, next);
		this.versions.keySet()
			.removeIf((old) -> old != this.version && this.instances.values()
				.stream()
				.noneMatch((instance) -> instance.launch() != null && instance.launch().version() == old));
	}

	/** Return the definition of which an instance was launched. */
	TaskDefinition definitionOf(Instance instance) {
		Launch launch = instance.launch();
		TaskDefinition launched = (launch != null) ? this.versions.get(launch.version()) : null;
		return (launched != null) ? launched : this.definition;
	}

	@Nullable Instance instance(int index) {
		return this.instances.get(index);
	}

	Collection<Instance> instances() {
		return this.instances.values();
	}

	void put(Instance instance) {
		this.instances.put(instance.index(), instance);
		if (instance.phase() == Phase.WAITING) {
			this.waiting.add(instance.index());
		}
		else {
			this.waiting.remove(instance.index());
		}
	}

	void remove(int index) {
		this.instances.remove(index);
		this.waiting.remove(index);
	}

	/** Return the numbers of the instances that wait, ascending. */
	Collection<Integer> waiting() {
		return this.waiting;
	}

	/** Return whether instances of an older version may be left. */
	boolean updating() {
		return this.updating;
	}

	void updateFinished() {
		this.updating = false;
	}

	/** Return whether an instance runs, or is about to run, an older version. */
	boolean outdated(Instance instance) {
		Launch launch = instance.launch();
		return instance.phase().isLive() && launch != null && launch.version() < this.version;
	}

	App view() {
		return new App(this.definition, this.version, new ArrayList<>(this.instances.values()), this.removing);
	}

	List<Instance> list() {
		return new ArrayList<>(this.instances.values());
	}

}
