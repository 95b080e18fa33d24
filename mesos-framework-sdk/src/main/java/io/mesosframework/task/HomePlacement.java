package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;
import io.mesosframework.task.HomeSearch.Seeker;

/**
 * Brings waiting instances into their homes, and says what keeps them out. Used on the
 * event loop only.
 */
final class HomePlacement {

	/** For so long a home of an earlier life is looked for in the offers of its agent. */
	private static final Duration RECOGNITION = Duration.ofSeconds(10);

	/**
	 * For so long what is reserved but not offered is waited for, and what was lacking
	 * last is told while nothing is offered.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final ManagerLoop manager;

	private final HomeLedger ledger;

	private final HomeLogic logic;

	private final HomeOptions options;

	/** Since when instances wait for their homes. */
	private final Map<String, Instant> away = new HashMap<>();

	/** What the agents of homes lacked, by home. */
	private final Map<String, Lack> lacks = new HashMap<>();

	HomePlacement(ManagerLoop manager, HomeLedger ledger, HomeLogic logic, HomeOptions options) {
		this.manager = manager;
		this.ledger = ledger;
		this.logic = logic;
		this.options = options;
	}

	/**
	 * Launch what waits, apps of higher priority first.
	 * @param waiting what waits
	 * @param round takes the launches
	 * @param search finds new homes
	 * @param demand told what is needed
	 * @param settledAt since when, or from when on, new homes are made
	 */
	void place(List<HomeGroup> waiting, HomeRound round, HomeSearch search, HomeDemand demand,
			@Nullable Instant settledAt) {
		Map<String, Instant> awayBefore = new HashMap<>(this.away);
		this.away.clear();
		Map<String, Lack> lacksBefore = new HashMap<>(this.lacks);
		this.lacks.clear();
		Past past = new Past(awayBefore, lacksBefore);
		List<HomeGroup> sorted = new ArrayList<>(waiting);
		sorted.sort(Comparator.comparingInt((group) -> -group.app().definition().priority()));
		List<Seeker> seekers = new ArrayList<>();
		Map<AppState, Map<Integer, HomeWait>> all = new LinkedHashMap<>();
		for (HomeGroup group : sorted) {
			Map<Integer, HomeWait> why = new TreeMap<>();
			all.put(group.app(), why);
			Map<Instance, Home> homeless = place(group, round, demand, settledAt, past, why);
			if (homeless.isEmpty()) {
				group.app().unplaced(0, null);
			}
			else {
				seekers.add(new Seeker(group, homeless, why));
			}
		}
		search.find(seekers);
		seekers.stream()
			.filter((seeker) -> !seeker.homeless().isEmpty())
			.forEach((seeker) -> demand.want(seeker.group().role()));
		all.forEach(AppState::atHome);
	}

	/** Launch what has a home; return what wants one. */
	private Map<Instance, Home> place(HomeGroup group, HomeRound round, HomeDemand demand, @Nullable Instant settledAt,
			Past past, Map<Integer, HomeWait> why) {
		AppState app = group.app();
		Instant now = round.now();
		Map<Instance, Home> homeless = new LinkedHashMap<>();
		for (Instance instance : group.instances()) {
			Home home = home(app, instance, now);
			if (home.due() != null && home.due().isAfter(now) && home.state() != HomeState.RESERVING) {
				demand.at(home.due());
				why.put(instance.index(), new HomeWait("its home could not be made: " + home.problem(), home.due()));
			}
			else if (home.state() != HomeState.WANTED) {
				HomeWait reason = atHome(app, instance, home, round, demand, past);
				if (reason != null) {
					why.put(instance.index(), reason);
				}
			}
			else if (settledAt != null && !now.isBefore(settledAt)) {
				homeless.put(instance, home);
			}
			else {
				demand.want(group.role());
				why.put(instance.index(), new HomeWait("homes of an earlier life are looked for first", settledAt));
			}
		}
		return homeless;
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
					null, null, List.of(), List.of(), 0, null, now, null);
			this.manager.homesChanged();
		}
		this.ledger.put(home);
		return home;
	}

	private @Nullable HomeWait atHome(AppState app, Instance instance, Home home, HomeRound round, HomeDemand demand,
			Past past) {
		HomeWait reason = switch (home.state()) {
			case READY -> launch(app, instance, home, round, demand, past.lacks().get(home.id()));
			case SOUGHT -> HomeWait.because("its home on agent " + home.agentId() + " is looked for");
			default -> HomeWait.because("its home on agent " + home.hostname() + " is being made");
		};
		if (reason == null) {
			return null;
		}
		demand.want((home.role() != null) ? home.role() : OfferDemand.ANY_ROLE);
		demand.at(home.due());
		boolean forsaken = isForsaken(app, instance, home, demand, past.away(), round.now());
		if (forsaken || isNowhere(home, round, demand)) {
			this.ledger.apply(home, this.logic.leave(home, true, round.now()));
			this.manager.homesChanged();
		}
		return reason;
	}

	/**
	 * Launch an instance at home. What is reserved but not offered is waited for, since
	 * the executor before may have it still, but not for ever: someone may have freed it.
	 */
	private @Nullable HomeWait launch(AppState app, Instance instance, Home home, HomeRound round, HomeDemand demand,
			@Nullable Lack before) {
		Instant now = round.now();
		if (!round.offers(home) && before != null && before.last().plus(PATIENCE).isAfter(now)) {
			// declined offers come back only in a while
			this.lacks.put(home.id(), before);
			demand.at(before.last().plus(PATIENCE));
			return HomeWait.because(before.text());
		}
		boolean waited = before != null && !before.since().plus(PATIENCE).isAfter(now);
		String text = round.launch(app, instance, waited ? home.withReserved(null) : home);
		if (text == null) {
			return null;
		}
		if (round.offers(home)) {
			Instant since = (before != null) ? before.since() : now;
			this.lacks.put(home.id(), new Lack(text, since, now));
			demand.at(since.plus(PATIENCE));
		}
		return HomeWait.because(text);
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
	private static boolean isNowhere(Home home, HomeRound round, HomeDemand demand) {
		if (home.state() != HomeState.SOUGHT) {
			return false;
		}
		Instant limit = home.since().plus(RECOGNITION);
		demand.at(limit);
		return !limit.isAfter(round.now()) && round.offers(home);
	}

	/**
	 * What kept an instance out of its home.
	 *
	 * @param text in words
	 * @param since since when something has been missing
	 * @param last when its agent offered anything last
	 */
	private record Lack(String text, Instant since, Instant last) {

	}

	/**
	 * What was known before this round.
	 *
	 * @param away since when instances wait for their homes
	 * @param lacks what the agents of homes lacked
	 */
	private record Past(Map<String, Instant> away, Map<String, Lack> lacks) {

	}

}
