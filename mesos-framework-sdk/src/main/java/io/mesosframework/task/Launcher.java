package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.offer.AffinityConstraint;
import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.AttributeFilter;
import io.mesosframework.offer.FieldConstraint;
import io.mesosframework.offer.OfferPool;
import io.mesosframework.offer.PlacedInstances;
import io.mesosframework.offer.PlacementConstraint;
import io.mesosframework.offer.PlacementGroup;
import io.mesosframework.offer.PlacementResult;
import io.mesosframework.offer.PlacementResult.Placement;
import io.mesosframework.offer.PlacementStrategy;
import io.mesosframework.offer.Placer;
import io.mesosframework.offer.ResourceBag;
import io.mesosframework.offer.RoleDemand;
import io.mesosframework.scheduler.MesosEvent;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.OfferReply;

/**
 * Collects offers, places waiting instances on them and launches them; asks for offers
 * while something waits and for none otherwise. Used on the event loop only.
 */
final class Launcher {

	private static final Logger logger = LoggerFactory.getLogger(Launcher.class);

	private final DefaultTaskManager manager;

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final InstanceLogic logic;

	private final OfferPool pool;

	private final Placer placer = new Placer();

	/** What is known of agents on which something runs, without resources. */
	private final Map<String, AgentOffer> agents = new HashMap<>();

	private @Nullable RoleDemand demand;

	private @Nullable Instant nextWaiting;

	private boolean waiting;

	/** Whether there was ever an app: without one the offers are someone else's. */
	private boolean used;

	Launcher(DefaultTaskManager manager, MesosScheduler scheduler, TaskManagerOptions options, InstanceLogic logic) {
		this.manager = manager;
		this.scheduler = scheduler;
		this.options = options;
		this.logic = logic;
		this.pool = new OfferPool(options.hold());
	}

	void subscribed() {
		RoleDemand demand = this.demand;
		if (demand == null) {
			demand = new RoleDemand(roles(this.scheduler.frameworkInfo()), 10, Duration.ofSeconds(5),
					Duration.ofSeconds(30), this.options.clock().instant());
			this.demand = demand;
		}
		demand.subscribed(this.scheduler.suppressedRoles());
	}

	@SuppressWarnings("deprecation")
	private static Collection<String> roles(FrameworkInfo info) {
		return (info.getRolesCount() > 0) ? info.getRolesList() : List.of(info.getRole());
	}

	void disconnected() {
		this.pool.clear();
	}

	void onEvent(MesosEvent event) {
		OfferID rescinded = event.rescindedOffer();
		if (rescinded != null) {
			this.pool.remove(rescinded.getValue());
			return;
		}
		if (!this.waiting) {
			// nothing to place: the offers are for others, or are declined
			return;
		}
		Instant now = this.options.clock().instant();
		for (Offer offer : event.offers()) {
			OfferReply reply = this.scheduler.offers().claim(offer.getId());
			if (reply != null) {
				this.pool.add(reply, now);
			}
			if (this.demand != null) {
				this.demand.offered(offer.hasAllocationInfo() ? offer.getAllocationInfo().getRole() : "*");
			}
		}
	}

	/** Return when a waiting instance may be launched or an offer is given up. */
	@Nullable Instant due() {
		Instant due = this.nextWaiting;
		for (Instant other : new Instant[] { this.pool.nextExpiry(),
				(this.demand != null) ? this.demand.nextRepeat() : null }) {
			if (other != null && (due == null || other.isBefore(due))) {
				due = other;
			}
		}
		return due;
	}

	void place(Collection<AppState> apps, boolean freshWork, Instant now) {
		Map<PlacementGroup, Waiting> groups = waitingGroups(apps, now);
		this.waiting = !groups.isEmpty();
		this.used |= !apps.isEmpty();
		Set<String> missing = new LinkedHashSet<>();
		if (!groups.isEmpty()) {
			Map<String, List<PlacementGroup>> byRole = new LinkedHashMap<>();
			groups.forEach(
					(group, waiting) -> byRole.computeIfAbsent(waiting.role(), (role) -> new ArrayList<>()).add(group));
			byRole.forEach((role, list) -> place(role, list, groups, missing));
		}
		answerRest(!missing.isEmpty(), now);
		RoleDemand demand = this.demand;
		if (demand != null && this.used) {
			Set<String> wanted = missing.contains("") ? demand.roles() : missing;
			demand.update(wanted, freshWork, this.scheduler, now);
		}
		this.waiting = !missing.isEmpty();
	}

	private void place(String role, List<PlacementGroup> list, Map<PlacementGroup, Waiting> groups,
			Set<String> missing) {
		List<AgentOffer> offers = this.pool.agents(role.isEmpty() ? null : role);
		if (offers.isEmpty()) {
			missing.add(role);
			return;
		}
		PlacementResult result = this.placer.place(offers, list);
		result.refusals().forEach((unplaced) -> {
			missing.add(role);
			Waiting waiting = Objects.requireNonNull(groups.get(unplaced.group()));
			waiting.app().why(unplaced.count() + " of " + waiting.instances().size() + " wait: " + unplaced.why());
		});
		launch(result, groups);
	}

	private Map<PlacementGroup, Waiting> waitingGroups(Collection<AppState> apps, Instant now) {
		Map<PlacementGroup, Waiting> groups = new LinkedHashMap<>();
		this.nextWaiting = null;
		Map<String, Set<String>> appsByAgent = null;
		for (AppState app : apps) {
			List<Instance> ready = new ArrayList<>();
			for (int index : app.waiting()) {
				Instance instance = Objects.requireNonNull(app.instance(index));
				Instant due = instance.due();
				if (due == null) {
					continue;
				}
				if (!due.isAfter(now)) {
					ready.add(instance);
				}
				else if (this.nextWaiting == null || due.isBefore(this.nextWaiting)) {
					this.nextWaiting = due;
				}
			}
			app.why(null);
			if (!ready.isEmpty()) {
				boolean affinities = !app.definition().placement().affinities().isEmpty();
				if (affinities && appsByAgent == null) {
					appsByAgent = appsByAgent(apps);
				}
				PlacementGroup group = group(app, ready.size(), (appsByAgent != null) ? appsByAgent : Map.of());
				String role = (app.definition().role() != null) ? app.definition().role() : "";
				groups.put(group, new Waiting(app, ready, role));
			}
		}
		return groups;
	}

	private static Map<String, Set<String>> appsByAgent(Collection<AppState> apps) {
		Map<String, Set<String>> byAgent = new HashMap<>();
		for (AppState app : apps) {
			for (Instance instance : app.instances()) {
				Launch launch = instance.launch();
				if (instance.phase().isLive() && launch != null) {
					Set<String> names = byAgent.computeIfAbsent(launch.agentId(), (id) -> new HashSet<>());
					names.add(app.definition().name());
					app.definition().labels().forEach((key, value) -> names.add(key + "=" + value));
				}
			}
		}
		return byAgent;
	}

	private PlacementGroup group(AppState app, int count, Map<String, Set<String>> appsByAgent) {
		TaskDefinition definition = app.definition();
		PlacedInstances placed = new PlacedInstances(appsByAgent);
		boolean anywhere = definition.placement().constraints().isEmpty()
				&& (definition.placement().strategy() == PlacementStrategy.FIRST_FIT
						|| definition.placement().strategy() == PlacementStrategy.BINPACK);
		for (Instance instance : anywhere ? List.<Instance>of() : app.instances()) {
			Launch launch = instance.launch();
			AgentOffer agent = (instance.phase().isLive() && launch != null) ? this.agents.get(launch.agentId()) : null;
			if (agent != null) {
				placed.add(agent);
			}
		}
		List<PlacementConstraint> constraints = new ArrayList<>();
		definition.placement()
			.constraints()
			.forEach((spec) -> constraints
				.add(new FieldConstraint(spec.field(), spec.operator(), spec.value(), spec.hard())));
		definition.placement()
			.affinities()
			.forEach((spec) -> constraints.add(new AffinityConstraint(spec.app(), spec.together(), spec.hard())));
		definition.placement()
			.filters()
			.forEach((spec) -> constraints
				.add(new AttributeFilter(Value.Type.valueOf(spec.type().name()), spec.values())));
		return new PlacementGroup(definition.name(), TaskInfos.need(definition), count, strategy(definition),
				constraints, definition.placement().gang(), definition.priority(), placed);
	}

	/** With best effort, instances that cannot be alone on an agent are spread. */
	private static PlacementStrategy strategy(TaskDefinition definition) {
		PlacementStrategy wanted = definition.placement().strategy();
		boolean relaxed = wanted == PlacementStrategy.UNIQUE && !definition.placement().strict();
		return relaxed ? PlacementStrategy.SPREAD : wanted;
	}

	private void launch(PlacementResult result, Map<PlacementGroup, Waiting> groups) {
		Map<AgentOffer, List<Placement>> byAgent = new LinkedHashMap<>();
		result.placements()
			.forEach((placement) -> byAgent.computeIfAbsent(placement.agent(), (agent) -> new ArrayList<>())
				.add(placement));
		byAgent.forEach((agent, placements) -> {
			List<OfferReply> replies = this.pool.take(agent);
			List<Offer.Operation> operations = new ArrayList<>();
			List<Started> started = new ArrayList<>();
			for (Placement placement : placements) {
				Waiting waiting = Objects.requireNonNull(groups.get(placement.group()));
				operations.add(start(waiting, placement, started));
			}
			this.agents.put(agent.agentId(), agent.withResources(ResourceBag.EMPTY));
			this.scheduler.offers()
				.accept(replies, operations, refuse(0))
				.whenComplete((answer, failure) -> this.scheduler.execute(() -> answered(started, answer, failure)));
		});
	}

	private Offer.Operation start(Waiting waiting, Placement placement, List<Started> started) {
		Instant now = this.options.clock().instant();
		AppState app = waiting.app();
		TaskDefinition definition = app.definition();
		Instance instance = waiting.instances().get(waiting.next().getAndIncrement());
		Launch launch = Launch.start(definition.name() + "." + instance.index() + "." + UUID.randomUUID(),
				placement.agent().agentId(), placement.agent().hostname(), app.version(),
				TaskInfos.ports(definition, placement.taken()), now);
		this.manager.apply(app, instance, this.logic.launch(instance, launch, now));
		started.add(new Started(app, instance.index(), launch.taskId()));
		return TaskInfos.launch(definition, instance.index(), launch, placement.taken(),
				Objects.requireNonNull(this.scheduler.frameworkId()));
	}

	/**
	 * An ACCEPT that never reached the master, or was refused whole, has launched
	 * nothing.
	 */
	private void answered(List<Started> started, @Nullable CallResult answer, @Nullable Throwable failure) {
		boolean launched = answer != null && (answer.outcome() == CallOutcome.ACCEPTED
				|| answer.outcome() == CallOutcome.UNKNOWN || answer.outcome() == CallOutcome.UNAVAILABLE);
		if (launched) {
			return;
		}
		logger.warn("{} launches did not reach the master and are tried again: {}", started.size(),
				(failure != null) ? failure.getMessage() : answer);
		Instant now = this.options.clock().instant();
		for (Started start : started) {
			Instance instance = start.app().instance(start.index());
			if (instance != null && instance.launch() != null && instance.launch().taskId().equals(start.taskId())) {
				this.manager.apply(start.app(), instance, this.logic.launchNotSent(instance, now));
			}
		}
		this.manager.turn(false);
	}

	/**
	 * What nothing fits into is held a while if something waits, and declined otherwise.
	 */
	private void answerRest(boolean somethingWaits, Instant now) {
		List<OfferReply> rest = somethingWaits ? this.pool.takeExpired(now) : this.pool.takeAll();
		double seconds = somethingWaits ? this.options.refuse().toMillis() / 1000.0 : 0;
		for (OfferReply reply : rest) {
			reply.decline(refuse(seconds * (0.9 + 0.2 * this.options.random().nextDouble())));
		}
	}

	private static Filters refuse(double seconds) {
		return Filters.newBuilder().setRefuseSeconds(seconds).build();
	}

	/**
	 * Instances of an app that wait.
	 *
	 * @param app the app
	 * @param instances the instances
	 * @param role the role whose offers are used, or empty for any
	 * @param next the next one to launch
	 */
	private record Waiting(AppState app, List<Instance> instances, String role, AtomicInteger next) {

		Waiting(AppState app, List<Instance> instances, String role) {
			this(app, instances, role, new AtomicInteger());
		}

	}

	/**
	 * An instance whose launch was sent.
	 *
	 * @param app its app
	 * @param index its number
	 * @param taskId the task
	 */
	private record Started(AppState app, int index, String taskId) {

	}

}
