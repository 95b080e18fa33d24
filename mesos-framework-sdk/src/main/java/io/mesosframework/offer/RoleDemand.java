package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;

/**
 * Asks for offers when there is something to place and only then: a role without demand
 * is suppressed, one with demand is revived, and revived again when no offer has come,
 * since a REVIVE may be lost with a dying master. A token bucket keeps revives rare,
 * since each makes the master forget all filters. Used on the event loop only.
 */
public final class RoleDemand {

	private final Map<String, State> roles = new LinkedHashMap<>();

	private final TokenBucket revives;

	private final Duration repeat;

	/**
	 * Create the demand of some roles, none of which is suppressed yet.
	 * @param roles the roles
	 * @param burst how many revives may follow at once
	 * @param interval how often one may follow after that
	 * @param repeat after how long without an offer a revive is repeated
	 * @param now the time
	 */
	public RoleDemand(Collection<String> roles, int burst, Duration interval, Duration repeat, Instant now) {
		roles.forEach((role) -> this.roles.put(role, new State()));
		this.revives = new TokenBucket(burst, interval, now);
		this.repeat = repeat;
	}

	/** A new session has begun: what the master knows is what the subscription said. */
	public void subscribed(Collection<String> suppressed) {
		this.roles.forEach((role, state) -> {
			state.suppressed = suppressed.contains(role);
			state.repeatAt = null;
		});
	}

	/**
	 * Offers of a role have come: nothing needs to be repeated.
	 * @param role the role
	 */
	public void offered(String role) {
		State state = this.roles.get(role);
		if (state != null) {
			state.repeatAt = null;
		}
	}

	/**
	 * Say for which roles there is something to place, and tell the master what has
	 * changed.
	 * @param wanted the roles with demand
	 * @param fresh whether new work has arrived, so that filters should be forgotten even
	 * if nothing is suppressed
	 * @param scheduler takes the calls
	 * @param now the time
	 */
	public void update(Set<String> wanted, boolean fresh, MesosScheduler scheduler, Instant now) {
		Set<String> suppress = new LinkedHashSet<>();
		Set<String> revive = new LinkedHashSet<>();
		this.roles.forEach((role, state) -> {
			if (!wanted.contains(role)) {
				if (!state.suppressed) {
					suppress.add(role);
				}
				state.repeatAt = null;
				state.suppressed = true;
			}
			else if (state.suppressed || fresh || (state.repeatAt != null && !state.repeatAt.isAfter(now))) {
				revive.add(role);
			}
		});
		if (!suppress.isEmpty()) {
			scheduler.suppress(suppress);
		}
		if (!revive.isEmpty()) {
			boolean allowed = this.revives.take(now);
			for (String role : revive) {
				State state = this.roles.getOrDefault(role, new State());
				state.repeatAt = now.plus(this.repeat);
				state.suppressed &= !allowed;
			}
			if (allowed) {
				scheduler.revive(revive);
			}
		}
	}

	/**
	 * Return when a revive may have to be repeated.
	 * @return the time, or {@code null} if nothing is waited for
	 */
	public @Nullable Instant nextRepeat() {
		Instant next = null;
		for (State state : this.roles.values()) {
			if (state.repeatAt != null && (next == null || state.repeatAt.isBefore(next))) {
				next = state.repeatAt;
			}
		}
		return next;
	}

	/**
	 * Return the roles.
	 * @return the roles
	 */
	public Set<String> roles() {
		return this.roles.keySet();
	}

	private static final class State {

		private boolean suppressed;

		private @Nullable Instant repeatAt;

	}

}
