package io.mesosframework.task;

import java.util.Map;

/**
 * Number of instances by phase at one point in time. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class InstanceCounts {

	private static final int PHASES = Phase.values().length;

	private final int[] total = new int[PHASES];

	private final Map<String, int[]> apps;

	/**
	 * Create counts.
	 * @param apps the number of instances of each app, by the ordinal of the phase
	 */
	public InstanceCounts(Map<String, int[]> apps) {
		this.apps = Map.copyOf(apps);
		for (int[] counts : this.apps.values()) {
			for (int i = 0; i < PHASES; i++) {
				this.total[i] += counts[i];
			}
		}
	}

	/**
	 * Return the number of instances of all apps in a phase.
	 * @param phase the phase
	 * @return the number
	 */
	public int count(Phase phase) {
		return this.total[phase.ordinal()];
	}

	/**
	 * Return the number of instances of an app in a phase.
	 * @param app the name of the app
	 * @param phase the phase
	 * @return the number; 0 if the app is unknown
	 */
	public int count(String app, Phase phase) {
		int[] counts = this.apps.get(app);
		return (counts != null) ? counts[phase.ordinal()] : 0;
	}

}
