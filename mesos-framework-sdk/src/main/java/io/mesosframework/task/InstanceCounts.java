package io.mesosframework.task;

import java.util.Map;

/**
 * How many instances are in which phase, at one moment. Immutable and thread-safe.
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
	 * Return how many instances of all apps are in a phase.
	 * @param phase the phase
	 * @return the number
	 */
	public int count(Phase phase) {
		return this.total[phase.ordinal()];
	}

	/**
	 * Return how many instances of an app are in a phase.
	 * @param app the name of the app
	 * @param phase the phase
	 * @return the number; 0 for an app that is not known
	 */
	public int count(String app, Phase phase) {
		int[] counts = this.apps.get(app);
		return (counts != null) ? counts[phase.ordinal()] : 0;
	}

}
