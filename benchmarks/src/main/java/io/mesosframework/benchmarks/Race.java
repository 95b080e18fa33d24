package io.mesosframework.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

	private final List<Heat.Result> results = new ArrayList<>();

	private final Path logs;

	private final String only;

	private Race(Path logs, String only) {
		this.logs = logs;
		this.only = only;
	}

	/**
	 * Races.
	 * @param args {@code --quick} for a first impression, {@code --only} and a part of a
	 * contender's name, {@code --scenario} and one like {@code acks:20000:5:7} (work,
	 * size, warm and other rounds), {@code --output} and a file for the page
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException never
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		List<String> options = Arrays.asList(args);
		boolean quick = options.contains("--quick");
		Race race = new Race(Path.of(System.getProperty("race.logs", "benchmarks/target/race")),
				option(options, "--only"));
		String scenario = option(options, "--scenario");
		if (scenario.isEmpty()) {
			race.run(quick ? QUICK : FULL, "1g");
			race.run(quick ? QUICK_STRESS : STRESS, Page.SMALL_HEAP);
		}
		else {
			race.run(scenarios(scenario), "1g");
		}
		String page = new Page(race.results).toString();
		System.out.println(page);
		String output = option(options, "--output");
		if (!output.isEmpty()) {
			Files.writeString(Path.of(output), page);
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

}
