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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;
import io.mesosframework.offer.OfferDecision.Outcome;
import io.mesosframework.offer.OfferPool.Held;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.scheduler.ClaimedOffer;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.util.Times;

/**
 * Takes offers while something waits for them, holds them a while, and sees to it that
 * each is answered exactly once: accepted, declined, or known to be void. Used on the
 * event loop only; what {@link ResourceManager} tells may be read from any thread.
 *
 * @since 0.1.0
 */
public final class OfferManager implements ResourceManager {

	/** Restarts that are further away than this let a role be suppressed meanwhile. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private static final String ANSWERED = "someone else answered it";

	private final MesosScheduler scheduler;

	private final OfferOptions options;

	private final Clock clock;

	private final RandomGenerator random;

	private final OfferPool pool;

	/** Offers that are about to be accepted. */
	private final Set<PendingAccepts> reserved = new LinkedHashSet<>();

	/** How many of them are undecided. */
	private final AtomicInteger reservedCount = new AtomicInteger();

	private final OfferTally tally = new OfferTally();

	private final InverseOffers inverseOffers;

	private final OfferConstraintUpdates constraints;

	private volatile @Nullable RoleDemand roles;

	private OfferDemand demand = OfferDemand.NONE;

	/** Whether there was ever work: without it the offers are someone else's. */
	private boolean used;

	/**
	 * Create a book without offers.
	 * @param scheduler takes the answers
	 * @param options how offers are held and answered
	 * @param clock the time
	 * @param random spreads the times for which offers are refused
	 */
	public OfferManager(MesosScheduler scheduler, OfferOptions options, Clock clock, RandomGenerator random) {
		this.scheduler = scheduler;
		this.options = options;
		this.clock = clock;
		this.random = random;
		this.pool = new OfferPool(options.hold(), options.maxAge());
		this.inverseOffers = new InverseOffers(scheduler, options, this.tally);
		this.constraints = new OfferConstraintUpdates(scheduler, options.offerConstraints(), this.tally);
	}

	/** A session has begun. */
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

	/** The roles of the framework may have been changed by an update. */
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
	 * There is, or was, work: from now on the roles are suppressed while nothing waits.
	 */
	public void use() {
		this.used = true;
	}

	/** The session has ended, and its offers with it. */
	public void disconnected() {
		List<Held> lost = new ArrayList<>(this.pool.takeAll());
		this.reserved.forEach((each) -> lost.addAll(takeAll(each)));
		this.reserved.clear();
		decided(lost, Outcome.LOST, "the session has ended", 0);
	}

	/**
	 * Take note of an event: offers are claimed for roles for which something waits.
	 * @param event the event
	 * @return whether what can be placed may have changed
	 */
	public boolean onEvent(MesosEvent event) {
		OfferID rescinded = event.rescindedOffer();
		if (rescinded != null) {
			Held gone = this.pool.remove(rescinded.getValue());
			Held counted = (gone != null) ? gone : takeReserved(rescinded.getValue());
			decided((counted != null) ? List.of(counted) : List.of(), Outcome.RESCINDED, "the master took it back", 0);
			return gone != null;
		}
		TaskStatus status = event.taskStatus();
		if (status != null && status.getReason() == TaskStatus.Reason.REASON_INVALID_OFFERS) {
			this.tally.invalid();
		}
		if (this.used) {
			this.inverseOffers.answer(event.inverseOffers());
		}
		return claim(event);
	}

	private @Nullable Held takeReserved(String offerId) {
		for (PendingAccepts each : this.reserved) {
			Held taken = each.take(offerId);
			if (taken != null) {
				this.reservedCount.decrementAndGet();
				return taken;
			}
		}
		return null;
	}

	private List<Held> takeAll(PendingAccepts offers) {
		List<Held> taken = offers.takeAll();
		this.reservedCount.addAndGet(-taken.size());
		return taken;
	}

	private boolean claim(MesosEvent event) {
		boolean changed = false;
		Instant now = now();
		RoleDemand roles = this.roles;
		Collection<String> suppressed = event.offers().isEmpty() ? List.of() : this.scheduler.suppressedRoles();
		for (Offer offer : event.offers()) {
			String role = this.pool.role(offer);
			if (this.demand.isListening(role)) {
				ClaimedOffer reply = this.scheduler.offers().claim(offer.getId());
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

	/**
	 * Give up what is too old to be used, before a round of placement.
	 * @param now the time
	 */
	public void freshen(Instant now) {
		RoleDemand roles = this.roles;
		if (roles != null) {
			follow(roles, now);
		}
		decline(this.pool.takeReceivedUntil(now.minus(this.options.maxAge())), Outcome.EXPIRED,
				"older than " + this.options.maxAge(), Duration.ZERO, now);
		freshenReserved(now);
	}

	/**
	 * Return what can be used for a role.
	 * @param role the role, or {@link OfferDemand#ANY_ROLE}
	 * @return the offers of each agent and role taken together
	 */
	public List<AgentOffer> agents(String role) {
		return this.pool.agents(role.isEmpty() ? null : role, role);
	}

	/**
	 * Return what an agent offers, whoever it is kept for.
	 * @param agentId the agent
	 * @return its offers to one of the roles, or {@code null} if none is held
	 */
	public @Nullable AgentOffer agent(String agentId) {
		return this.pool.agent(agentId);
	}

	/**
	 * Return what is kept for no gang, whatever role it is for.
	 * @return the offers of each agent and role taken together
	 */
	public List<AgentOffer> unkept() {
		return this.pool.agents(null, null);
	}

	/**
	 * Return whether what an agent offered is still there.
	 * @param agent the agent's offers as {@link #agents} gave them
	 * @return {@code false} if one of the offers is gone
	 */
	public boolean holds(AgentOffer agent) {
		return agent.offerIds().stream().allMatch((id) -> this.pool.holds(id.getValue()));
	}

	/** Keep agents for a gang and no others for its role; none to end that. */
	void keep(String role, String gang, List<AgentOffer> agents, Instant until) {
		this.pool.keep(role, gang, agents, until);
	}

	/**
	 * Take all offers of one agent and role out, to accept them when that may be done.
	 * Until then nobody else gets them; they are declined if they become too old.
	 * @param agent the agent's offers as {@link #agents} gave them
	 * @return the offers
	 */
	public PendingAccepts reserve(AgentOffer agent) {
		PendingAccepts offers = new PendingAccepts(this.pool.take(agent));
		this.reserved.add(offers);
		this.reservedCount.addAndGet(offers.held().size());
		return offers;
	}

	/**
	 * Accept offers with one call; what is left of them may be offered again at once.
	 * @param offers the offers
	 * @param operations what to do, in order
	 * @param launched the ids of what is launched, for the record
	 * @return the class of the answer; failed without a call if an offer is void by now
	 */
	public CompletionStage<CallResult> accept(PendingAccepts offers, List<Offer.Operation> operations,
			List<String> launched) {
		this.reserved.remove(offers);
		List<Held> taken = offers.held();
		boolean open = taken.stream().allMatch((each) -> each.reply().isOpen());
		CompletionStage<CallResult> answer = this.scheduler.offers()
			.accept(taken.stream().map(Held::reply).toList(), operations, filters(0));
		List<Held> undecided = takeAll(offers);
		if (open) {
			decided(undecided, Outcome.USED, "placed", 0, launched);
		}
		else {
			// nothing was sent
			decline(undecided, Outcome.DECLINED, "another offer of the agent is void", Duration.ZERO, now());
		}
		return answer;
	}

	/** Decline reserved offers that have become too old. */
	private void freshenReserved(Instant now) {
		for (PendingAccepts each : List.copyOf(this.reserved)) {
			Instant oldest = each.oldest();
			if (oldest != null && !oldest.plus(this.options.maxAge()).isAfter(now)) {
				this.reserved.remove(each);
				decline(takeAll(each), Outcome.EXPIRED, "older than " + this.options.maxAge(), Duration.ZERO, now);
			}
		}
	}

	/**
	 * A round of placement has been decided.
	 * @param time how long that took
	 */
	public void placed(Duration time) {
		this.tally.placed(time);
	}

	/**
	 * Tell the master which agents can be used at all, if that has changed.
	 * @param waiting the rules of each app that waits, by role; under
	 * {@link OfferDemand#ANY_ROLE} those of apps that take any role's offers
	 * @param now the time
	 */
	public void constrain(Map<String, List<List<PlacementConstraint>>> waiting, Instant now) {
		RoleDemand roles = this.roles;
		if (roles != null) {
			this.constraints.update(waiting, roles.roles(), now);
		}
	}

	/**
	 * Answer what is not needed, and ask for offers or for none.
	 * @param demand for whom offers are needed
	 * @param now the time
	 */
	public void settle(OfferDemand demand, Instant now) {
		RoleDemand roles = this.roles;
		this.demand = demand;
		decline(this.pool.takeRoles((role) -> !demand.isListening(role)), Outcome.DECLINED, "nothing waits",
				this.options.refuseIdle(), now);
		List<Held> unfit = new ArrayList<>();
		List<Held> early = new ArrayList<>();
		this.pool.takeExpired(now).forEach((each) -> (demand.isNow(each.key().role()) ? unfit : early).add(each));
		decline(unfit, Outcome.DECLINED, "nothing that waits fits", this.options.refuse(), now);
		decline(early, Outcome.DECLINED, "what waits is not ready yet", this.options.refuseSoon(), now);
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

	private void decline(List<Held> offers, Outcome outcome, String reason, Duration refuse, Instant now) {
		List<Held> open = new ArrayList<>();
		List<Held> gone = new ArrayList<>();
		offers.forEach((each) -> (each.reply().isOpen() ? open : gone).add(each));
		decided(gone, Outcome.LOST, ANSWERED, 0);
		if (!open.isEmpty()) {
			// spread, so that filters do not all end at once
			double seconds = refuse.toMillis() / 1000.0 * (0.9 + 0.2 * this.random.nextDouble());
			this.scheduler.offers().decline(open.stream().map(Held::reply).toList(), filters(seconds));
			this.tally.decided(open, outcome, reason, seconds, List.of(), now);
		}
	}

	private void decided(List<Held> offers, Outcome outcome, String reason, double seconds) {
		decided(offers, outcome, reason, seconds, List.of());
	}

	private void decided(List<Held> offers, Outcome outcome, String reason, double seconds, List<String> launched) {
		if (!offers.isEmpty()) {
			this.tally.decided(offers, outcome, reason, seconds, launched, now());
		}
	}

	private static Filters filters(double seconds) {
		return Filters.newBuilder().setRefuseSeconds(seconds).build();
	}

	/**
	 * Return when an offer is given up or the master may have to be told something.
	 * @return the time, or {@code null} if there is none
	 */
	public @Nullable Instant due() {
		RoleDemand roles = this.roles;
		PendingAccepts first = this.reserved.isEmpty() ? null : this.reserved.iterator().next();
		Instant oldest = (first != null) ? first.oldest() : null;
		return Times.earliest(this.pool.nextExpiry(), (roles != null) ? roles.nextRevive() : null,
				this.constraints.due(), (oldest != null) ? oldest.plus(this.options.maxAge()) : null);
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
		return this.tally.counters(this.pool.size() + this.reservedCount.get());
	}

}
