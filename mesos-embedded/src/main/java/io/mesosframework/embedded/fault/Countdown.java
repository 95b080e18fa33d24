package io.mesosframework.embedded.fault;

/**
 * Counts how often a rule still applies. Used on the loop only.
 */
final class Countdown {

	/** A rule that applies until it is removed. */
	static final int FOREVER = Integer.MAX_VALUE;

	private int left;

	Countdown(int times) {
		this.left = times;
	}

	void use() {
		if (this.left != FOREVER) {
			this.left--;
		}
	}

	boolean isSpent() {
		return this.left <= 0;
	}

}
