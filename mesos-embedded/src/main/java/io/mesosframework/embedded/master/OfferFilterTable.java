package io.mesosframework.embedded.master;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import org.apache.mesos.v1.Protos.Filters;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Resources;

/**
 * The filters of frameworks and their expiry. A filter suppresses later offers of the
 * same agent and role that contain no more than the refused resources.
 */
final class OfferFilterTable {

	private static final Duration DEFAULT = Duration.ofSeconds(5);

	private static final int COMPACTION = 10_000;

	private static final Duration MAX = Duration.ofDays(365);

	private final Term term;

	private final Map<Key, List<Filter>> filters = new HashMap<>();

	private final Map<Framework, Set<Key>> keys = new HashMap<>();

	private final PriorityQueue<Filter> expiring = new PriorityQueue<>(Comparator.comparing(Filter::expiry));

	OfferFilterTable(Term term) {
		this.term = term;
	}

	/**
	 * Read how long resources are refused.
	 * @param filters the filters of a call
	 * @return the time, zero for no filter
	 */
	static Duration duration(Filters filters) {
		double seconds = filters.getRefuseSeconds();
		if (seconds > MAX.toSeconds()) {
			return MAX;
		}
		if (seconds < 0 || Double.isNaN(seconds)) {
			return DEFAULT;
		}
		return Duration.ofNanos((long) (seconds * 1e9));
	}

	void refuse(Framework framework, Agent agent, Resources resources, Filters refusal) {
		Duration duration = duration(refusal);
		if (duration.isZero()) {
			return;
		}
		Duration least = this.term.options().allocationInterval();
		Instant expiry = this.term.now().plus((duration.compareTo(least) < 0) ? least : duration);
		String role = resources.toList().get(0).getAllocationInfo().getRole();
		Key key = new Key(framework, role, agent);
		Filter filter = new Filter(key, resources.unallocate(), expiry);
		this.filters.computeIfAbsent(key, (any) -> new ArrayList<>(1)).add(filter);
		this.keys.computeIfAbsent(framework, (any) -> new HashSet<>()).add(key);
		this.expiring.add(filter);
	}

	boolean refuses(Framework framework, String role, Agent agent, Resources resources) {
		List<Filter> list = this.filters.get(new Key(framework, role, agent));
		return list != null && list.stream().anyMatch((filter) -> filter.resources().contains(resources));
	}

	/**
	 * Drop the filters whose time has come.
	 * @param agents receives the agents that may be offered again
	 */
	void expire(Set<Agent> agents) {
		Instant now = this.term.now();
		while (!this.expiring.isEmpty() && !this.expiring.peek().expiry().isAfter(now)) {
			Filter filter = this.expiring.poll();
			List<Filter> list = this.filters.get(filter.key());
			if (list != null && list.remove(filter)) {
				agents.add(filter.key().agent());
				if (list.isEmpty()) {
					remove(filter.key());
				}
			}
		}
	}

	void clear(Framework framework) {
		Set<Key> own = this.keys.remove(framework);
		if (own != null) {
			own.forEach(this::drop);
		}
	}

	void clear(Framework framework, String role) {
		Set<Key> own = this.keys.get(framework);
		if (own != null) {
			own.removeIf((key) -> {
				if (key.role().equals(role)) {
					drop(key);
					return true;
				}
				return false;
			});
		}
	}

	void clear(Agent agent) {
		this.filters.keySet().removeIf((key) -> key.agent() == agent);
		this.keys.values().forEach((own) -> own.removeIf((key) -> key.agent() == agent));
	}

	private void remove(Key key) {
		this.filters.remove(key);
		Set<Key> own = this.keys.get(key.framework());
		if (own != null) {
			own.remove(key);
		}
	}

	private void drop(Key key) {
		this.filters.remove(key);
		if (this.filters.isEmpty()) {
			this.expiring.clear();
		}
		else if (this.expiring.size() > COMPACTION && this.expiring.size() > 2 * this.filters.size()) {
			this.expiring.removeIf((filter) -> !this.filters.getOrDefault(filter.key(), List.of()).contains(filter));
		}
	}

	/**
	 * Whose filter it is.
	 *
	 * @param framework the framework
	 * @param role its role
	 * @param agent the agent
	 */
	private record Key(Framework framework, String role, Agent agent) {
	}

	/**
	 * Refused resources. Compared by identity.
	 */
	private static final class Filter {

		private final Key key;

		private final Resources resources;

		private final Instant expiry;

		Filter(Key key, Resources resources, Instant expiry) {
			this.key = key;
			this.resources = resources;
			this.expiry = expiry;
		}

		Key key() {
			return this.key;
		}

		Resources resources() {
			return this.resources;
		}

		Instant expiry() {
			return this.expiry;
		}

	}

}
