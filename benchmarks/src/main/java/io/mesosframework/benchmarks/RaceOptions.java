package io.mesosframework.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Options of the command line.
 *
 * @param quick whether a first impression within two minutes is enough
 * @param only the one part to run, or {@code null} to run every part that the other
 * options leave
 * @param client a part of the name of the clients that take part, or empty for all
 * @param scenarios the scenarios to run, or empty to run the usual ones
 * @param output the page to write, or {@code null} to print only
 */
record RaceOptions(boolean quick, @Nullable RacePart only, String client, List<String> scenarios,
		@Nullable Path output) {

	static final String USAGE = """
			Usage: benchmarks/run [OPTION]...
			  --quick               a first impression, within two minutes
			  --only PART           one part: transport, placement or end-to-end
			  --client NAME         only clients with this part of a name, for example rxjava
			  --scenario SCENARIO   these scenarios alone, separated by commas:
			                          decode|acks|accepts|giant:SIZE:WARM-UP-ROUNDS:ROUNDS
			                          mixed|constrained|shapes|single:AGENTS:TASKS
			                          cluster:AGENTS:TASKS:FAILOVERS[:WARM-UP-TASKS]
			  --output FILE         the page to write the results into""";

	/**
	 * Parse the command line.
	 * @param arguments the arguments of the program
	 * @return the options
	 * @throws IllegalArgumentException if an option is unknown, lacks its value, or has
	 * one that is not valid
	 */
	static RaceOptions parse(List<String> arguments) {
		boolean quick = false;
		RacePart only = null;
		String client = "";
		List<String> scenarios = new ArrayList<>();
		Path output = null;
		for (Iterator<String> left = arguments.iterator(); left.hasNext();) {
			String option = left.next();
			switch (option) {
				case "--quick" -> quick = true;
				case "--only" -> only = RacePart.named(value(option, left));
				case "--client" -> client = value(option, left);
				case "--scenario" -> scenarios.addAll(List.of(value(option, left).split(",")));
				case "--output" -> output = Path.of(value(option, left));
				default -> throw new IllegalArgumentException("Unknown option '" + option + "'");
			}
		}
		check(scenarios, only);
		return new RaceOptions(quick, only, client, List.copyOf(scenarios), output);
	}

	private static String value(String option, Iterator<String> left) {
		if (!left.hasNext()) {
			throw new IllegalArgumentException("Option '" + option + "' needs a value");
		}
		return left.next();
	}

	private static void check(List<String> scenarios, @Nullable RacePart only) {
		for (String scenario : scenarios) {
			RacePart part = RacePart.of(scenario);
			if (only != null && part != only) {
				throw new IllegalArgumentException("Scenario '" + scenario + "' belongs to the part '" + part
						+ "', which '--only " + only + "' leaves out");
			}
		}
	}

	/** Return whether a part is to run. */
	boolean runs(RacePart part) {
		if (this.only != null) {
			return part == this.only;
		}
		return this.scenarios.isEmpty() || !scenarios(part).isEmpty();
	}

	/** Return the given scenarios of a part; empty if its usual ones are to run. */
	List<String> scenarios(RacePart part) {
		return this.scenarios.stream().filter((scenario) -> RacePart.of(scenario) == part).toList();
	}

	/** Return whether the client with a name takes part. */
	boolean includes(String name) {
		return name.toLowerCase(Locale.ROOT).contains(this.client.toLowerCase(Locale.ROOT));
	}

	/** Return the limit of a part that begins now. */
	TimeLimit limit(RacePart part) {
		return this.quick ? TimeLimit.of(part.quickLimit()) : TimeLimit.none();
	}

}
