package io.mesosframework.embedded.master;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * A registered agent as the master knows it.
 */
final class Agent {

	/** The path under which every agent answers. */
	static final String PATH = "/slave(1)";

	private final AgentID id;

	private final Instant registeredTime;

	private final Map<String, Resources> used = new LinkedHashMap<>();

	private final Map<String, Map<String, TaskRecord>> tasks = new LinkedHashMap<>();

	private final Map<String, Map<String, ExecutorInfo>> executors = new LinkedHashMap<>();

	private final Map<String, Set<String>> killedTasks = new HashMap<>();

	private final Map<String, OperationRecord> operations = new LinkedHashMap<>();

	private final Set<OfferRecord> offers = new LinkedHashSet<>();

	private final Set<InverseOfferRecord> inverseOffers = new LinkedHashSet<>();

	private AgentInfo info;

	private AgentLink link;

	private Resources total;

	/** The volumes which several tasks may use at once. */
	private Resources shared;

	/**
	 * What is neither used nor offered, without shared volumes; kept by the allocator.
	 */
	private Resources available;

	private boolean connected = true;

	private boolean active = true;

	private @Nullable Instant reregisteredTime;

	private @Nullable Instant drainStartTime;

	private Loop.@Nullable Timer reregisterTimer;

	Agent(AgentInfo info, AgentLink link, Resources total, Instant now) {
		this.id = info.getId();
		this.info = info;
		this.link = link;
		this.total = total;
		this.shared = total.shared();
		this.available = total.nonShared();
		this.registeredTime = now;
	}

	AgentID id() {
		return this.id;
	}

	String key() {
		return this.id.getValue();
	}

	AgentInfo info() {
		return this.info;
	}

	void info(AgentInfo info) {
		this.info = info;
	}

	AgentLink link() {
		return this.link;
	}

	void link(AgentLink link) {
		this.link = link;
	}

	/** The address, {@code ip:port}. */
	String address() {
		return this.link.address();
	}

	String ip() {
		return this.link.ip();
	}

	int port() {
		return Integer.parseInt(address().substring(address().lastIndexOf(':') + 1));
	}

	/** The libprocess id, for example {@code slave(1)@127.0.0.1:5051}. */
	String pid() {
		return PATH.substring(1) + "@" + address();
	}

	MachineID machineId() {
		return MachineIds.of(this.info.getHostname(), ip());
	}

	Resources total() {
		return this.total;
	}

	void total(Resources total) {
		this.total = total;
		this.shared = total.shared();
	}

	Resources available() {
		return this.available;
	}

	/** What can be offered: all that is free, and the shared volumes. */
	Resources offerable() {
		return this.available.plus(this.shared);
	}

	void available(Resources available) {
		this.available = available;
	}

	boolean connected() {
		return this.connected;
	}

	void connected(boolean connected) {
		this.connected = connected;
	}

	boolean active() {
		return this.active;
	}

	void active(boolean active) {
		this.active = active;
	}

	Instant registeredTime() {
		return this.registeredTime;
	}

	@Nullable Instant reregisteredTime() {
		return this.reregisteredTime;
	}

	void reregistered(Instant now) {
		this.reregisteredTime = now;
	}

	@Nullable Instant drainStartTime() {
		return this.drainStartTime;
	}

	void drainStartTime(@Nullable Instant time) {
		this.drainStartTime = time;
	}

	void reregisterTimer(Loop.@Nullable Timer timer) {
		if (this.reregisterTimer != null) {
			this.reregisterTimer.cancel();
		}
		this.reregisterTimer = timer;
	}

	/** What tasks and executors use, by framework. */
	Map<String, Resources> used() {
		return this.used;
	}

	/** The tasks by framework and task id. */
	Map<String, Map<String, TaskRecord>> tasks() {
		return this.tasks;
	}

	@Nullable TaskRecord task(String frameworkId, String taskId) {
		return this.tasks.getOrDefault(frameworkId, Map.of()).get(taskId);
	}

	/** The executors by framework and executor id. */
	Map<String, Map<String, ExecutorInfo>> executors() {
		return this.executors;
	}

	@Nullable ExecutorInfo executor(String frameworkId, String executorId) {
		return this.executors.getOrDefault(frameworkId, Map.of()).get(executorId);
	}

	/**
	 * Return the tasks of a framework as they are now.
	 * @param frameworkId the framework
	 * @return a copy
	 */
	List<TaskRecord> tasksOf(String frameworkId) {
		return List.copyOf(this.tasks.getOrDefault(frameworkId, Map.of()).values());
	}

	/**
	 * Return the executors of a framework as they are now.
	 * @param frameworkId the framework
	 * @return a copy of their ids
	 */
	List<String> executorsOf(String frameworkId) {
		return List.copyOf(this.executors.getOrDefault(frameworkId, Map.of()).keySet());
	}

	boolean wasKilled(String frameworkId, String taskId) {
		return this.killedTasks.getOrDefault(frameworkId, Set.of()).contains(taskId);
	}

	void killed(String frameworkId, String taskId) {
		this.killedTasks.computeIfAbsent(frameworkId, (key) -> new HashSet<>()).add(taskId);
	}

	void forgetKilled(String frameworkId, String taskId) {
		Set<String> tasks = this.killedTasks.get(frameworkId);
		if (tasks != null && tasks.remove(taskId) && tasks.isEmpty()) {
			this.killedTasks.remove(frameworkId);
		}
	}

	/** The operations by the master's uuid. */
	Map<String, OperationRecord> operations() {
		return this.operations;
	}

	Set<OfferRecord> offers() {
		return this.offers;
	}

	Set<InverseOfferRecord> inverseOffers() {
		return this.inverseOffers;
	}

	void use(String frameworkId, Resources resources) {
		if (!resources.isEmpty()) {
			this.used.merge(frameworkId, resources, Resources::plus);
		}
	}

	void release(String frameworkId, Resources resources) {
		Resources before = this.used.get(frameworkId);
		if (before != null) {
			Resources after = before.minus(resources);
			if (after.isEmpty()) {
				this.used.remove(frameworkId);
			}
			else {
				this.used.put(frameworkId, after);
			}
		}
	}

	/**
	 * Send a message; lost when the agent is not connected.
	 * @param message the message
	 */
	void send(ToAgent message) {
		this.link.send(message);
	}

	@Override
	public String toString() {
		return key() + " at " + pid() + " (" + this.info.getHostname() + ")";
	}

}
