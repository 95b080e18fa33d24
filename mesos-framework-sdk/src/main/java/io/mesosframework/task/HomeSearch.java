package io.mesosframework.task;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.PlacementGroup;
import io.mesosframework.offer.PlacementResult;
import io.mesosframework.offer.Placer;
import io.mesosframework.offer.ResourceNeed;

/**
 * Finds new homes in a round: all that want one are placed together, by the rules and in
 * the order that hold for all apps, on what nobody has reserved. Used on the event loop
 * only.
 */
final class HomeSearch {

	private final HomeRound round;

	private final Placer placer;

	HomeSearch(HomeRound round, Placer placer) {
		this.round = round;
		this.placer = placer;
	}

	/**
	 * Find homes and launch instances there.
	 * @param seekers who wants a home
	 */
	void find(List<Seeker> seekers) {
		Map<String, List<Seeker>> byRole = new LinkedHashMap<>();
		seekers.forEach((each) -> byRole.computeIfAbsent(each.group().role(), (role) -> new ArrayList<>()).add(each));
		byRole.forEach(this::find);
	}

	private void find(String role, List<Seeker> seekers) {
		Map<AgentOffer, HomeBatch> views = new IdentityHashMap<>();
		List<AgentOffer> offers = new ArrayList<>();
		for (HomeBatch batch : this.round.batches(role)) {
			AgentOffer view = batch.agent().withResources(batch.rest().filter(HomePlan::isFree));
			views.put(view, batch);
			offers.add(view);
		}
		if (offers.isEmpty()) {
			// what is known of the offers before still holds
			return;
		}
		Map<PlacementGroup, Seeker> groups = new IdentityHashMap<>();
		List<PlacementGroup> wanted = new ArrayList<>();
		for (Seeker seeker : seekers) {
			PlacementGroup group = group(seeker);
			groups.put(group, seeker);
			wanted.add(group);
			seeker.group().app().unplaced(0, null);
		}
		PlacementResult result = this.placer.place(offers, wanted);
		result.placements().forEach((placement) -> {
			Seeker seeker = Objects.requireNonNull(groups.get(placement.group()));
			launch(seeker, Objects.requireNonNull(views.get(placement.agent())));
		});
		result.refusals().forEach((unplaced) -> {
			Seeker seeker = Objects.requireNonNull(groups.get(unplaced.group()));
			seeker.group().app().unplaced(unplaced.count(), unplaced.why());
		});
	}

	private void launch(Seeker seeker, HomeBatch batch) {
		Iterator<Map.Entry<Instance, Home>> homeless = seeker.homeless().entrySet().iterator();
		Map.Entry<Instance, Home> next = homeless.next();
		int index = next.getKey().index();
		List<String> missing = this.round.launch(seeker.group().app(), next.getKey(), next.getValue(), batch);
		if (missing.isEmpty()) {
			homeless.remove();
			seeker.why().remove(index);
			return;
		}
		seeker.why()
			.put(index, HomeWait.because("the agent that was chosen for its home, " + batch.agent().hostname()
					+ ", lacks " + String.join(" and ", missing)));
	}

	private static PlacementGroup group(Seeker seeker) {
		PlacementGroup group = seeker.group().placement(seeker.homeless().size());
		ResourceNeed need = HomeNeeds.whole(group.need(), VolumeNeed.of(seeker.group().app().definition()));
		return new PlacementGroup(group.app(), need, group.count(), group.strategy(), group.constraints(), false,
				group.priority(), group.placed());
	}

	/**
	 * Instances of an app that want a home.
	 *
	 * @param group the group
	 * @param homeless those that have found none yet, with the homes that they want
	 * @param why why instances are not launched, by number; added to
	 */
	record Seeker(HomeGroup group, Map<Instance, Home> homeless, Map<Integer, HomeWait> why) {

	}

}
