package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;

/**
 * Brings waiting instances into their homes, and says what keeps them out. Used on the
 * event loop only.
 */
final class HomePlacement {

	/** For so long a home of an earlier life is looked for in the offers of its agent. */
	private static final Duration RECOGNITION = Duration.ofSeconds(10);

	private final ManagerLoop manager;

	private final HomeLedger ledger;

	private final HomeLogic logic;

	private final HomeOptions options;

	/** Since when instances wait for their homes. */
	private final Map<String, Instant> away = new HashMap<>();

	HomePlacement(ManagerLoop manager, HomeLedger ledger, HomeLogic logic, HomeOptions options) {
		this.manager = manager;
		this.ledger = ledger;
		this.logic = logic;
		this.options = options;
	}

	void place(List<HomeGroup> waiting, HomeRound round, HomeDemand demand, boolean settled, Instant now) {
		Map<String, Instant> before = new HashMap<>(this.away);
		this.away.clear();
		waiting.forEach((group) -> place(group, round, demand, settled, before, now));
	}

	private void place(HomeGroup group, HomeRound round, HomeDemand demand, boolean settled,
			Map<String, Instant> awayBefore, Instant now) {
		AppState app = group.app();
		app.unplaced(0, null);
		Map<Integer, String> why = new TreeMap<>();
		Map<Instance, Home> homeless = new LinkedHashMap<>();
		for (Instance instance : group.instances()) {
			Home home = home(app, instance, now);
			if (home.due() != null && home.due().isAfter(now) && home.state() != HomeState.RESERVING) {
				demand.at(home.due());
				why.put(instance.index(), "its home could not be made: " + home.problem());
			}
			else if (home.state() == HomeState.WANTED) {
				if (settled) {
					homeless.put(instance, home);
				}
				else {
					demand.want(group.role());
					why.put(instance.index(), "homes of an earlier life are looked for first");
				}
			}
			else {
				String reason = atHome(app, instance, home, round, demand, awayBefore, now);
				if (reason != null) {
					why.put(instance.index(), reason);
				}
			}
		}
		if (!homeless.isEmpty() && !round.find(app, group.placement(homeless.size()), homeless).isEmpty()) {
			demand.want(group.role());
		}
		app.atHome(why);
	}

	private Home home(AppState app, Instance instance, Instant now) {
		Home home = this.ledger.of(app.name(), instance.index());
		if (home != null) {
			return home;
		}
		Launch launch = instance.launch();
		boolean adopted = launch != null && app.definitionOf(instance).keepsHome();
		home = this.logic.wanted(app.name(), instance.index(), now);
		if (launch != null && adopted && this.options.orphans() != OrphanHomePolicy.IGNORE) {
			// its task was found running: its home must be there as well
			home = new Home(app.name(), instance.index(), "", HomeState.SOUGHT, launch.agentId(), launch.hostname(),
					null, List.of(), List.of(), 0, null, now, null);
			this.manager.homesChanged();
		}
		this.ledger.put(home);
		return home;
	}

	private @Nullable String atHome(AppState app, Instance instance, Home home, HomeRound round, HomeDemand demand,
			Map<String, Instant> awayBefore, Instant now) {
		String reason = switch (home.state()) {
			case READY -> round.launch(app, instance, home);
			case SOUGHT -> "its home on agent " + home.agentId() + " is looked for";
			default -> "its home on agent " + home.hostname() + " is being made";
		};
		if (reason == null) {
			return null;
		}
		demand.want((home.role() != null) ? home.role() : OfferDemand.ANY_ROLE);
		demand.at(home.due());
		boolean forsaken = isForsaken(app, instance, home, demand, awayBefore, now);
		if (forsaken || isNowhere(home, round, demand, now)) {
			this.ledger.apply(home, this.logic.leave(home, true, now));
			this.manager.homesChanged();
		}
		return reason;
	}

	/** Return whether an instance has waited for its home for as long as it may. */
	private boolean isForsaken(AppState app, Instance instance, Home home, HomeDemand demand,
			Map<String, Instant> awayBefore, Instant now) {
		Duration patience = app.definition().home().leaveAfter();
		if (patience == null || home.state() == HomeState.RESERVING) {
			return false;
		}
		String key = app.name() + "." + instance.index();
		Instant since = awayBefore.getOrDefault(key, now);
		this.away.put(key, since);
		demand.at(since.plus(patience));
		return !since.plus(patience).isAfter(now);
	}

	/** Return whether the agent offers something, but no home of an earlier life. */
	private static boolean isNowhere(Home home, HomeRound round, HomeDemand demand, Instant now) {
		if (home.state() != HomeState.SOUGHT) {
			return false;
		}
		Instant limit = home.since().plus(RECOGNITION);
		demand.at(limit);
		return !limit.isAfter(now) && round.offers(Objects.requireNonNull(home.agentId()));
	}

}
