package io.mesosframework.task.internal.launch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;

import io.mesosframework.offer.OfferManager;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult.Placement;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AgentAccept;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.InstanceUpdates;
import io.mesosframework.task.internal.app.LaunchDispatch;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.TaskIds;

/**
 * Launches instances that were placed, with one ACCEPT for all launches on an agent. Used
 * on the event loop only.
 *
 * @since 0.1.0
 */
public final class LaunchSender {

	/**
	 * Maximum number of launches in one turn. More launches are sent in several turns.
	 */
	private static final int AT_ONCE = 500;

	private final InstanceUpdates updates;

	private final LaunchDispatch dispatch;

	private final MesosScheduler scheduler;

	private final Clock clock;

	private final InstanceLogic logic;

	private final OfferManager offers;

	/** Launches that are decided but not sent, by agent and role. */
	private final Map<String, Batch> decided = new LinkedHashMap<>();

	private boolean atOnce;

	public LaunchSender(InstanceUpdates updates, LaunchDispatch dispatch, MesosScheduler scheduler, Clock clock,
			InstanceLogic logic, OfferManager offers) {
		this.updates = updates;
		this.dispatch = dispatch;
		this.scheduler = scheduler;
		this.clock = clock;
		this.logic = logic;
		this.offers = offers;
	}

	/** Decide on launches; {@link #send()} sends them. */
	void launch(List<Placement> placements, List<WaitingGroup> groups) {
		Map<PlacementGroup, WaitingGroup> waiting = new IdentityHashMap<>();
		Map<PlacementGroup, Iterator<Instance>> next = new IdentityHashMap<>();
		for (WaitingGroup each : groups) {
			waiting.put(each.group(), each);
			next.put(each.group(), each.instances().iterator());
		}
		Map<AgentOffer, List<Placement>> places = new IdentityHashMap<>();
		List<AgentOffer> order = new ArrayList<>();
		for (Placement placement : placements) {
			places.computeIfAbsent(placement.agent(), (agent) -> {
				order.add(agent);
				return new ArrayList<>();
			}).add(placement);
		}
		for (AgentOffer agent : order) {
			List<Start> starts = Objects.requireNonNull(places.get(agent)).stream().map((placement) -> {
				AppState app = Objects.requireNonNull(waiting.get(placement.group())).app();
				return new Start(app, app.definition(), Objects.requireNonNull(next.get(placement.group())).next(),
						placement);
			}).toList();
			this.decided.put(key(agent), new Batch(agent, starts));
			this.atOnce |= starts.stream().anyMatch((start) -> start.placement().group().gang());
		}
	}

	/**
	 * Send the next launches, limited in number so that the event loop is not blocked for
	 * long. A gang is sent as a whole.
	 * @return whether launches remain to be sent
	 */
	boolean send() {
		int sent = 0;
		Iterator<Batch> batches = this.decided.values().iterator();
		while (batches.hasNext() && (sent < AT_ONCE || this.atOnce)) {
			Batch batch = batches.next();
			batches.remove();
			List<Start> starts = batch.starts().stream().filter(Start::isWanted).toList();
			if (!starts.isEmpty() && this.offers.holds(batch.agent())) {
				accept(batch.agent(), starts);
			}
			sent += starts.size();
		}
		this.atOnce &= !this.decided.isEmpty();
		return isBusy();
	}

	/** Return whether launches are decided but not sent. */
	boolean isBusy() {
		return !this.decided.isEmpty();
	}

	/** Return whether an agent's offers are about to be accepted. */
	boolean uses(AgentOffer agent) {
		return this.decided.containsKey(key(agent));
	}

	private static String key(AgentOffer agent) {
		return agent.agentId() + ' ' + agent.role();
	}

	/** Forget the launches that are not sent because their offers are no longer valid. */
	void clear() {
		this.decided.clear();
		this.atOnce = false;
	}

	private void accept(AgentOffer agent, List<Start> starts) {
		Instant now = this.clock.instant();
		FrameworkID frameworkId = Objects.requireNonNull(this.scheduler.frameworkId());
		List<Offer.Operation> operations = new ArrayList<>();
		Map<String, Instance> launched = new LinkedHashMap<>();
		List<Launch> launches = new ArrayList<>();
		for (Start start : starts) {
			Launch launch = launch(start, now);
			operations.add(TaskInfos.launch(start.definition(), start.instance().index(), launch,
					start.placement().taken(), frameworkId));
			launched.put(launch.taskId(), start.instance());
			launches.add(launch);
		}
		// record nothing before all launches can be sent
		for (int i = 0; i < launches.size(); i++) {
			Start start = starts.get(i);
			this.updates.apply(start.app(), start.instance(),
					this.logic.launch(start.instance(), launches.get(i), now));
		}
		this.dispatch.send(new AgentAccept(agent, operations, launched, () -> {
		}));
	}

	private static Launch launch(Start start, Instant now) {
		AppState app = start.app();
		AgentOffer agent = start.placement().agent();
		return Launch.start(TaskIds.next(app.name(), start.instance().index(), app.fingerprint()), agent, app.version(),
				TaskInfos.ports(start.definition(), start.placement().taken()), now);
	}

	/**
	 * Launches on one agent.
	 *
	 * @param agent the agent with its offers
	 * @param starts the instances to launch
	 */
	private record Batch(AgentOffer agent, List<Start> starts) {

	}

	/**
	 * Launch of one instance.
	 *
	 * @param app the app of the instance
	 * @param definition the definition for which the instance was placed
	 * @param instance the instance before the launch
	 * @param placement the placement of the instance
	 */
	private record Start(AppState app, TaskDefinition definition, Instance instance, Placement placement) {

		/**
		 * Return whether the launch is still wanted because nothing has changed since the
		 * decision.
		 */
		@SuppressWarnings("ReferenceEquality")
		boolean isWanted() {
			return this.app.definition() == this.definition
					&& this.app.instance(this.instance.index()) == this.instance;
		}

	}

}
