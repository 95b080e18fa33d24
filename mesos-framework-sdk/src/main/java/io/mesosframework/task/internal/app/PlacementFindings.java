package io.mesosframework.task.internal.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.mesosframework.placement.PlacementRefusals;

/**
 * Findings of one placement round about apps with waiting instances. For an app without a
 * finding, the finding of the previous round remains valid. Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class PlacementFindings {

	private final Map<AppState, Optional<Unplaced>> unplaced = new LinkedHashMap<>();

	private final Map<AppState, Map<Integer, ReservationWait>> inReservation = new LinkedHashMap<>();

	/** Note that every instance of an app was placed, or that none had to be placed. */
	public void placed(AppState app) {
		this.unplaced.put(app, Optional.empty());
	}

	/** Note that some instances could not be placed. */
	public void unplaced(AppState app, int count, PlacementRefusals why) {
		this.unplaced.put(app, Optional.of(new Unplaced(count, why)));
	}

	/**
	 * Note why instances cannot be launched in their reservations, by instance number.
	 */
	public void inReservation(AppState app, Map<Integer, ReservationWait> why) {
		this.inReservation.put(app, Map.copyOf(why));
	}

	/** Pass the findings on to the apps. */
	public void publish() {
		this.unplaced.forEach((app, found) -> app.unplaced(found.orElse(null)));
		this.inReservation.forEach(AppState::inReservation);
	}

}
