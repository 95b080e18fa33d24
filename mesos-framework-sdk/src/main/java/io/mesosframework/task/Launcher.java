package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.AvailabilityConstraint;
import io.mesosframework.offer.GangTurns;
import io.mesosframework.offer.OfferBook;
import io.mesosframework.offer.OfferDemand;
import io.mesosframework.offer.PlacementConstraint;
import io.mesosframework.offer.PlacementExtensions;
import io.mesosframework.offer.PlacementGroup;
import io.mesosframework.offer.PlacementResult;
import io.mesosframework.offer.Placer;
import io.mesosframework.scheduler.MesosEvent;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Brings together what waits and what is offered, one round at a time. Used on the event
 * loop only.
 */
final class Launcher {

	private final Placer placer;

	private final PlacementRules rules;

	private final AgentFacts agents;

	private final OfferBook offers;

	private final GangTurns gangs;

	private final LaunchSender sender;

	private final Duration avoidWithin;

	private final HomeKeeper homes;

	private @Nullable Instant nextReady;

	private OfferDemand lastDemand = OfferDemand.NONE;

	/** Whether new work has arrived since offers were last asked for. */
	private boolean fresh;

	/** Whether anything has changed since the last round. */
	private boolean changed = true;

	Launcher(ManagerLoop manager, MesosScheduler scheduler, TaskManagerOptions options, InstanceLogic logic,
			HomeKeeper homes, PlacementExtensions extensions) {
		this.placer = new Placer(extensions);
		this.rules = new PlacementRules(extensions);
		this.homes = homes;
		this.offers = new OfferBook(scheduler, options.offers(), options.clock(), options.random());
		this.agents = new AgentFacts(this.offers::agent);
		this.avoidWithin = options.offers().avoidUnavailabilityWithin();
		this.gangs = new GangTurns(this.offers, options.offers().gangHold());
		this.sender = new LaunchSender(manager, scheduler, options, logic, this.offers, this.agents);
	}

	/** Return what is offered; may be read from any thread. */
	OfferBook offers() {
		return this.offers;
	}

	/** Refuse a definition whose rules of placement cannot be made. */
	void check(TaskDefinition definition, Consumer<Fault> faults) {
		this.rules.check(definition, faults);
	}

	void subscribed() {
		this.offers.subscribed();
		this.changed = true;
	}

	void disconnected() {
		this.offers.disconnected();
		this.sender.clear();
		this.changed = true;
	}

	void onEvent(MesosEvent event) {
		this.changed |= this.offers.onEvent(event);
	}

	/**
	 * An instance or an app has changed, so that the next round may come out otherwise.
	 */
	void workChanged() {
		this.changed = true;
	}

	/**
	 * Return whether a round may bring anything: offers or work have changed since the
	 * last one, or something is due.
	 */
	boolean needsPlacement(Instant now) {
		Instant due = this.changed ? null : due();
		return this.changed || (due != null && !due.isAfter(now));
	}

	/** Return when a waiting instance may be launched or an offer is given up. */
	@Nullable Instant due() {
		return Stream.of(this.offers.due(), this.nextReady, this.homes.due())
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
	}

	/**
	 * Place what waits and launch it. Very many launches take several turns, and what has
	 * happened meanwhile has a round of its own.
	 * @param apps the apps
	 * @param freshWork whether new work has arrived
	 * @param now the time
	 * @return whether another turn is needed at once
	 */
	boolean place(Collection<AppState> apps, boolean freshWork, Instant now) {
		this.fresh |= freshWork;
		if (this.sender.isBusy()) {
			this.sender.send();
			this.changed = true;
			return true;
		}
		OfferDemand demand = round(apps, now);
		this.lastDemand = new OfferDemand(demand.now(), demand.soon(), false);
		if (this.sender.send()) {
			this.changed = true;
			return true;
		}
		this.fresh = false;
		this.offers.settle(demand, now);
		return false;
	}

	/** Answer offers in time while nothing can be placed. */
	void freshen(Instant now) {
		Instant due = this.offers.due();
		if (due != null && !due.isAfter(now)) {
			this.offers.freshen(now);
			this.offers.settle(this.lastDemand, now);
			this.changed = true;
		}
	}

	private OfferDemand round(Collection<AppState> apps, Instant now) {
		this.changed = false;
		if (!apps.isEmpty()) {
			this.offers.use();
		}
		this.offers.freshen(now);
		this.agents.prune(apps);
		WaitingGroups waiting = new WaitingGroups(apps, this.agents, this.rules,
				new AvailabilityConstraint(now, now.plus(this.avoidWithin)));
		this.gangs.retain(waiting.roles());
		Set<String> atHome = this.homes.place(apps, waiting, this.placer, this.offers, this.agents);
		Set<String> missing = new HashSet<>(atHome);
		waiting.byRole().forEach((role, groups) -> {
			if (!place(role, groups, now)) {
				missing.add(role);
			}
		});
		this.nextReady = waiting.next();
		Map<String, List<List<PlacementConstraint>>> constraints = waiting.constraints();
		// the agents of homes are needed, whatever new instances look for
		atHome.forEach((role) -> constraints.computeIfAbsent(role, (key) -> new ArrayList<>()).add(List.of()));
		this.offers.constrain(constraints, now);
		return new OfferDemand(missing, waiting.soon(), this.fresh);
	}

	/** Place the groups of one role; return whether all have found a place. */
	private boolean place(String role, List<WaitingGroup> groups, Instant now) {
		List<PlacementGroup> wanted = groups.stream().map(WaitingGroup::group).toList();
		List<PlacementGroup> gangs = this.gangs.next(role, wanted, now);
		List<AgentOffer> offered = this.offers.agents(role)
			.stream()
			.filter((agent) -> !this.sender.uses(agent))
			.toList();
		if (offered.isEmpty()) {
			return false;
		}
		long start = System.nanoTime();
		PlacementResult result = this.placer.place(offered, wanted, gangs);
		this.offers.placed(Duration.ofNanos(System.nanoTime() - start));
		this.gangs.placed(role, result.kept(), now);
		Map<PlacementGroup, WaitingGroup> byGroup = new IdentityHashMap<>();
		groups.forEach((each) -> {
			byGroup.put(each.group(), each);
			each.app().unplaced(0, null);
		});
		result.refusals().forEach((unplaced) -> {
			WaitingGroup waiting = Objects.requireNonNull(byGroup.get(unplaced.group()));
			waiting.app().unplaced(unplaced.count(), unplaced.why());
		});
		this.sender.launch(result.placements(), groups);
		return result.refusals().isEmpty();
	}

}
