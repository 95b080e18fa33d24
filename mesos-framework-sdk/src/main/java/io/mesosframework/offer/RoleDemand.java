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

/**
 * Asks for offers when there is something to place and only then: a role without demand
 * is suppressed, one with demand is revived, and revived again when no offer has come,
 * since a REVIVE may be lost with a dying master. A token bucket for each role keeps
 * revives rare, since each makes the master forget all filters. Used on the event loop
 * only.
 */
final class RoleDemand {

	private static final int BURST = 10;

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Map<String, State> roles = new LinkedHashMap<>();

	private final Duration repeat;

	private volatile List<RoleState> view = List.of();

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
	 * @param suppressed those of them that are suppressed
	 * @param now the time
	 */
	void follow(Collection<String> roles, Collection<String> suppressed, Instant now) {
		if (this.roles.size() == roles.size() && this.roles.keySet().containsAll(roles)) {
			return;
		}
		this.roles.keySet().retainAll(roles);
		for (String role : roles) {
			this.roles.computeIfAbsent(role, (name) -> {
				State state = new State(new TokenBucket(BURST, INTERVAL, now));
				state.suppressed = suppressed.contains(name);
				return state;
			});
		}
		publish();
	}

	/** A new session has begun: what the master knows is what the subscription said. */
	void subscribed(Collection<String> suppressed) {
		this.roles.forEach((role, state) -> {
			state.suppressed = suppressed.contains(role);
			state.reviveAt = null;
		});
		publish();
	}

	/** Offers of a role have come: nothing needs to be repeated. */
	void offered(String role, Instant now) {
		State state = this.roles.get(role);
		if (state != null && state.reviveAt != null && !state.refused) {
			state.reviveAt = now.plus(this.repeat);
		}
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
		Set<String> suppress = new LinkedHashSet<>();
		Set<String> revive = new LinkedHashSet<>();
		this.roles.forEach((role, state) -> {
			state.wanted = wanted.contains(role);
			if (state.wanted) {
				if (wants(state, fresh, now)) {
					revive.add(role);
				}
			}
			else {
				state.reviveAt = null;
				state.refused = false;
				if (!state.suppressed && !soon.test(role)) {
					state.suppressed = true;
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
	private boolean wants(State state, boolean fresh, Instant now) {
		boolean due = state.reviveAt != null && !state.reviveAt.isAfter(now);
		if (!state.suppressed && !fresh && !due) {
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
		state.suppressed = false;
		state.reviveAt = now.plus(this.repeat);
		return true;
	}

	private void publish() {
		List<RoleState> states = new ArrayList<>(this.roles.size());
		this.roles
			.forEach((role, state) -> states.add(new RoleState(role, state.wanted, state.suppressed, state.reviveAt)));
		if (!states.equals(this.view)) {
			this.view = List.copyOf(states);
		}
	}

	/** Return when a revive may have to be sent. */
	@Nullable Instant nextRevive() {
		Instant next = null;
		for (State state : this.roles.values()) {
			if (state.reviveAt != null && (next == null || state.reviveAt.isBefore(next))) {
				next = state.reviveAt;
			}
		}
		return next;
	}

	Set<String> roles() {
		return this.roles.keySet();
	}

	/** Return the state of the roles; may be read from any thread. */
	List<RoleState> view() {
		return this.view;
	}

	private static final class State {

		private final TokenBucket bucket;

		private boolean wanted;

		private boolean suppressed;

		/** Whether the bucket was empty when a revive was due. */
		private boolean refused;

		private @Nullable Instant reviveAt;

		State(TokenBucket bucket) {
			this.bucket = bucket;
		}

	}

}
