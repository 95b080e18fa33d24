package io.mesosframework.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of the race, which is run and written on its own.
 */
enum RacePart {

	/** Clients that read events and send calls. */
	TRANSPORT(List.of("decode", "acks", "accepts", "giant"), 3, 3, Duration.ofSeconds(50)),

	/** Placement of tasks on offers. */
	PLACEMENT(List.of("mixed", "constrained", "shapes", "single"), 2, 2, Duration.ofSeconds(20)),

	/** A framework and a simulated cluster. */
	END_TO_END(List.of("cluster"), 3, 4, Duration.ofSeconds(20));

	private final List<String> kinds;

	private final int minNumbers;

	private final int maxNumbers;

	private final Duration quickLimit;

	RacePart(List<String> kinds, int minNumbers, int maxNumbers, Duration quickLimit) {
		this.kinds = kinds;
		this.minNumbers = minNumbers;
		this.maxNumbers = maxNumbers;
		this.quickLimit = quickLimit;
	}

	/**
	 * Return the part with a name.
	 * @param name a name such as {@code end-to-end}
	 * @throws IllegalArgumentException if there is no such part
	 */
	static RacePart named(String name) {
		return Arrays.stream(values())
			.filter((part) -> part.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown part '" + name + "', expected one of "
					+ Arrays.stream(values()).map(RacePart::toString).collect(Collectors.joining(", "))));
	}

	/**
	 * Return the part to which a scenario belongs.
	 * @param scenario its kind and numbers, separated by colons
	 * @throws IllegalArgumentException if it is no scenario of any part
	 */
	static RacePart of(String scenario) {
		String[] words = scenario.split(":", -1);
		RacePart part = Arrays.stream(values())
			.filter((candidate) -> candidate.kinds.contains(words[0]))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown scenario '" + scenario + "'"));
		int numbers = words.length - 1;
		boolean valid = Arrays.stream(words).skip(1).allMatch((word) -> word.matches("\\d{1,9}"));
		if (!valid || numbers < part.minNumbers || numbers > part.maxNumbers) {
			throw new IllegalArgumentException("Scenario '" + scenario + "' must have " + part.expected() + " after '"
					+ words[0] + "', separated by colons");
		}
		return part;
	}

	private String expected() {
		return ((this.minNumbers == this.maxNumbers) ? "" : this.minNumbers + " or ") + this.maxNumbers + " numbers";
	}

	/**
	 * Return how long the part may begin something new when a first impression is enough.
	 */
	Duration quickLimit() {
		return this.quickLimit;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
