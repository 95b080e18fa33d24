package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.util.Times;

/**
 * Asks for offers when there is something to place and only then: a role without demand
 * is suppressed, one with demand is revived, and revived again when no offer has come,
 * since a REVIVE may be lost with a dying master. A token bucket for each role keeps
 * revives rare, since each makes the master forget all filters. What is suppressed is
 * what the scheduler knows, since others may suppress and revive, too. Used on the event
 * loop only.
 */
final class RoleDemand {

	private static final int BURST = 10;

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Map<String, State> roles = new LinkedHashMap<>();

	private final Duration repeat;

	private volatile List<Shown> view = List.of();

	/**
	 * Create the demand of no role.
	 * @param repeat after how long without an offer a revive is repeated
	 */
	RoleDemand(Duration repeat) {
		this.repeat = repeat;
	}

	/**
	 * Take in which roles the framework has, as far as that has changed.
	 * @param roles the roles
	 * @param now the time
	 */
	void follow(Collection<String> roles, Instant now) {
		if (this.roles.size() == roles.size() && this.roles.keySet().containsAll(roles)) {
			return;
		}
		this.roles.keySet().retainAll(roles);
		for (String role : roles) {
			this.roles.computeIfAbsent(role, (name) -> new State(new TokenBucket(BURST, INTERVAL, now)));
		}
		publish();
	}

	/** A new session has begun. */
	void subscribed() {
		this.roles.values().forEach((state) -> state.reviveAt = null);
		publish();
	}

	/**
	 * Offers of a role have come: nothing needs to be repeated.
	 * @param role the role
	 * @param suppressed the roles that are suppressed
	 * @param now the time
	 * @return whether the role should be suppressed but is not: someone has revived it
	 */
	boolean offered(String role, Collection<String> suppressed, Instant now) {
		State state = this.roles.get(role);
		if (state == null) {
			return false;
		}
		if (state.reviveAt != null && !state.refused) {
			state.reviveAt = now.plus(this.repeat);
		}
		return !state.wanted && !suppressed.contains(role);
	}

	/**
	 * Say for which roles there is something to place, and tell the master what has
	 * changed.
	 * @param wanted the roles with demand
	 * @param soon whether a role will have demand soon, so that it is left as it is
	 * @param fresh whether new work has arrived, so that filters should be forgotten even
	 * if nothing is suppressed
	 * @param scheduler takes the calls
	 * @param now the time
	 */
	void update(Set<String> wanted, Predicate<String> soon, boolean fresh, MesosScheduler scheduler, Instant now) {
		Collection<String> suppressed = scheduler.suppressedRoles();
		Set<String> suppress = new LinkedHashSet<>();
		Set<String> revive = new LinkedHashSet<>();
		this.roles.forEach((role, state) -> {
			state.wanted = wanted.contains(role);
			if (state.wanted) {
				if (wants(state, suppressed.contains(role), fresh, now)) {
					revive.add(role);
				}
			}
			else {
				state.reviveAt = null;
				state.refused = false;
				if (!suppressed.contains(role) && !soon.test(role)) {
					suppress.add(role);
				}
			}
		});
		if (!suppress.isEmpty()) {
			scheduler.suppress(suppress);
		}
		if (!revive.isEmpty()) {
			scheduler.revive(revive);
		}
		publish();
	}

	/** Return whether a role is to be revived now, as far as its bucket lets it. */
	private boolean wants(State state, boolean suppressed, boolean fresh, Instant now) {
		boolean due = Times.isDue(state.reviveAt, now);
		if (!suppressed && !fresh && !due) {
			if (state.reviveAt == null) {
				state.reviveAt = now.plus(this.repeat);
			}
			return false;
		}
		if (!state.bucket.take(now)) {
			state.refused = true;
			state.reviveAt = state.bucket.next(now);
			return false;
		}
		state.refused = false;
		state.reviveAt = now.plus(this.repeat);
		return true;
	}

	private void publish() {
		List<Shown> states = new ArrayList<>(this.roles.size());
		this.roles.forEach((role, state) -> states.add(new Shown(role, state.wanted, state.reviveAt)));
		if (!states.equals(this.view)) {
			this.view = List.copyOf(states);
		}
	}

	/** Return when a revive may have to be sent. */
	@Nullable Instant nextRevive() {
		Instant next = null;
		for (State state : this.roles.values()) {
			next = Times.earliest(next, state.reviveAt);
		}
		return next;
	}

	Set<String> roles() {
		return this.roles.keySet();
	}

	/**
	 * Return the state of the roles; may be read from any thread.
	 * @param suppressed the roles that are suppressed
	 */
	List<RoleState> view(Collection<String> suppressed) {
		return this.view.stream()
			.map((each) -> new RoleState(each.role(), each.wanted(), suppressed.contains(each.role()), each.reviveAt()))
			.toList();
	}

	/**
	 * What is shown of a role.
	 *
	 * @param role its name
	 * @param wanted whether something waits
	 * @param reviveAt when it is revived again
	 */
	private record Shown(String role, boolean wanted, @Nullable Instant reviveAt) {

	}

	private static final class State {

		private final TokenBucket bucket;

		private boolean wanted;

		/** Whether the bucket was empty when a revive was due. */
		private boolean refused;

		private @Nullable Instant reviveAt;

		State(TokenBucket bucket) {
			this.bucket = bucket;
		}

	}

}
