package io.mesosframework.embedded.master.state;

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
 *
 * @since 0.1.0
 */
public final class Agent {

	/** The path under which every agent answers. */
	public static final String PATH = "/slave(1)";

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

	public Agent(AgentInfo info, AgentLink link, Resources total, Instant now) {
		this.id = info.getId();
		this.info = info;
		this.link = link;
		this.total = total;
		this.shared = total.shared();
		this.available = total.nonShared();
		this.registeredTime = now;
	}

	public AgentID id() {
		return this.id;
	}

	public String key() {
		return this.id.getValue();
	}

	public AgentInfo info() {
		return this.info;
	}

	public void info(AgentInfo info) {
		this.info = info;
	}

	public AgentLink link() {
		return this.link;
	}

	public void link(AgentLink link) {
		this.link = link;
	}

	/** The address, {@code ip:port}. */
	public String address() {
		return this.link.address();
	}

	public String ip() {
		return this.link.ip();
	}

	public int port() {
		return Integer.parseInt(address().substring(address().lastIndexOf(':') + 1));
	}

	/** The libprocess id, for example {@code slave(1)@127.0.0.1:5051}. */
	public String pid() {
		return PATH.substring(1) + "@" + address();
	}

	public MachineID machineId() {
		return MachineIds.of(this.info.getHostname(), ip());
	}

	public Resources total() {
		return this.total;
	}

	public void total(Resources total) {
		this.total = total;
		this.shared = total.shared();
	}

	public Resources available() {
		return this.available;
	}

	/** What can be offered: all that is free, and the shared volumes. */
	public Resources offerable() {
		return this.available.plus(this.shared);
	}

	public void available(Resources available) {
		this.available = available;
	}

	public boolean connected() {
		return this.connected;
	}

	public void connected(boolean connected) {
		this.connected = connected;
	}

	public boolean active() {
		return this.active;
	}

	public void active(boolean active) {
		this.active = active;
	}

	public Instant registeredTime() {
		return this.registeredTime;
	}

	public @Nullable Instant reregisteredTime() {
		return this.reregisteredTime;
	}

	public void reregistered(Instant now) {
		this.reregisteredTime = now;
	}

	public @Nullable Instant drainStartTime() {
		return this.drainStartTime;
	}

	public void drainStartTime(@Nullable Instant time) {
		this.drainStartTime = time;
	}

	public void reregisterTimer(Loop.@Nullable Timer timer) {
		if (this.reregisterTimer != null) {
			this.reregisterTimer.cancel();
		}
		this.reregisterTimer = timer;
	}

	/** What tasks and executors use, by framework. */
	public Map<String, Resources> used() {
		return this.used;
	}

	/** The tasks by framework and task id. */
	public Map<String, Map<String, TaskRecord>> tasks() {
		return this.tasks;
	}

	public @Nullable TaskRecord task(String frameworkId, String taskId) {
		return this.tasks.getOrDefault(frameworkId, Map.of()).get(taskId);
	}

	/** The executors by framework and executor id. */
	public Map<String, Map<String, ExecutorInfo>> executors() {
		return this.executors;
	}

	public @Nullable ExecutorInfo executor(String frameworkId, String executorId) {
		return this.executors.getOrDefault(frameworkId, Map.of()).get(executorId);
	}

	/**
	 * Return the tasks of a framework as they are now.
	 * @param frameworkId the framework
	 * @return a copy
	 */
	public List<TaskRecord> tasksOf(String frameworkId) {
		return List.copyOf(this.tasks.getOrDefault(frameworkId, Map.of()).values());
	}

	/**
	 * Return the executors of a framework as they are now.
	 * @param frameworkId the framework
	 * @return a copy of their ids
	 */
	public List<String> executorsOf(String frameworkId) {
		return List.copyOf(this.executors.getOrDefault(frameworkId, Map.of()).keySet());
	}

	public boolean wasKilled(String frameworkId, String taskId) {
		return this.killedTasks.getOrDefault(frameworkId, Set.of()).contains(taskId);
	}

	public void killed(String frameworkId, String taskId) {
		this.killedTasks.computeIfAbsent(frameworkId, (key) -> new HashSet<>()).add(taskId);
	}

	public void forgetKilled(String frameworkId, String taskId) {
		Set<String> tasks = this.killedTasks.get(frameworkId);
		if (tasks != null && tasks.remove(taskId) && tasks.isEmpty()) {
			this.killedTasks.remove(frameworkId);
		}
	}

	/** The operations by the master's uuid. */
	public Map<String, OperationRecord> operations() {
		return this.operations;
	}

	public Set<OfferRecord> offers() {
		return this.offers;
	}

	public Set<InverseOfferRecord> inverseOffers() {
		return this.inverseOffers;
	}

	public void use(String frameworkId, Resources resources) {
		if (!resources.isEmpty()) {
			this.used.merge(frameworkId, resources, Resources::plus);
		}
	}

	public void release(String frameworkId, Resources resources) {
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
	public void send(ToAgent message) {
		this.link.send(message);
	}

	@Override
	public String toString() {
		return key() + " at " + pid() + " (" + this.info.getHostname() + ")";
	}

}
