package io.mesosframework.task.internal.launch;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.offer.OfferManager;
import io.mesosframework.offer.PendingAccepts;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult.Placement;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.TaskIds;
import io.mesosframework.task.internal.state.StateWriter;
import io.mesosframework.task.manager.ManagerLoop;

/**
 * Launches what has found a place: one ACCEPT for each agent, with everything that is
 * launched there. Used on the event loop only.
 */
final class LaunchSender {

	private static final Logger logger = LoggerFactory.getLogger(LaunchSender.class);

	/** More launches than these are sent in several turns. */
	private static final int AT_ONCE = 500;

	private final ManagerLoop manager;

	private final StateWriter journal;

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final InstanceLogic logic;

	private final OfferManager offers;

	private final AgentFacts agents;

	/** What is decided but not sent, by agent and role. */
	private final Map<String, Batch> decided = new LinkedHashMap<>();

	private boolean atOnce;

	LaunchSender(ManagerLoop manager, MesosScheduler scheduler, TaskManagerOptions options, InstanceLogic logic,
			OfferManager offers, AgentFacts agents) {
		this.journal = manager.journal();
		this.manager = manager;
		this.scheduler = scheduler;
		this.options = options;
		this.logic = logic;
		this.offers = offers;
		this.agents = agents;
	}

	/** Decide launches; {@link #send()} sends them. */
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
	 * Send the next launches, not more than keep the event loop busy for a moment; a gang
	 * goes as a whole.
	 * @return whether some are left
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

	/** Forget what is not sent: the offers are void. */
	void clear() {
		this.decided.clear();
		this.atOnce = false;
	}

	private void accept(AgentOffer agent, List<Start> starts) {
		Instant now = this.options.clock().instant();
		FrameworkID frameworkId = Objects.requireNonNull(this.scheduler.frameworkId());
		List<Offer.Operation> operations = new ArrayList<>();
		Map<String, Start> started = new LinkedHashMap<>();
		List<Launch> launches = new ArrayList<>();
		for (Start start : starts) {
			Launch launch = launch(start, now);
			operations.add(TaskInfos.launch(start.definition(), start.instance().index(), launch,
					start.placement().taken(), frameworkId));
			started.put(launch.taskId(), start);
			launches.add(launch);
		}
		// nothing is recorded before all of it can be sent
		for (int i = 0; i < launches.size(); i++) {
			Start start = starts.get(i);
			this.manager.apply(start.app(), start.instance(),
					this.logic.launch(start.instance(), launches.get(i), now));
		}
		this.agents.launched(agent);
		PendingAccepts reserved = this.offers.reserve(agent);
		List<String> ids = List.copyOf(started.keySet());
		this.manager.instances().held(ids);
		this.journal.whenDurable(() -> {
			this.manager.instances().released(ids);
			this.offers.accept(reserved, operations, ids)
				.whenComplete((answer, failure) -> this.scheduler.execute(() -> answered(started, answer, failure)));
		});
	}

	private static Launch launch(Start start, Instant now) {
		AppState app = start.app();
		AgentOffer agent = start.placement().agent();
		return Launch.start(TaskIds.next(app.name(), start.instance().index(), app.fingerprint()), agent, app.version(),
				TaskInfos.ports(start.definition(), start.placement().taken()), now);
	}

	/**
	 * An ACCEPT that never reached the master, or was refused whole, has launched
	 * nothing.
	 */
	private void answered(Map<String, Start> started, @Nullable CallResult answer, @Nullable Throwable failure) {
		boolean launched = answer != null && (answer.outcome() == CallOutcome.ACCEPTED
				|| answer.outcome() == CallOutcome.UNKNOWN || answer.outcome() == CallOutcome.UNAVAILABLE);
		if (launched) {
			return;
		}
		logger.warn("{} launches did not reach the master and are tried again: {}", started.size(),
				(failure != null) ? failure.getMessage() : answer);
		Instant now = this.options.clock().instant();
		started.forEach((taskId, start) -> {
			Instance instance = start.app().instance(start.instance().index());
			if (instance != null && instance.launch() != null && instance.launch().taskId().equals(taskId)) {
				this.manager.apply(start.app(), instance, this.logic.launchNotSent(instance, now));
			}
		});
		this.manager.turnSoon(false);
	}

	/**
	 * What is launched on an agent.
	 *
	 * @param agent the agent with its offers
	 * @param starts the instances
	 */
	private record Batch(AgentOffer agent, List<Start> starts) {

	}

	/**
	 * An instance that is launched.
	 *
	 * @param app its app
	 * @param definition the definition for which a place was found
	 * @param instance the instance before
	 * @param placement its place
	 */
	private record Start(AppState app, TaskDefinition definition, Instance instance, Placement placement) {

		/** Return whether nothing has changed since it was decided. */
		@SuppressWarnings("ReferenceEquality")
		boolean isWanted() {
			return this.app.definition() == this.definition
					&& this.app.instance(this.instance.index()) == this.instance;
		}

	}

}
