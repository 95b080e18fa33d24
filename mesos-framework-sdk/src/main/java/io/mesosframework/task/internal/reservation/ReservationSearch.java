package io.mesosframework.task.internal.reservation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult;
import io.mesosframework.placement.Placer;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.internal.app.PlacementFindings;
import io.mesosframework.task.internal.app.ReservationWait;

/**
 * Finds new reservations in a round. All instances that need one are placed together on
 * unreserved resources, by the same rules and in the same order as other instances. Used
 * on the event loop only.
 */
final class ReservationSearch {

	private final ReservationRound round;

	private final Placer placer;

	private final PlacementFindings findings;

	ReservationSearch(ReservationRound round, Placer placer, PlacementFindings findings) {
		this.findings = findings;
		this.round = round;
		this.placer = placer;
	}

	/**
	 * Find reservations and launch instances in them.
	 * @param seekers the instances that need a reservation
	 */
	void find(List<Seeker> seekers) {
		Map<String, List<Seeker>> byRole = new LinkedHashMap<>();
		seekers.forEach((each) -> byRole.computeIfAbsent(each.group().role(), (role) -> new ArrayList<>()).add(each));
		byRole.forEach(this::find);
	}

	private void find(String role, List<Seeker> seekers) {
		Map<AgentOffer, ReservationBatch> views = new IdentityHashMap<>();
		List<AgentOffer> offers = new ArrayList<>();
		for (ReservationBatch batch : this.round.batches(role)) {
			AgentOffer view = batch.agent().withResources(batch.rest().filter(ReservationPlan::isFree));
			views.put(view, batch);
			offers.add(view);
		}
		if (offers.isEmpty()) {
			// the findings from earlier offers remain valid
			return;
		}
		Map<PlacementGroup, Seeker> groups = new IdentityHashMap<>();
		List<PlacementGroup> wanted = new ArrayList<>();
		for (Seeker seeker : seekers) {
			PlacementGroup group = group(seeker);
			groups.put(group, seeker);
			wanted.add(group);
			this.findings.placed(seeker.group().app());
		}
		PlacementResult result = this.placer.place(offers, wanted);
		result.count();
		result.placements().forEach((placement) -> {
			Seeker seeker = Objects.requireNonNull(groups.get(placement.group()));
			launch(seeker, Objects.requireNonNull(views.get(placement.agent())));
		});
		result.refusals().forEach((unplaced) -> {
			Seeker seeker = Objects.requireNonNull(groups.get(unplaced.group()));
			this.findings.unplaced(seeker.group().app(), unplaced.count(), unplaced.why());
		});
	}

	private void launch(Seeker seeker, ReservationBatch batch) {
		Iterator<Map.Entry<Instance, Reservation>> unplaced = seeker.unplaced().entrySet().iterator();
		Map.Entry<Instance, Reservation> next = unplaced.next();
		int index = next.getKey().index();
		List<String> missing = this.round.launch(seeker.group().app(), next.getKey(), next.getValue(), batch);
		if (missing.isEmpty()) {
			unplaced.remove();
			seeker.why().remove(index);
			return;
		}
		seeker.why()
			.put(index, ReservationWait.because("the agent that was chosen for its reservation, "
					+ batch.agent().hostname() + ", lacks " + String.join(" and ", missing)));
	}

	private static PlacementGroup group(Seeker seeker) {
		PlacementGroup group = seeker.group().placement(seeker.unplaced().size());
		ResourceNeed need = ReservationDelta.whole(group.need(), VolumeNeed.of(seeker.group().app().definition()));
		return new PlacementGroup(group.app(), need, group.count(), group.strategy(), group.constraints(), false,
				group.priority(), group.placed());
	}

	/**
	 * Instances of an app that need a reservation.
	 *
	 * @param group the group
	 * @param unplaced the instances that are not placed yet, with their wanted
	 * reservations
	 * @param why the reasons why instances are not launched, by instance number; the
	 * search adds to it
	 */
	record Seeker(ReservationGroup group, Map<Instance, Reservation> unplaced, Map<Integer, ReservationWait> why) {

	}

}
