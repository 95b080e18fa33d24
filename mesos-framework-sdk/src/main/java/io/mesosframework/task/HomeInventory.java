package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferDemand;

/**
 * Compares the homes that are known with the instances that there are: leaves what nobody
 * needs, gives instances back what an earlier life has made for them, and frees the rest.
 * Used on the event loop only.
 */
final class HomeInventory {

	/** For so long after a home was left offers are asked for again and again. */
	private static final Duration HOPE = HomeLogic.MEMORY;

	/** For so long offers are asked for to free a home that was left. */
	private static final Duration INSISTENCE = Duration.ofMinutes(10);

	/** After so long they are asked for again. */
	private static final Duration ANEW = Duration.ofHours(1);

	private final HomeLedger ledger;

	private final HomeLogic logic;

	private final HomeOrphans orphans;

	HomeInventory(HomeLedger ledger, HomeLogic logic, HomeOrphans orphans) {
		this.ledger = ledger;
		this.logic = logic;
		this.orphans = orphans;
	}

	/** Leave what nobody needs, take back what is ours, give up what does not come. */
	void take(Collection<AppState> all, HomeDemand demand, @Nullable Instant settledAt, Instant now) {
		Map<String, AppState> apps = new HashMap<>();
		all.forEach((app) -> apps.put(app.name(), app));
		for (Home home : this.ledger.homes()) {
			AppState app = apps.get(home.app());
			Instance instance = (app != null) ? app.instance(home.index()) : null;
			if (home.state() != HomeState.LEAVING
					&& (app == null || instance == null || !app.definition().keepsHome())) {
				this.ledger.apply(home, this.logic.leave(home, false, now));
				continue;
			}
			boolean live = instance != null && instance.phase().isLive();
			this.ledger.apply(home, this.logic.due(home, live, now));
		}
		for (HomeSight sight : this.orphans.adoptable()) {
			AppState app = apps.get(sight.labels().app());
			Instance instance = (app != null) ? app.instance(sight.labels().index()) : null;
			if (app != null && instance != null && mayAdopt(app, instance, sight)) {
				adopt(app, sight, now);
			}
		}
		if (settledAt != null && !now.isBefore(settledAt)) {
			for (HomeSight sight : this.orphans.left((each) -> hasPlace(apps, each), now)) {
				this.ledger.put(sight.toHome(HomeState.LEAVING, now, null));
			}
			if (this.orphans.areAwaited()) {
				demand.want(OfferDemand.ANY_ROLE);
				demand.at(this.orphans.due());
			}
		}
		else {
			demand.at(settledAt);
		}
	}

	/** Return whether an instance may still come back to a home that it does not have. */
	private boolean hasPlace(Map<String, AppState> apps, HomeSight sight) {
		AppState app = apps.get(sight.labels().app());
		Instance instance = (app != null) ? app.instance(sight.labels().index()) : null;
		if (app == null || instance == null || !app.definition().keepsHome()) {
			return false;
		}
		Home home = this.ledger.of(instance.app(), instance.index());
		return home == null || home.state() == HomeState.WANTED || home.state() == HomeState.SOUGHT;
	}

	private boolean mayAdopt(AppState app, Instance instance, HomeSight sight) {
		Home home = this.ledger.of(instance.app(), instance.index());
		boolean free = home == null || home.state() == HomeState.WANTED
				|| (home.state() == HomeState.SOUGHT && isThere(home, sight));
		return free && app.definition().keepsHome() && !instance.phase().isLive();
	}

	/** An agent that was told to shut down comes back under a new id. */
	private static boolean isThere(Home sought, HomeSight sight) {
		return sight.agentId().equals(sought.agentId())
				|| (!sight.hostname().isEmpty() && sight.hostname().equals(sought.hostname()));
	}

	private void adopt(AppState app, HomeSight sight, Instant now) {
		int index = sight.labels().index();
		Home before = this.ledger.of(app.name(), index);
		if (before != null) {
			this.ledger.apply(before, this.logic.leave(before, false, now));
		}
		this.orphans.remove(sight.labels().id());
		Home home = sight.toHome(HomeState.RESERVING, now, now);
		Home whole = home
			.withVolumes(VolumeNeed.of(app.definition()).stream().map((volume) -> volume.id(home)).toList());
		this.ledger.put(whole);
		this.ledger.apply(whole, this.logic.seen(whole, sight, now));
	}

	/** Free what was left, as far as it is offered, and ask for offers of the rest. */
	void free(HomeRound round, HomeDemand demand, Instant now) {
		for (Home home : this.ledger.homes()) {
			if (home.state() == HomeState.LEAVING) {
				round.free(home);
				await(home, demand, now);
			}
		}
	}

	private void await(Home home, HomeDemand demand, Instant now) {
		Home left = this.ledger.find(home.id());
		if (left == null || left.state() != HomeState.LEAVING || left.role() == null) {
			return;
		}
		long age = Duration.between(left.since(), now).toMillis();
		demand.at(left.due());
		if (age >= HOPE.toMillis()) {
			return;
		}
		boolean insist = age % ANEW.toMillis() < INSISTENCE.toMillis();
		if (insist) {
			demand.want(left.role());
		}
		demand.at(now.plusMillis((insist ? INSISTENCE : ANEW).toMillis() - age % ANEW.toMillis()));
	}

}
