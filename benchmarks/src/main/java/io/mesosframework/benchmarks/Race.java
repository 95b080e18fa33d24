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

	private static final List<Scenario> QUICK_STRESS = scenarios("giant:5000:0:1");

	/** Seconds that a contender may take for all rounds of one placement. */
	private static final int PATIENCE = 300;

	private final List<BenchmarkRun.Result> results = new ArrayList<>();

	private final RaceOptions options;

	private final TimeLimit limit;

	private Race(RaceOptions options) {
		this.options = options;
		this.limit = options.limit(RacePart.TRANSPORT);
	}

	/**
	 * Races.
	 * @param args the options, see {@link RaceOptions#USAGE}
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException never
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		if (List.of(args).contains("--help")) {
			System.out.println(RaceOptions.USAGE);
			return;
		}
		RaceOptions options;
		try {
			options = RaceOptions.parse(List.of(args));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(RaceOptions.USAGE);
			System.exit(2);
			return;
		}
		run(options);
	}

	private static void run(RaceOptions options) throws IOException, InterruptedException {
		Machine.touch();
		if (options.runs(RacePart.TRANSPORT)) {
			String page = new Race(options).transport();
			output(options, page, (file) -> Sections.around(file, page));
		}
		if (options.runs(RacePart.PLACEMENT)) {
			String section = PlacementRace.run(logs(RacePart.PLACEMENT), options.scenarios(RacePart.PLACEMENT),
					options.quick(), options::includes, options.limit(RacePart.PLACEMENT), PATIENCE);
			output(options, section, (file) -> Sections.put(file, RacePart.PLACEMENT.toString(), section));
		}
		if (options.runs(RacePart.END_TO_END) && options.includes(Contender.OURS)) {
			String section = EndToEnd.run(logs(RacePart.END_TO_END), options.scenarios(RacePart.END_TO_END),
					options.quick(), options.limit(RacePart.END_TO_END));
			output(options, section, (file) -> Sections.put(file, RacePart.END_TO_END.toString(), section));
		}
	}

	private String transport() throws IOException, InterruptedException {
		boolean quick = this.options.quick();
		List<String> own = this.options.scenarios(RacePart.TRANSPORT);
		if (own.isEmpty()) {
			run(quick ? QUICK : FULL, "1g");
			run(quick ? QUICK_STRESS : STRESS, Page.SMALL_HEAP);
		}
		else {
			run(own.stream().map(Scenario::parse).toList(), "1g");
		}
		return this.results.isEmpty() ? "" : new Page(this.results, silence()).toString();
	}

	/** Return the seconds of silence after which a client counts as dead. */
	private int silence() {
		return this.options.quick() ? 3 : 10;
	}

	private static Path logs() {
		return Path.of(System.getProperty("race.logs", "benchmarks/target/race"));
	}

	private static Path logs(RacePart part) {
		return logs().resolve(part.toString());
	}

	private static void output(RaceOptions options, String text, Writer writer) throws IOException {
		if (text.isEmpty()) {
			return;
		}
		System.out.println(text);
		if (options.output() != null) {
			writer.write(options.output());
		}
	}

	private static List<Scenario> scenarios(String... texts) {
		return Arrays.stream(texts).map(Scenario::parse).toList();
	}

	private void run(List<Scenario> scenarios, String heap) throws IOException, InterruptedException {
		for (Contender contender : Contender.all(heap)) {
			if (!this.options.includes(contender.name())) {
				continue;
			}
			if (!contender.missing().isEmpty()) {
				System.out.println("skipped " + contender.name() + ": " + contender.missing());
				continue;
			}
			for (Scenario scenario : scenarios) {
				if (!this.limit.leavesTimeFor(contender.name() + ' ' + scenario)) {
					continue;
				}
				BenchmarkRun.Result result = BenchmarkRun.run(scenario, contender, logs(), silence());
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
