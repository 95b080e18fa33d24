package io.mesosframework.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.mesosframework.benchmarks.cluster.EndToEnd;
import io.mesosframework.benchmarks.placement.PlacementRace;

/**
 * Runs all contenders through all scenarios, prints what happens, and writes a page about
 * it.
 */
final class Race {

	/** What everyone does, with plenty of memory. */
	private static final List<Scenario> FULL = scenarios("decode:100000:20:15", "acks:800:100:20", "acks:5000:40:10",
			"acks:20000:20:10", "accepts:800:100:20", "accepts:5000:40:10", "accepts:20000:20:10");

	/** What is about survival, with little memory. */
	private static final List<Scenario> STRESS = scenarios("acks:100000:2:5", "giant:50000:2:5");

	private static final List<Scenario> QUICK = scenarios("decode:20000:1:2", "acks:2000:1:2", "accepts:2000:1:2");

	private static final List<Scenario> QUICK_STRESS = scenarios("acks:20000:0:1", "giant:10000:0:1");

	private static final String PLACEMENT = "placement";

	private static final String END_TO_END = "end-to-end";

	/** The parts that are run on their own. */
	private static final List<String> PARTS = List.of(PLACEMENT, END_TO_END);

	/** Seconds that a contender may take for all rounds of one placement. */
	private static final int PATIENCE = 300;

	private final List<Heat.Result> results = new ArrayList<>();

	private final Path logs;

	private final String only;

	private Race(Path logs, String only) {
		this.logs = logs;
		this.only = only;
	}

	/**
	 * Races.
	 * @param args {@code --quick} for a first impression, {@code --only} and a part of
	 * the page or of a contender's name, {@code --scenario} and one like
	 * {@code acks:20000:5:7} (work, size, warm and other rounds) or
	 * {@code mixed:1000:10000} (tasks, agents and number of tasks), {@code --output} and
	 * a file for the page
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException never
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Machine.touch();
		List<String> options = Arrays.asList(args);
		String only = option(options, "--only");
		if (only.isEmpty() || !PARTS.contains(only)) {
			String page = transport(options, only);
			output(options, page, (file) -> Sections.around(file, page));
		}
		if (only.isEmpty() || only.equals(PLACEMENT)) {
			String section = PlacementRace.run(logs().resolve(PLACEMENT), scenarios(options),
					options.contains("--quick"), option(options, "--client"), PATIENCE);
			output(options, section, (file) -> Sections.put(file, PLACEMENT, section));
		}
		if (only.isEmpty() || only.equals(END_TO_END)) {
			String section = EndToEnd.run(logs().resolve(END_TO_END), scenarios(options), options.contains("--quick"));
			output(options, section, (file) -> Sections.put(file, END_TO_END, section));
		}
	}

	private static String transport(List<String> options, String only) throws IOException, InterruptedException {
		boolean quick = options.contains("--quick");
		Race race = new Race(logs(), only);
		List<String> own = scenarios(options);
		if (own.isEmpty()) {
			race.run(quick ? QUICK : FULL, "1g");
			race.run(quick ? QUICK_STRESS : STRESS, Page.SMALL_HEAP);
		}
		else {
			race.run(own.stream().map(Scenario::parse).toList(), "1g");
		}
		return new Page(race.results).toString();
	}

	private static Path logs() {
		return Path.of(System.getProperty("race.logs", "benchmarks/target/race"));
	}

	private static List<String> scenarios(List<String> options) {
		String own = option(options, "--scenario");
		return own.isEmpty() ? List.of() : List.of(own.split(","));
	}

	private static void output(List<String> options, String text, Writer writer) throws IOException {
		System.out.println(text);
		String output = option(options, "--output");
		if (!output.isEmpty()) {
			writer.write(Path.of(output));
		}
	}

	private static String option(List<String> options, String name) {
		int at = options.indexOf(name);
		return (at < 0) ? "" : options.get(at + 1);
	}

	private static List<Scenario> scenarios(String... texts) {
		return Arrays.stream(texts).map(Scenario::parse).toList();
	}

	private void run(List<Scenario> scenarios, String heap) throws IOException, InterruptedException {
		for (Contender contender : Contender.all(heap)) {
			if (!contender.missing().isEmpty()) {
				System.out.println("skipped " + contender.name() + ": " + contender.missing());
				continue;
			}
			if (!contender.name().contains(this.only)) {
				continue;
			}
			for (Scenario scenario : scenarios) {
				Heat.Result result = Heat.run(scenario, contender, this.logs);
				this.results.add(result);
				System.out.printf("%-28s %-20s median %,12.0f/s  min %,12.0f  max %,12.0f  %4d MiB  cpu %.1f s %s%n",
						contender.name(), scenario, result.median(), result.min(), result.max(), result.residentMiB(),
						result.cpuSeconds(), result.verdict());
			}
		}
	}

	/**
	 * Writes to a page.
	 */
	private interface Writer {

		void write(Path file) throws IOException;

	}

}
