package io.mesosframework.embedded.master;

import java.time.Instant;
import java.util.List;

import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.state.Agents;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.Registry;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.master.state.Subscription;

/**
 * The term of a leading master, with all of its state. A new term starts from the
 * registry only, as a restarted {@code mesos-master} does.
 */
final class Term {

	private final Loop loop;

	private final MasterIdentity identity;

	private final MasterOptions options;

	private final MasterInfo info;

	private final Registry registry;

	private final MasterHooks hooks;

	private final Instant electedTime;

	private final Statuses statuses;

	private final Frameworks frameworks;

	private final Agents agents;

	private final Allocator allocator;

	private final Offers offers;

	private final Tasks tasks;

	private final Operations operations;

	private final Machines machines;

	private final Draining draining;

	private final AgentRemoval agentRemoval;

	private final AgentSessions agentSessions;

	private final OperatorEvents operatorEvents;

	private boolean recovered;

	private boolean ended;

	Term(Loop loop, MasterIdentity identity, MasterOptions options, MasterInfo info, Registry registry,
			MasterHooks hooks) {
		this.loop = loop;
		this.identity = identity;
		this.options = options;
		this.info = info;
		this.registry = registry;
		this.hooks = hooks;
		this.electedTime = loop.now();
		this.statuses = new Statuses(loop);
		this.operatorEvents = new OperatorEvents(this);
		this.frameworks = new Frameworks(this);
		this.agents = new Agents(registry);
		this.machines = new Machines(this);
		this.offers = new Offers(this);
		this.allocator = new Allocator(this);
		this.tasks = new Tasks(this);
		this.operations = new Operations(this);
		this.draining = new Draining(this);
		AgentPings pings = new AgentPings(loop, options);
		this.agentRemoval = new AgentRemoval(this, pings);
		this.agentSessions = new AgentSessions(this, pings);
	}

	/** Start to serve after the registry has been read. */
	void recover() {
		this.recovered = true;
		this.allocator.start();
		this.agentRemoval.awaitRecovered();
	}

	/**
	 * End the term: all streams and links break.
	 * @param abrupt whether the process has died, in which case streams are cut
	 */
	void end(boolean abrupt) {
		this.ended = true;
		this.allocator.stop();
		this.agentRemoval.stop();
		this.agentSessions.dropAll();
		this.frameworks.dropAll(abrupt);
		this.operatorEvents.dropAll();
	}

	boolean recovered() {
		return this.recovered;
	}

	boolean ended() {
		return this.ended;
	}

	Loop loop() {
		return this.loop;
	}

	Instant now() {
		return this.loop.now();
	}

	MasterIdentity identity() {
		return this.identity;
	}

	MasterOptions options() {
		return this.options;
	}

	MasterInfo info() {
		return this.info;
	}

	Registry registry() {
		return this.registry;
	}

	MasterHooks hooks() {
		return this.hooks;
	}

	Instant electedTime() {
		return this.electedTime;
	}

	Statuses statuses() {
		return this.statuses;
	}

	Frameworks frameworks() {
		return this.frameworks;
	}

	Agents agents() {
		return this.agents;
	}

	Allocator allocator() {
		return this.allocator;
	}

	Offers offers() {
		return this.offers;
	}

	Tasks tasks() {
		return this.tasks;
	}

	Operations operations() {
		return this.operations;
	}

	Machines machines() {
		return this.machines;
	}

	Draining draining() {
		return this.draining;
	}

	AgentRemoval agentRemoval() {
		return this.agentRemoval;
	}

	AgentSessions agentSessions() {
		return this.agentSessions;
	}

	OperatorEvents operatorEvents() {
		return this.operatorEvents;
	}

	/**
	 * Send an event to a framework; lost when it is not connected.
	 * @param framework the framework
	 * @param event the event
	 */
	void send(Framework framework, Event event) {
		Subscription subscription = framework.subscription();
		if (subscription == null) {
			return;
		}
		List<Event> events = this.hooks.faults().onEvent(framework.id(), event);
		for (Event sent : events) {
			subscription.send(sent);
			this.hooks.observer().eventSent(framework.id(), sent);
		}
	}

	void sendUpdate(Framework framework, TaskStatus status) {
		send(framework,
				Event.newBuilder()
					.setType(Event.Type.UPDATE)
					.setUpdate(Event.Update.newBuilder().setStatus(status))
					.build());
	}

	@Nullable Framework connected(@Nullable Framework framework) {
		return (framework != null && framework.connected()) ? framework : null;
	}

}
