package io.mesosframework.embedded.master.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * A framework as the master knows it: its description, its stream, and what it has on
 * agents.
 *
 * @since 0.1.0
 */
public final class Framework {

	private final FrameworkID id;

	private final Map<String, TaskRecord> tasks = new LinkedHashMap<>();

	private final Map<String, TaskRecord> unreachableTasks = new LinkedHashMap<>();

	private final Deque<TaskRecord> completedTasks = new ArrayDeque<>();

	private final Map<String, Map<String, ExecutorInfo>> executors = new LinkedHashMap<>();

	private final Map<String, OperationRecord> operations = new LinkedHashMap<>();

	private final Map<String, String> operationUuids = new HashMap<>();

	private final Set<OfferRecord> offers = new LinkedHashSet<>();

	private final Set<InverseOfferRecord> inverseOffers = new LinkedHashSet<>();

	private final Set<String> suppressedRoles = new TreeSet<>();

	private FrameworkInfo info;

	private Set<String> roles;

	private Capabilities capabilities;

	private OfferConstraints constraints = OfferConstraints.getDefaultInstance();

	private OfferConstraintsFilter constraintsFilter = OfferConstraintsFilter.NONE;

	private State state = State.RECOVERED;

	private boolean active;

	private @Nullable Subscription subscription;

	private Instant registeredTime;

	private Instant reregisteredTime;

	private @Nullable Instant unregisteredTime;

	private Loop.@Nullable Timer failoverTimer;

	public Framework(FrameworkInfo info, Instant now) {
		this.id = info.getId();
		this.info = info;
		this.roles = RoleNames.of(info);
		this.capabilities = Capabilities.of(info);
		this.registeredTime = now;
		this.reregisteredTime = now;
	}

	public FrameworkID id() {
		return this.id;
	}

	public String key() {
		return this.id.getValue();
	}

	public FrameworkInfo info() {
		return this.info;
	}

	public @Nullable String principal() {
		return this.info.hasPrincipal() ? this.info.getPrincipal() : null;
	}

	public Set<String> roles() {
		return this.roles;
	}

	public Capabilities capabilities() {
		return this.capabilities;
	}

	public OfferConstraints constraints() {
		return this.constraints;
	}

	public OfferConstraintsFilter constraintsFilter() {
		return this.constraintsFilter;
	}

	/**
	 * Take over a new description.
	 * @param info the description, with the same id
	 * @param constraints the offer constraints
	 * @param filter the same, compiled
	 */
	public void update(FrameworkInfo info, OfferConstraints constraints, OfferConstraintsFilter filter) {
		this.info = info;
		this.roles = RoleNames.of(info);
		this.capabilities = Capabilities.of(info);
		this.constraints = constraints;
		this.constraintsFilter = filter;
	}

	/** Roles for which no offers are wanted; changed by the allocator only. */
	public Set<String> suppressedRoles() {
		return this.suppressedRoles;
	}

	public boolean connected() {
		return this.state == State.CONNECTED;
	}

	public boolean recovered() {
		return this.state == State.RECOVERED;
	}

	public boolean active() {
		return this.active;
	}

	public void active(boolean active) {
		this.active = active;
	}

	public @Nullable Subscription subscription() {
		return this.subscription;
	}

	/**
	 * Attach a stream; an older one is closed.
	 * @param subscription the stream
	 */
	public void connect(Subscription subscription) {
		disconnect();
		this.subscription = subscription;
		this.state = State.CONNECTED;
		cancelFailover();
	}

	/** Close the stream, if there is one. */
	public void disconnect() {
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
		if (this.state == State.CONNECTED) {
			this.state = State.DISCONNECTED;
		}
	}

	public void failoverTimer(Loop.Timer timer) {
		cancelFailover();
		this.failoverTimer = timer;
	}

	public void cancelFailover() {
		if (this.failoverTimer != null) {
			this.failoverTimer.cancel();
			this.failoverTimer = null;
		}
	}

	public Instant registeredTime() {
		return this.registeredTime;
	}

	public Instant reregisteredTime() {
		return this.reregisteredTime;
	}

	public @Nullable Instant unregisteredTime() {
		return this.unregisteredTime;
	}

	public void registered(Instant now) {
		this.registeredTime = now;
		this.reregisteredTime = now;
	}

	public void reregistered(Instant now) {
		this.reregisteredTime = now;
	}

	public void unregistered(Instant now) {
		this.unregisteredTime = now;
	}

	/** The tasks by id, terminal ones until their last update is acknowledged. */
	public Map<String, TaskRecord> tasks() {
		return this.tasks;
	}

	/** The tasks of unreachable agents by id. */
	public Map<String, TaskRecord> unreachableTasks() {
		return this.unreachableTasks;
	}

	/** The last completed tasks, oldest first. */
	public Deque<TaskRecord> completedTasks() {
		return this.completedTasks;
	}

	/** The executors by agent and executor id. */
	public Map<String, Map<String, ExecutorInfo>> executors() {
		return this.executors;
	}

	/** The operations by the master's uuid. */
	public Map<String, OperationRecord> operations() {
		return this.operations;
	}

	/** The master's uuid of an operation by the framework's id of it. */
	public Map<String, String> operationUuids() {
		return this.operationUuids;
	}

	public Set<OfferRecord> offers() {
		return this.offers;
	}

	public Set<InverseOfferRecord> inverseOffers() {
		return this.inverseOffers;
	}

	public void complete(TaskRecord task, int max) {
		this.completedTasks.addLast(task);
		while (this.completedTasks.size() > max) {
			this.completedTasks.removeFirst();
		}
	}

	@Override
	public String toString() {
		return key() + " (" + this.info.getName() + ")";
	}

	/**
	 * Whether there is a stream.
	 */
	private enum State {

		/** Known from agents only. */
		RECOVERED,

		/** A stream is open. */
		CONNECTED,

		/** The stream is gone. */
		DISCONNECTED

	}

}
