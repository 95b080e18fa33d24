package io.mesosframework.task.internal.launch;

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

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.GangScheduler;
import io.mesosframework.offer.OfferDemand;
import io.mesosframework.offer.OfferManager;
import io.mesosframework.offer.OfferOptions;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.AvailabilityConstraint;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult;
import io.mesosframework.placement.Placer;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.PlacementFindings;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.util.Times;

/**
 * Matches waiting instances with offers, one placement round at a time. Used on the event
 * loop only.
 *
 * @since 0.1.0
 */
public final class Launcher {

	private final Placer placer;

	private final PlacementRules rules;

	private final AgentFacts agents;

	private final OfferManager offers;

	private final GangScheduler gangs;

	private final LaunchSender sender;

	private final Duration avoidWithin;

	private final ReservationKeeper reservations;

	private final Turns turns;

	private @Nullable Instant nextReady;

	private OfferDemand lastDemand = OfferDemand.NONE;

	/** Whether new work has arrived since offers were last requested. */
	private boolean fresh;

	/**
	 * Create a launcher.
	 * @param offers the offers
	 * @param agents the facts about agents
	 * @param reservations the keeper that launches instances in their reservations
	 * @param sender the sender that launches all other instances
	 * @param turns the turns, which track whether anything has changed
	 * @param extensions the placement rules and scores of the application
	 * @param options the settings for offers
	 */
	public Launcher(OfferManager offers, AgentFacts agents, ReservationKeeper reservations, LaunchSender sender,
			Turns turns, PlacementExtensions extensions, OfferOptions options) {
		this.placer = new Placer(extensions);
		this.rules = new PlacementRules(extensions);
		this.reservations = reservations;
		this.offers = offers;
		this.agents = agents;
		this.turns = turns;
		this.avoidWithin = options.avoidUnavailabilityWithin();
		this.gangs = new GangScheduler(offers, options.gangHold());
		this.sender = sender;
	}

	/** Report errors in a definition whose placement rules cannot be created. */
	public void check(TaskDefinition definition, Consumer<DefinitionError> faults) {
		this.rules.check(definition, faults);
	}

	public void subscribed() {
		this.offers.subscribed();
		this.turns.workChanged();
	}

	public void disconnected() {
		this.sender.clear();
		this.turns.workChanged();
	}

	public void onEvent(MesosEvent event) {
		if (this.offers.onEvent(event)) {
			this.turns.workChanged();
		}
	}

	/**
	 * Return whether a placement round may have a result: offers or work have changed
	 * since the last one, or something is due.
	 */
	public boolean needsPlacement(Instant now) {
		if (Times.isDue(this.nextReady, now)) {
			// the end of a wait counts as new work
			this.nextReady = null;
			this.turns.workArrived();
		}
		return this.turns.hasChangedWork() || Times.isDue(due(), now);
	}

	/**
	 * Return when a waiting instance may be launched or an offer is to be declined, or
	 * {@code null}.
	 */
	public @Nullable Instant due() {
		return Times.earliest(this.offers.due(), this.nextReady, this.reservations.due());
	}

	/**
	 * Place and launch waiting instances. A large number of launches takes several turns;
	 * changes that arrive meanwhile are handled in a later round.
	 * @param apps the apps
	 * @param freshWork whether new work has arrived
	 * @param now the current time
	 * @return the findings, and whether another turn is needed at once
	 */
	public Round place(Collection<AppState> apps, boolean freshWork, Instant now) {
		this.fresh |= freshWork;
		if (this.sender.isBusy()) {
			this.sender.send();
			this.turns.workChanged();
			return new Round(new PlacementFindings(), true);
		}
		PlacementFindings findings = new PlacementFindings();
		OfferDemand demand = round(apps, findings, now);
		this.lastDemand = new OfferDemand(demand.now(), demand.soon(), false);
		if (this.sender.send()) {
			this.turns.workChanged();
			return new Round(findings, true);
		}
		this.fresh = false;
		this.offers.settle(demand, now);
		return new Round(findings, false);
	}

	/** Answer offers that are due while nothing can be placed. */
	public void freshen(Instant now) {
		Instant due = this.offers.due();
		if (due != null && !due.isAfter(now)) {
			this.offers.freshen(now);
			this.offers.settle(this.lastDemand, now);
			this.turns.workChanged();
		}
	}

	private OfferDemand round(Collection<AppState> apps, PlacementFindings findings, Instant now) {
		this.turns.roundStarts();
		if (!apps.isEmpty()) {
			this.offers.use();
		}
		this.offers.freshen(now);
		this.agents.prune(apps);
		WaitingGroups waiting = new WaitingGroups(apps, this.agents, this.rules,
				new AvailabilityConstraint(now, now.plus(this.avoidWithin)), findings);
		this.gangs.retain(waiting.roles());
		Set<String> inReservation = this.reservations.place(apps, waiting.inReservation(), waiting.available(),
				this.placer, findings);
		Set<String> missing = new HashSet<>(inReservation);
		waiting.byRole().forEach((role, groups) -> {
			if (!place(role, groups, findings, now)) {
				missing.add(role);
			}
		});
		this.nextReady = waiting.next();
		Map<String, List<List<PlacementConstraint>>> constraints = waiting.constraints();
		// offers of the agents with reservations are needed, whatever the constraints of
		// new instances
		inReservation.forEach((role) -> constraints.computeIfAbsent(role, (key) -> new ArrayList<>()).add(List.of()));
		this.offers.constrain(constraints, now);
		return new OfferDemand(missing, waiting.soon(), this.fresh);
	}

	/** Place the groups of one role and return whether all were placed. */
	private boolean place(String role, List<WaitingGroup> groups, PlacementFindings findings, Instant now) {
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
		result.count();
		this.gangs.placed(role, result.kept(), now);
		Map<PlacementGroup, WaitingGroup> byGroup = new IdentityHashMap<>();
		groups.forEach((each) -> {
			byGroup.put(each.group(), each);
			findings.placed(each.app());
		});
		result.refusals().forEach((unplaced) -> {
			WaitingGroup waiting = Objects.requireNonNull(byGroup.get(unplaced.group()));
			findings.unplaced(waiting.app(), unplaced.count(), unplaced.why());
		});
		this.sender.launch(result.placements(), groups);
		return result.refusals().isEmpty();
	}

	/**
	 * Result of a placement round.
	 *
	 * @param findings the findings about apps
	 * @param unfinished whether another turn is needed at once
	 */
	public record Round(PlacementFindings findings, boolean unfinished) {

	}

}
