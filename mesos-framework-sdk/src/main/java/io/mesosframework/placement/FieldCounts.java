package io.mesosframework.placement;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts instances by the value of a field. Not thread-safe.
 */
final class FieldCounts {

	private static final int UNKNOWN = -1;

	private final Map<String, Integer> counts = new HashMap<>();

	/** The smallest count, or {@link #UNKNOWN}, and how many values have it. */
	private int least;

	private int atLeast;

	void add(String value) {
		int before = this.counts.merge(value, 1, Integer::sum) - 1;
		if (before == 0 && this.least != UNKNOWN) {
			this.atLeast = (this.least == 1) ? this.atLeast + 1 : 1;
			this.least = 1;
		}
		else if (before == this.least) {
			this.atLeast--;
			this.least = (this.atLeast > 0) ? this.least : UNKNOWN;
		}
	}

	void remove(String value) {
		this.counts.computeIfPresent(value, (key, count) -> (count > 1) ? count - 1 : null);
		this.least = UNKNOWN;
	}

	/** Return the counts by value. */
	Map<String, Integer> byValue() {
		return this.counts;
	}

	/** Return the smallest count of any value that occurs, or 0. */
	int least() {
		if (this.least == UNKNOWN) {
			this.least = 0;
			this.atLeast = 0;
			for (int count : this.counts.values()) {
				if (this.least == 0 || count < this.least) {
					this.least = count;
					this.atLeast = 0;
				}
				this.atLeast += (count == this.least) ? 1 : 0;
			}
		}
		return this.least;
	}

}
