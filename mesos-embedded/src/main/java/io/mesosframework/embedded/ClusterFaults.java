package io.mesosframework.embedded;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.fault.CallFault;
import io.mesosframework.embedded.fault.EventFault;
import io.mesosframework.embedded.fault.SchedulerFaults;
import io.mesosframework.embedded.fault.StreamFaults;
import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.master.Master;

/**
 * What can be made to go wrong in a cluster, to test how a framework takes it. A fault is
 * in place when the method returns. Agents have their own: {@link AgentNode}. Any thread
 * but the loop.
 *
 * <pre>{@code
 * cluster.faults().next(2, Call.Type.SUBSCRIBE).unavailable();       // 503 twice, then well
 * cluster.faults().every(Call.Type.ACKNOWLEDGE).drop();              // 202, but forgotten
 * cluster.faults().nextEvents(1, Event.Type.UPDATE).duplicate();     // the same uuid twice
 * cluster.faults().streams().breakMidRecord();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ClusterFaults {

	private final EmbeddedMesosCluster cluster;

	private final SchedulerFaults schedulers;

	ClusterFaults(EmbeddedMesosCluster cluster, SchedulerFaults schedulers) {
		this.cluster = cluster;
		this.schedulers = schedulers;
	}

	/**
	 * Choose the next call.
	 * @param type its type
	 * @return what goes wrong with it
	 */
	public CallFault next(Call.Type type) {
		return this.schedulers.next(1, type);
	}

	/**
	 * Choose the next calls.
	 * @param times how many
	 * @param types their types; none for all
	 * @return what goes wrong with them
	 */
	public CallFault next(int times, Call.Type... types) {
		return this.schedulers.next(times, types);
	}

	/**
	 * Choose all calls from now on.
	 * @param types their types; none for all
	 * @return what goes wrong with them
	 */
	public CallFault every(Call.Type... types) {
		return this.schedulers.every(types);
	}

	/**
	 * Choose the next events.
	 * @param times how many
	 * @param type their type
	 * @return what goes wrong with them
	 */
	public EventFault nextEvents(int times, Event.Type type) {
		return this.schedulers.nextEvents(times, type);
	}

	/**
	 * Choose all events from now on.
	 * @param type their type
	 * @return what goes wrong with them
	 */
	public EventFault everyEvent(Event.Type type) {
		return this.schedulers.everyEvent(type);
	}

	/**
	 * Return what can happen to the event streams that are open.
	 * @return the faults of streams
	 */
	public StreamFaults streams() {
		return this.schedulers.openStreams();
	}

	/**
	 * Change how all masters treat their clients on the level of HTTP: torn and merged
	 * chunks, late replies.
	 * @param change the change, applied on the loop
	 */
	public void http(Consumer<HttpFaults> change) {
		this.cluster.timeline().note("HTTP disturbed");
		this.cluster.masters().forEach((master) -> master.httpFaults(change));
	}

	/**
	 * Make all connections to masters half open, or normal again: they stay, but nothing
	 * is read from them and nothing comes.
	 * @param on whether to make them so
	 */
	public void halfOpen(boolean on) {
		this.cluster.timeline().note(on ? "connections half open" : "connections normal");
		if (on) {
			streams().silence();
		}
		else {
			streams().unsilence();
		}
		this.cluster.masters().forEach((master) -> master.pauseReading(on));
	}

	/**
	 * Redirect the next call to another address than that of the leader.
	 * @param times how many calls
	 * @param master where to
	 */
	public void redirect(int times, URI master) {
		this.schedulers.next(times).redirect(master);
	}

	/**
	 * Let the leading master lose its leadership, see
	 * {@link EmbeddedMesosCluster#failover()}.
	 */
	public void failover() {
		this.cluster.timeline().note("failover of the master");
		this.cluster.failover();
	}

	/**
	 * Let the leading master lose its leadership while no agent can reach the new one
	 * until {@link AgentNode#heal()}: frameworks are there, tasks are not known yet.
	 */
	public void failoverWithoutAgents() {
		this.cluster.agents().forEach(AgentNode::partition);
		failover();
	}

	/**
	 * Subscribe another instance of a framework, which evicts the connected one with
	 * {@code Framework failed over}.
	 * @param frameworkId the framework
	 * @return the other instance
	 */
	public CompetingScheduler evict(String frameworkId) {
		this.cluster.timeline().note("another instance of framework " + frameworkId);
		FrameworkInfo framework = this.cluster.state()
			.frameworks()
			.stream()
			.map(Response.GetFrameworks.Framework::getFrameworkInfo)
			.filter((info) -> info.getId().getValue().equals(frameworkId))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No framework '" + frameworkId + "'"));
		MasterNode leader = this.cluster.leader();
		if (leader == null) {
			throw new IllegalStateException("No master leads");
		}
		CompetingScheduler competitor = new CompetingScheduler(this.cluster);
		competitor.subscribe(leader, framework);
		return competitor;
	}

	/**
	 * Remove a framework as an operator does; the scheduler sees nothing but the end of
	 * its stream.
	 * @param frameworkId the framework
	 */
	public void teardown(String frameworkId) {
		this.cluster.timeline().note("teardown of framework " + frameworkId + " by an operator");
		OperatorCalls.call(this.cluster,
				org.apache.mesos.v1.master.Protos.Call.newBuilder()
					.setType(org.apache.mesos.v1.master.Protos.Call.Type.TEARDOWN)
					.setTeardown(org.apache.mesos.v1.master.Protos.Call.Teardown.newBuilder()
						.setFrameworkId(FrameworkID.newBuilder().setValue(frameworkId)))
					.build());
	}

	/** Rescind the offers of the next ACCEPT just before it is processed. */
	public void rescindBeforeNextAccept() {
		this.schedulers.next(1, Call.Type.ACCEPT).before((call) -> {
			for (MasterNode node : this.cluster.masters()) {
				Master master = node.master();
				if (master != null && master.isLeading()) {
					call.getAccept().getOfferIdsList().forEach(master.control()::rescind);
				}
			}
		});
	}

	/** End all faults, those of agents' links too. What has happened stays so. */
	public void clear() {
		this.schedulers.clear();
		this.cluster.masters().forEach((master) -> {
			master.httpFaults(HttpFaults::reset);
			master.pauseReading(false);
		});
		this.cluster.agents().forEach(AgentNode::clearFaults);
	}

	/**
	 * Return examples of all messages with which Mesos refuses subscriptions, for tests
	 * that go through them by {@link CallFault#refuse(String)}.
	 * @return the messages
	 */
	public static List<String> subscriptionErrors() {
		return List.of("Framework has been removed",
				"'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable",
				"'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable",
				"'FrameworkInfo.roles' contains duplicate items: { a }",
				"'FrameworkInfo.roles' contains invalid role: Role component '-a' is invalid because it starts with a"
						+ " dash",
				"'a/b' contains invalid characters", "The framework failover_timeout (1e+20) is invalid",
				"Roles { a } are not present in the master's --roles",
				"User 'root' is not allowed to run frameworks without --root_submissions set",
				"Suppressed roles { b } are not contained in the set of roles",
				"Offer constraints are not valid: 'OfferConstraints::role_constraints' has an empty"
						+ " 'RoleConstraints::groups' for role a",
				"Not authorized to register framework f with roles { a }", "Authorization failure: unavailable",
				"Changing framework's principal is not allowed.");
	}

}
