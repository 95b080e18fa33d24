package io.mesosframework.task.internal.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.mesosframework.placement.PlacementRefusals;

/**
 * What one round of placement has found out about the apps whose instances wait. Apps of
 * which nothing was found out are absent: what was found before still holds for them.
 * Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class PlacementFindings {

	private final Map<AppState, Optional<Unplaced>> unplaced = new LinkedHashMap<>();

	private final Map<AppState, Map<Integer, ReservationWait>> inReservation = new LinkedHashMap<>();

	/** All that was looked for has found a place, or nothing was looked for. */
	public void placed(AppState app) {
		this.unplaced.put(app, Optional.empty());
	}

	/** Some instances have found no place. */
	public void unplaced(AppState app, int count, PlacementRefusals why) {
		this.unplaced.put(app, Optional.of(new Unplaced(count, why)));
	}

	/** Instances cannot be launched in their reservations, by number. */
	public void inReservation(AppState app, Map<Integer, ReservationWait> why) {
		this.inReservation.put(app, Map.copyOf(why));
	}

	/** Let the apps know. */
	public void publish() {
		this.unplaced.forEach((app, found) -> app.unplaced(found.orElse(null)));
		this.inReservation.forEach(AppState::inReservation);
	}

}
