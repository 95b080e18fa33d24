package io.mesosframework.task.internal.launch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;
import io.mesosframework.placement.AppsOnAgents;
import io.mesosframework.placement.AvailabilityConstraint;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.Instance;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.PlacementFindings;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.internal.reservation.ReservationGroup;
import io.mesosframework.util.Times;

/**
 * Collects waiting instances into groups that are placed together in one placement round.
 */
final class WaitingGroups {

	private final Collection<AppState> apps;

	private final AgentFacts agents;

	private final Instant now;

	private final AvailabilityConstraint available;

	private final PlacementRules rules;

	private final PlacementFindings findings;

	private final List<AppState> waiting = new ArrayList<>();

	/** Instances that may be launched now, by role. */
	private final Map<String, List<Ready>> ready = new LinkedHashMap<>();

	private final List<ReservationGroup> inReservation = new ArrayList<>();

	private final Map<String, Instant> soon = new HashMap<>();

	/** Whether a waiting app has constraints on the apps that are live on an agent. */
	private final boolean affinities;

	private @Nullable AppsOnAgents onAgents;

	/**
	 * Collect the waiting instances.
	 * @param apps all apps
	 * @param agents the facts about agents
	 * @param rules the placement rules of apps
	 * @param available the constraint for agents that are available at the time
	 * @param findings the findings, which receive the apps that wait for nothing
	 */
	WaitingGroups(Collection<AppState> apps, AgentFacts agents, PlacementRules rules, AvailabilityConstraint available,
			PlacementFindings findings) {
		this.apps = apps;
		this.agents = agents;
		this.rules = rules;
		this.now = available.now();
		this.available = available;
		this.findings = findings;
		this.affinities = apps.stream()
			.anyMatch((app) -> !app.waiting().isEmpty() && !app.definition().placement().affinities().isEmpty());
		apps.forEach(this::collect);
	}

	/** Return the roles for which {@link #byRole()} has groups. */
	Set<String> roles() {
		return this.ready.keySet();
	}

	/**
	 * Return the groups with instances that may be launched now, by role, with gangs of
	 * the highest priority first. The groups know where instances are live at this
	 * moment.
	 */
	Map<String, List<WaitingGroup>> byRole() {
		this.onAgents = null;
		Map<String, List<WaitingGroup>> groups = new LinkedHashMap<>();
		this.ready.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((entry) -> -gangPriority(entry.getValue())))
			.forEach((entry) -> groups.put(entry.getKey(),
					entry.getValue()
						.stream()
						.map((each) -> new WaitingGroup(each.app(), each.instances(), entry.getKey(),
								group(each.app(), each.instances().size())))
						.toList()));
		return groups;
	}

	/**
	 * Return the highest priority of any gang, or a value below all priorities if there
	 * is none.
	 */
	private static int gangPriority(List<Ready> ready) {
		return ready.stream()
			.map((each) -> each.app().definition())
			.filter((definition) -> definition.placement().gang())
			.mapToInt(TaskDefinition::priority)
			.max()
			.orElse(-Integer.MAX_VALUE);
	}

	/** Return the groups of instances with reservations, which are placed separately. */
	List<ReservationGroup> inReservation() {
		return this.inReservation;
	}

	/** Return the constraint for available agents. */
	AvailabilityConstraint available() {
		return this.available;
	}

	/** Return when the next instance may be launched, by role. */
	Map<String, Instant> soon() {
		return this.soon;
	}

	/**
	 * Return when the next instance that may not be launched yet becomes ready, or
	 * {@code null}.
	 */
	@Nullable Instant next() {
		return this.soon.values().stream().min(Instant::compareTo).orElse(null);
	}

	/** Return the rules of all apps that still wait, whether ready or not, by role. */
	Map<String, List<List<PlacementConstraint>>> constraints() {
		Map<String, List<List<PlacementConstraint>>> constraints = new LinkedHashMap<>();
		for (AppState app : this.waiting) {
			if (!app.waiting().isEmpty()) {
				constraints.computeIfAbsent(role(app), (key) -> new ArrayList<>())
					.add(this.rules.constraints(app.definition()));
			}
		}
		return constraints;
	}

	private static String role(AppState app) {
		String role = app.definition().role();
		return (role != null) ? role : OfferDemand.ANY_ROLE;
	}

	private void collect(AppState app) {
		if (app.waiting().isEmpty()) {
			this.findings.placed(app);
			return;
		}
		List<Instance> ready = new ArrayList<>();
		Instant earliest = null;
		Instant latest = null;
		for (int index : app.waiting()) {
			Instance instance = Objects.requireNonNull(app.instance(index));
			Instant due = instance.due();
			if (due != null && !due.isAfter(this.now)) {
				ready.add(instance);
			}
			else if (due != null) {
				earliest = Times.earliest(earliest, due);
				latest = (latest == null || due.isAfter(latest)) ? due : latest;
			}
		}
		this.waiting.add(app);
		String role = role(app);
		boolean gang = app.definition().placement().gang();
		if (latest != null) {
			// a gang is launched when its last instance may be
			this.soon.merge(role, Objects.requireNonNull(gang ? latest : earliest),
					(left, right) -> left.isBefore(right) ? left : right);
		}
		if (!ready.isEmpty() && app.definition().keepsReservation()) {
			this.inReservation.add(new ReservationGroup(app, ready, role, (count) -> group(app, count)));
		}
		else if (!ready.isEmpty() && !(gang && latest != null)) {
			this.ready.computeIfAbsent(role, (key) -> new ArrayList<>()).add(new Ready(app, ready));
		}
	}

	private PlacementGroup group(AppState app, int count) {
		TaskDefinition definition = app.definition();
		List<PlacementConstraint> constraints = new ArrayList<>();
		constraints.add(this.available);
		constraints.addAll(this.rules.asked(definition));
		return new PlacementGroup(definition.name(), TaskInfos.need(definition), count,
				PlacementRules.strategy(definition.placement()), constraints, definition.placement().gang(),
				definition.priority(), placed(app));
	}

	private PlacedInstances placed(AppState app) {
		TaskDefinition.PlacementSpec placement = app.definition().placement();
		if (this.affinities && this.onAgents == null) {
			this.onAgents = AgentFacts.appsOnAgents(this.apps);
		}
		boolean anywhere = placement.constraints().isEmpty() && (placement.strategy() == PlacementStrategy.FIRST_FIT
				|| placement.strategy() == PlacementStrategy.BINPACK);
		return this.agents.placed(app, this.onAgents, !anywhere);
	}

	/**
	 * Waiting instances of an app that may be launched now.
	 *
	 * @param app the app
	 * @param instances the instances
	 */
	private record Ready(AppState app, List<Instance> instances) {

	}

}
