package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.mesos.v1.Protos.OperationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The homes that are known: the one of each instance, and those that were left and are to
 * be freed. A home that was forgotten is remembered by its id: when something of it shows
 * up after all, it is freed. Changed on the event loop only; read from any thread.
 */
final class HomeLedger {

	private static final Logger logger = LoggerFactory.getLogger(HomeLedger.class);

	private static final int MAX_FORGOTTEN = 10_000;

	private final ConcurrentSkipListMap<String, Home> homes = new ConcurrentSkipListMap<>();

	/** The ids of the homes that instances have. */
	private final Map<Owner, String> current = new HashMap<>();

	private final Map<String, String> operations = new HashMap<>();

	private final Set<String> forgotten = Collections.newSetFromMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MAX_FORGOTTEN;
		}

	});

	private final HomeLogic logic;

	private final StateChanges changes;

	/**
	 * Create a ledger.
	 * @param logic decides on operations
	 * @param changes told what is to be stored
	 */
	HomeLedger(HomeLogic logic, StateChanges changes) {
		this.logic = logic;
		this.changes = changes;
	}

	/** Return all homes; a snapshot. */
	List<Home> homes() {
		return new ArrayList<>(this.homes.values());
	}

	Collection<Home> all() {
		return this.homes.values();
	}

	boolean isEmpty() {
		return this.homes.isEmpty();
	}

	/** Return the home of an instance, or {@code null} if it has none. */
	@Nullable Home of(String app, int index) {
		String key = this.current.get(new Owner(app, index));
		return (key != null) ? this.homes.get(key) : null;
	}

	/** Return a home by its id, or {@code null} if it is unknown. */
	@Nullable Home find(String id) {
		return this.homes.get(id);
	}

	/** Return a home of which something was seen, or {@code null} if it is unknown. */
	@Nullable Home find(HomeSight sight, Instant now) {
		String id = sight.labels().id();
		Home known = this.homes.get(id);
		if (known == null && this.forgotten.contains(id)) {
			known = sight.toHome(HomeState.LEAVING, now, null);
			put(known);
		}
		return known;
	}

	/** Give an instance a home; it must not have one. */
	void put(Home home) {
		String key = key(home);
		if (home.state() != HomeState.LEAVING) {
			this.current.put(new Owner(home.app(), home.index()), key);
		}
		this.homes.put(key, home);
		changed(key);
		this.forgotten.remove(key);
		home.operations().forEach((operation) -> this.operations.put(operation.id(), key));
	}

	private void changed(String key) {
		if (!key.startsWith("?")) {
			this.changes.changed(StoreKeys.home(key), () -> this.homes.get(key));
		}
	}

	/** Sought homes have no id of their own yet. */
	private static String key(Home home) {
		return (home.state() == HomeState.SOUGHT) ? "?" + home.app() + "." + home.index() : home.id();
	}

	/** Record what becomes of a home. */
	void apply(Home before, HomeDecision decision) {
		Home after = decision.home();
		if (before.equals(after) && decision.next() == null) {
			return;
		}
		String key = key(before);
		before.operations().forEach((operation) -> this.operations.remove(operation.id()));
		this.homes.remove(key);
		changed(key);
		if (before.state() != HomeState.LEAVING) {
			this.current.remove(new Owner(before.app(), before.index()), key);
		}
		if (after != null) {
			put(after);
		}
		else if (!before.id().isEmpty()) {
			this.forgotten.add(before.id());
		}
		if (decision.next() != null) {
			put(decision.next());
		}
		log(before, after, decision.next());
	}

	private static void log(Home before, @Nullable Home after, @Nullable Home next) {
		if (next != null && next.problem() != null) {
			logger.warn("The home of {}[{}] on agent {} is given up: {}", before.app(), before.index(),
					before.hostname(), next.problem());
		}
		else if (after == null && before.state() == HomeState.LEAVING) {
			logger.info("The home that {}[{}] has left on agent {} is free", before.app(), before.index(),
					before.hostname());
		}
		else if (after != null && after.state() != before.state()) {
			logger.info("The home of {}[{}] on agent {} is {}", after.app(), after.index(), after.hostname(),
					after.state());
		}
		else if (after != null && after.problem() != null && !after.problem().equals(before.problem())) {
			logger.warn("The home of {}[{}] on agent {}: {}", after.app(), after.index(), after.hostname(),
					after.problem());
		}
	}

	/**
	 * Take feedback.
	 * @return the home before, or {@code null} if it is about nothing that is known
	 */
	@Nullable Home operation(OperationStatus status, Instant now) {
		String id = status.getOperationId().getValue();
		String key = this.operations.get(id);
		Home home = (key != null) ? this.homes.get(key) : null;
		if (home != null) {
			apply(home, this.logic.operation(home, id, status.getState(), status.getMessage(), now));
		}
		return home;
	}

	/**
	 * Whose home it is.
	 *
	 * @param app the app
	 * @param index the number of the instance
	 */
	private record Owner(String app, int index) {

	}

}
