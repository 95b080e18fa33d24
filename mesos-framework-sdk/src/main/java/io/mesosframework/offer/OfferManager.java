package io.mesosframework.offer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;
import io.mesosframework.offer.OfferDecision.Outcome;
import io.mesosframework.offer.OfferPool.Held;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;
import io.mesosframework.scheduler.ClaimOwner;
import io.mesosframework.scheduler.ClaimedOffer;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.util.Times;

/**
 * Claims offers while instances wait for them, holds them for a limited time, and makes
 * sure that each is answered exactly once: accepted, declined, or known to be void. Call
 * on the event loop only, except for the methods of {@link OfferView}.
 *
 * @since 0.1.0
 */
public final class OfferManager implements ResourceManager {

	/**
	 * A role without waiting instances is suppressed only if its next restart is further
	 * away than this.
	 */
	private static final Duration SOON = Duration.ofSeconds(10);

	private final MesosScheduler scheduler;

	private final OfferOptions options;

	private final Clock clock;

	private final OfferPool pool;

	/** The claims that are about to be accepted. */
	private final Set<PendingAccepts> pending = new LinkedHashSet<>();

	private final OfferTally tally = new OfferTally();

	private final OfferAnswers answers;

	/**
	 * The owner of all claims; one instance, so that void offers are reported together.
	 */
	private final ClaimOwner owner = this::voided;

	private final OfferRequests requests = new OfferRequests();

	private final InverseOffers inverseOffers;

	private final OfferConstraintUpdates constraints;

	private volatile @Nullable RoleDemand roles;

	/** The demand without the requests of the application. */
	private OfferDemand waiting = OfferDemand.NONE;

	/** The demand including the requests of the application. */
	private OfferDemand demand = OfferDemand.NONE;

	/** Whether there has been any work. Before that the offers belong to others. */
	private boolean used;

	/** Whether offers have become void or free since the last event. */
	private boolean changed;

	/**
	 * Create a manager without offers.
	 * @param scheduler sends the answers
	 * @param options how offers are held and answered
	 * @param clock the clock
	 * @param random adds jitter to the refuse filters
	 */
	public OfferManager(MesosScheduler scheduler, OfferOptions options, Clock clock, RandomGenerator random) {
		this.scheduler = scheduler;
		this.options = options;
		this.clock = clock;
		this.pool = new OfferPool(options.hold(), options.maxAge());
		this.answers = new OfferAnswers(scheduler, this.tally, clock, random);
		this.inverseOffers = new InverseOffers(scheduler, options, this.tally);
		this.constraints = new OfferConstraintUpdates(scheduler, options.offerConstraints(), this.tally);
	}

	/** Handle the start of a session. */
	public void subscribed() {
		RoleDemand roles = this.roles;
		if (roles == null) {
			Duration repeat = max(Duration.ofSeconds(30), this.options.refuse().multipliedBy(2));
			roles = new RoleDemand(repeat);
			this.roles = roles;
		}
		follow(roles, now());
		roles.subscribed();
		this.constraints.subscribed();
	}

	/** Adopt the current roles of the framework, which an update may have changed. */
	private void follow(RoleDemand roles, Instant now) {
		FrameworkInfo info = this.scheduler.frameworkInfo();
		Collection<String> names = rolesOf(info);
		roles.follow(names, now);
		this.pool.unnamed((names.size() == 1) ? names.iterator().next() : AgentOffer.ANY_ROLE);
	}

	private static Duration max(Duration left, Duration right) {
		return (left.compareTo(right) > 0) ? left : right;
	}

	@SuppressWarnings("deprecation")
	private static Collection<String> rolesOf(FrameworkInfo info) {
		return (info.getRolesCount() > 0) ? info.getRolesList() : List.of(info.getRole());
	}

	/**
	 * Start to manage the roles: from now on they are suppressed while nothing waits.
	 */
	public void use() {
		this.used = true;
	}

	/**
	 * Handle an event. Offers are claimed for roles for which something waits.
	 * @param event the event
	 * @return whether the set of placeable instances may have changed
	 */
	public boolean onEvent(MesosEvent event) {
		TaskStatus status = event.taskStatus();
		if (status != null && status.getReason() == TaskStatus.Reason.REASON_INVALID_OFFERS) {
			this.tally.invalid();
		}
		if (this.used) {
			this.inverseOffers.answer(event.inverseOffers());
		}
		boolean changed = this.changed;
		this.changed = false;
		return claim(event) || changed;
	}

	private boolean claim(MesosEvent event) {
		boolean changed = false;
		Instant now = now();
		RoleDemand roles = this.roles;
		Collection<String> suppressed = event.offers().isEmpty() ? List.of() : this.scheduler.suppressedRoles();
		for (Offer offer : event.offers()) {
			String role = this.pool.role(offer);
			if (this.demand.isListening(role)) {
				ClaimedOffer reply = this.scheduler.offers().claim(offer.getId(), this.owner);
				if (reply != null) {
					this.tally.received();
					this.pool.add(reply, event.receivedAt().isAfter(now) ? now : event.receivedAt());
					changed = true;
				}
			}
			if (roles != null && roles.offered(role, suppressed, now)) {
				changed |= this.used;
			}
		}
		return changed;
	}

	private void voided(Collection<Offer> offers, ClaimOwner.Reason reason) {
		List<Held> gone = offers.stream()
			.map((offer) -> this.pool.remove(offer.getId().getValue()))
			.filter(Objects::nonNull)
			.toList();
		this.pending.removeIf((claim) -> claim.held().stream().noneMatch(this.pool::contains));
		this.changed |= !gone.isEmpty();
		switch (reason) {
			case RESCINDED -> this.answers.record(gone, Outcome.RESCINDED, "the master took it back", 0, List.of());
			case SESSION_ENDED -> this.answers.record(gone, Outcome.LOST, "the session has ended", 0, List.of());
			case ANSWERED -> this.answers.record(gone, Outcome.LOST, OfferAnswers.ANSWERED, 0, List.of());
		}
	}

	/**
	 * Decline the offers that are too old to be used. Called before a placement round.
	 * @param now the current time
	 */
	public void freshen(Instant now) {
		RoleDemand roles = this.roles;
		if (roles != null) {
			follow(roles, now);
		}
		String reason = "older than " + this.options.maxAge();
		this.answers.decline(this.pool.takeReceivedUntil(now.minus(this.options.maxAge())), Outcome.EXPIRED, reason,
				Duration.ZERO);
		for (PendingAccepts each : List.copyOf(this.pending)) {
			Instant oldest = each.oldest();
			if (oldest != null && !oldest.plus(this.options.maxAge()).isAfter(now)) {
				this.pending.remove(each);
				this.answers.decline(this.pool.removeAll(each.held()), Outcome.EXPIRED, reason, Duration.ZERO);
			}
		}
	}

	/**
	 * Return the offers that can be used for a role.
	 * @param role the role, or {@link OfferDemand#ANY_ROLE}
	 * @return the offers, combined by agent and role
	 */
	public List<AgentOffer> agents(String role) {
		return this.pool.agents(role.isEmpty() ? null : role, role);
	}

	/**
	 * Return the offers of an agent, including those kept for a gang.
	 * @param agentId the agent
	 * @return its offers to one of the roles, or {@code null} if none is held
	 */
	public @Nullable AgentOffer agent(String agentId) {
		return this.pool.agent(agentId);
	}

	/**
	 * Return the offers of all roles that are not kept for a gang.
	 * @return the offers, combined by agent and role
	 */
	public List<AgentOffer> unkept() {
		return this.pool.agents(null, null);
	}

	/**
	 * Return whether all offers of an agent are still available.
	 * @param agent the agent's offers as returned by {@link #agents}
	 * @return {@code false} if one of the offers is gone
	 */
	public boolean holds(AgentOffer agent) {
		return agent.offerIds().stream().allMatch((id) -> this.pool.isFree(id.getValue()));
	}

	/**
	 * Keep the given agents for a gang, replacing those kept for its role before. An
	 * empty list ends the keeping.
	 */
	void keep(String role, String gang, List<AgentOffer> agents, Instant until) {
		this.pool.keep(role, gang, agents, until);
	}

	@Override
	public List<AgentOffer> offers(String role) {
		return agents(role);
	}

	@Override
	public boolean isEnough(String role, ResourceNeed need, int instances) {
		int found = 0;
		for (AgentOffer agent : agents(role)) {
			ResourceBag rest = agent.resources();
			while (found < instances && need.fitsInto(rest)) {
				rest = Taken.from(rest, need).rest();
				found++;
			}
		}
		return found >= instances;
	}

	@Override
	public void request(String role, Instant until) {
		Instant now = now();
		this.requests.request(role, until);
		if (until.isAfter(now)) {
			use();
		}
		settle(new OfferDemand(this.waiting.now(), this.waiting.soon(), until.isAfter(now)), now);
	}

	@Override
	public PendingAccepts claim(AgentOffer agent) {
		PendingAccepts claim = new PendingAccepts(agent, this.pool.reserve(agent));
		this.pending.add(claim);
		return claim;
	}

	/**
	 * Claim all offers of an agent and role.
	 * @param agent the agent's offers as returned by {@link #agents}
	 * @return the claim
	 */
	public PendingAccepts reserve(AgentOffer agent) {
		return claim(agent);
	}

	@Override
	public CompletionStage<CallResult> accept(PendingAccepts claim, List<Offer.Operation> operations,
			List<String> tasks) {
		this.pending.remove(claim);
		boolean open = claim.isOpen();
		CompletionStage<CallResult> answer = this.scheduler.offers()
			.accept(claim.held().stream().map(Held::reply).toList(), operations, OfferAnswers.filters(0));
		List<Held> undecided = this.pool.removeAll(claim.held());
		if (open) {
			this.answers.record(undecided, Outcome.USED, "placed", 0, tasks);
		}
		else {
			// nothing was sent
			this.answers.decline(undecided, Outcome.DECLINED, "another offer of the agent is void", Duration.ZERO);
		}
		return answer;
	}

	@Override
	public void release(PendingAccepts claim) {
		if (this.pending.remove(claim)) {
			this.pool.release(claim.held());
			this.changed = true;
		}
	}

	@Override
	public void decline(PendingAccepts claim, Duration refuse) {
		if (this.pending.remove(claim)) {
			this.answers.decline(this.pool.removeAll(claim.held()), Outcome.DECLINED, "declined by the application",
					refuse);
		}
	}

	/**
	 * Record that a placement round has ended.
	 * @param time how long the decision took
	 */
	public void placed(Duration time) {
		this.tally.placed(time);
	}

	/**
	 * Tell the master which agents can be used, if that has changed.
	 * @param waiting the rules of each waiting app, by role; apps that accept offers of
	 * any role are listed under {@link OfferDemand#ANY_ROLE}
	 * @param now the current time
	 */
	public void constrain(Map<String, List<List<PlacementConstraint>>> waiting, Instant now) {
		RoleDemand roles = this.roles;
		if (roles != null) {
			this.constraints.update(waiting, roles.roles(), now);
		}
	}

	/**
	 * Decline the offers that are not needed, and revive or suppress the roles.
	 * @param waiting the roles that need offers
	 * @param now the current time
	 */
	public void settle(OfferDemand waiting, Instant now) {
		RoleDemand roles = this.roles;
		OfferDemand demand = this.requests.addTo(waiting, now);
		this.waiting = waiting;
		this.demand = demand;
		this.answers.decline(this.pool.takeRoles((role) -> !demand.isListening(role)), Outcome.DECLINED,
				"nothing waits", this.options.refuseIdle());
		List<Held> unfit = new ArrayList<>();
		List<Held> early = new ArrayList<>();
		this.pool.takeExpired(now).forEach((each) -> (demand.isNow(each.key().role()) ? unfit : early).add(each));
		this.answers.decline(unfit, Outcome.DECLINED, "nothing that waits fits", this.options.refuse());
		this.answers.decline(early, Outcome.DECLINED, "what waits is not ready yet", this.options.refuseSoon());
		if (roles != null && this.used) {
			Set<String> wanted = new LinkedHashSet<>(roles.roles());
			wanted.removeIf((role) -> !demand.isNow(role));
			roles.update(wanted, (role) -> isNear(demand, role, now), demand.fresh(), this.scheduler, now);
		}
	}

	private static boolean isNear(OfferDemand demand, String role, Instant now) {
		Instant limit = now.plus(SOON);
		for (String name : List.of(role, OfferDemand.ANY_ROLE)) {
			Instant at = demand.soon().get(name);
			if (at != null && at.isBefore(limit)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return when the next offer expires or the next call to the master may be due.
	 * @return the time, or {@code null} if there is none
	 */
	public @Nullable Instant due() {
		RoleDemand roles = this.roles;
		PendingAccepts first = this.pending.isEmpty() ? null : this.pending.iterator().next();
		Instant oldest = (first != null) ? first.oldest() : null;
		return Times.earliest(this.pool.nextExpiry(), (roles != null) ? roles.nextRevive() : null,
				this.constraints.due(), (oldest != null) ? oldest.plus(this.options.maxAge()) : null,
				this.requests.due());
	}

	private Instant now() {
		return this.clock.instant();
	}

	@Override
	public List<HeldOffers> held() {
		Map<OfferPool.Key, List<Held>> byAgent = new LinkedHashMap<>();
		this.pool.held().forEach((each) -> byAgent.computeIfAbsent(each.key(), (key) -> new ArrayList<>()).add(each));
		return byAgent.values().stream().map(this::view).toList();
	}

	private HeldOffers view(List<Held> offers) {
		Held first = offers.get(0);
		AgentOffer agent = AgentOffer.of(offers.stream().map((each) -> each.reply().offer()).toList(),
				first.key().role());
		return new HeldOffers(agent.agentId(), agent.hostname(), agent.role(), agent.region(), agent.zone(),
				offers.stream().map(Held::id).toList(), agent.resources().toString(), first.since(),
				this.pool.until(first), this.pool.keptFor(first), agent.unavailableFrom(), agent.unavailableUntil());
	}

	@Override
	public List<OfferDecision> decisions() {
		return this.tally.decisions();
	}

	@Override
	public List<RoleState> roles() {
		RoleDemand roles = this.roles;
		return (roles != null) ? roles.view(this.scheduler.suppressedRoles()) : List.of();
	}

	@Override
	public OfferCounters counters() {
		return this.tally.counters(this.pool.size());
	}

}
