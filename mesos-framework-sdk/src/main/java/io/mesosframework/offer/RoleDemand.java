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
 * Requests offers only while there is something to place. A role without demand is
 * suppressed. A role with demand is revived, and revived again if no offer arrives,
 * because a REVIVE may be lost when a master fails. Since each REVIVE clears all filters,
 * a token bucket for each role limits how many are sent. The scheduler knows which roles
 * are suppressed, because others may suppress and revive roles, too. Call on the event
 * loop only.
 */
final class RoleDemand {

	private static final int BURST = 10;

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Map<String, State> roles = new LinkedHashMap<>();

	private final Duration repeat;

	private volatile List<Shown> view = List.of();

	/**
	 * Create an instance without roles.
	 * @param repeat how long to wait for an offer before a revive is repeated
	 */
	RoleDemand(Duration repeat) {
		this.repeat = repeat;
	}

	/**
	 * Adopt the roles of the framework if they have changed.
	 * @param roles the roles
	 * @param now the current time
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

	/** Handle the start of a session. */
	void subscribed() {
		this.roles.values().forEach((state) -> state.reviveAt = null);
		publish();
	}

	/**
	 * Record that offers of a role have arrived, so that its revive need not be repeated.
	 * @param role the role
	 * @param suppressed the suppressed roles
	 * @param now the current time
	 * @return whether the role should be suppressed but is not, because someone has
	 * revived it
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
	 * Set the roles with demand and send the master the resulting revives and
	 * suppressions.
	 * @param wanted the roles with demand
	 * @param soon whether a role will have demand soon, so that it is left unchanged
	 * @param fresh whether new work has arrived, so that filters are cleared even if no
	 * role is suppressed
	 * @param scheduler sends the calls
	 * @param now the current time
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

	/** Return whether a role is to be revived now and its bucket permits it. */
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

	/** Return when the next revive may be due. */
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
	 * Return the state of the roles. May be called from any thread.
	 * @param suppressed the suppressed roles
	 */
	List<RoleState> view(Collection<String> suppressed) {
		return this.view.stream()
			.map((each) -> new RoleState(each.role(), each.wanted(), suppressed.contains(each.role()), each.reviveAt()))
			.toList();
	}

	/**
	 * The published state of a role.
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

		/** Whether a due revive was postponed because the bucket was empty. */
		private boolean refused;

		private @Nullable Instant reviveAt;

		State(TokenBucket bucket) {
			this.bucket = bucket;
		}

	}

}
