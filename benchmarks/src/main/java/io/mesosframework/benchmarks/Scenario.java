package io.mesosframework.benchmarks;

import java.util.Locale;

/**
 * One kind of work, the same for every client.
 *
 * @param work what is sent and what must come back
 * @param size updates, offers or events in a round
 * @param warm rounds that do not count
 * @param rounds rounds that count
 */
record Scenario(Work work, int size, int warm, int rounds) {

	/** Kinds of work. */
	enum Work {

		/**
		 * Read events and hand them out; only the last one of a round wants an answer.
		 */
		DECODE,

		/** Acknowledge each update. */
		ACKS,

		/** Accept each offer with one task, a hundred offers an event. */
		ACCEPTS,

		/** The same, with all offers in one event. */
		GIANT

	}

	static Scenario parse(String text) {
		String[] parts = text.split(":");
		return new Scenario(Work.valueOf(parts[0].toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1]),
				Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
	}

	/** Returns how a client is to treat offers. */
	String offers() {
		return (this.work == Work.DECODE) ? "ignore" : "accept";
	}

	Recording recording(Events source, int first) {
		return switch (this.work) {
			case DECODE -> Recording.mixed(source, this.size, first);
			case ACKS -> Recording.updates(source, first, this.size);
			case ACCEPTS -> Recording.offers(source, first, this.size, 100);
			case GIANT -> Recording.offers(source, first, this.size, this.size);
		};
	}

	/** Returns how many answers end a round. */
	int answers() {
		return (this.work == Work.DECODE) ? 1 : this.size;
	}

	@Override
	public String toString() {
		return this.work.name().toLowerCase(Locale.ROOT) + ':' + this.size + ':' + this.warm + ':' + this.rounds;
	}

}
