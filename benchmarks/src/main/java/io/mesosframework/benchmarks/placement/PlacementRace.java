package io.mesosframework.benchmarks.placement;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Predicate;

import io.mesosframework.benchmarks.TimeLimit;

/**
 * Lets contenders place the same workloads, each in a process of its own, and checks what
 * they did.
 */
public final class PlacementRace {

	/** Rounds that do not count, and rounds that do. */
	private static final int WARM = 5;

	private static final int ROUNDS = 7;

	private static final List<String> STRATEGIES = List.of("first_fit", "binpack");

	private static final List<String> FULL = List.of("mixed:100:100", "mixed:100:1000", "mixed:100:10000",
			"mixed:1000:1000", "mixed:1000:10000", "mixed:10000:1000", "mixed:10000:10000", "constrained:1000:10000",
			"constrained:10000:10000", "shapes:1000:10000", "shapes:10000:10000", "single:1000:10000",
			"single:10000:10000");

	private static final List<String> QUICK = List.of("mixed:100:1000", "constrained:100:1000", "single:100:1000");

	private final Path directory;

	private final Predicate<String> clients;

	private final TimeLimit limit;

	private final int patience;

	private final List<Result> results = new ArrayList<>();

	private PlacementRace(Path directory, Predicate<String> clients, TimeLimit limit, int patience) {
		this.directory = directory;
		this.clients = clients;
		this.limit = limit;
		this.patience = patience;
	}

	/**
	 * Races.
	 * @param directory where workloads, assignments and logs go
	 * @param scenarios workloads such as {@code mixed:1000:10000} (kind, agents, tasks);
	 * empty for all
	 * @param quick whether a first impression is enough
	 * @param clients tells by its name whether a contender takes part
	 * @param limit when to begin nothing new
	 * @param patience seconds after which a contender is stopped
	 * @return the part of the page about it, or empty if nothing was run
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if someone interrupts it
	 */
	public static String run(Path directory, List<String> scenarios, boolean quick, Predicate<String> clients,
			TimeLimit limit, int patience) throws IOException, InterruptedException {
		Files.createDirectories(directory);
		PlacementRace race = new PlacementRace(directory, clients, limit, patience);
		for (String scenario : scenarios.isEmpty() ? (quick ? QUICK : FULL) : scenarios) {
			race.run(scenario, quick ? 2 : WARM, quick ? 3 : ROUNDS);
		}
		return race.results.isEmpty() ? "" : new PlacementPage(race.results, patience).toString();
	}

	private void run(String scenario, int warm, int rounds) throws IOException, InterruptedException {
		String[] parts = scenario.split(":");
		Workload.Kind kind = Workload.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
		Workload workload = Workload.generate(kind, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
		Path file = this.directory.resolve(scenario.replace(':', '-') + ".workload");
		workload.write(file);
		for (String strategy : STRATEGIES) {
			for (Contender contender : Contender.values()) {
				if (!this.clients.test(contender.title)
						|| !this.limit.leavesTimeFor(contender.title + ' ' + scenario + ' ' + strategy)) {
					continue;
				}
				Result result = run(new BenchmarkRun(scenario, strategy, contender), workload, file, warm, rounds);
				this.results.add(result);
				System.out.println(result);
			}
		}
		Files.delete(file);
	}

	private Result run(BenchmarkRun heat, Workload workload, Path file, int warm, int rounds)
			throws IOException, InterruptedException {
		Path assignments = this.directory.resolve("assignments");
		Files.deleteIfExists(assignments);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g",
						"-XX:+UseParallelGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
						heat.contender.classPath(), heat.contender.main));
		command.addAll(List.of(file.toString(), heat.strategy, Integer.toString(warm), Integer.toString(rounds),
				assignments.toString()));
		Process process = new ProcessBuilder(command)
			.redirectError(this.directory.resolve(heat.contender + "-errors.log").toFile())
			.start();
		List<Round> all = new ArrayList<>();
		boolean ended = follow(process, all);
		String wrong = Files.exists(assignments) ? Audit.check(workload, assignments) : null;
		return new Result(heat, workload.tasks().size(), warm, all, ended, (wrong != null) ? wrong : "");
	}

	/** Read what a contender says until it is done or has to be stopped. */
	private boolean follow(Process process, List<Round> rounds) throws IOException, InterruptedException {
		Timer timer = new Timer(true);
		timer.schedule(new TimerTask() {
			@Override
			public void run() {
				process.destroyForcibly();
			}
		}, this.patience * 1000L);
		boolean done = false;
		try (BufferedReader lines = process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] parts = line.split(" ");
				if (parts.length == 4) {
					rounds.add(new Round(parts[0].equals("warm"), Double.parseDouble(parts[1]),
							Integer.parseInt(parts[2]), Integer.parseInt(parts[3])));
				}
				done |= line.equals("done");
			}
		}
		catch (IOException ex) {
			if (process.isAlive()) {
				throw ex;
			}
			// its output is closed when it is stopped
		}
		finally {
			timer.cancel();
			process.destroyForcibly().waitFor();
		}
		return done;
	}

	/**
	 * Who places.
	 */
	enum Contender {

		/** The peer. */
		FENZO("Fenzo 1.0.1", "io.mesosframework.benchmarks.fenzo.FenzoPlacement"),

		/** Ours. */
		OURS("Mesos Spring Boot", SdkPlacement.class.getName());

		private final String title;

		private final String main;

		Contender(String title, String main) {
			this.title = title;
			this.main = main;
		}

		String title() {
			return this.title;
		}

		private String classPath() {
			Path fenzo = Path.of(System.getProperty("race.fenzo", "benchmarks/peer-fenzo/target"));
			return (this == OURS) ? System.getProperty("java.class.path")
					: fenzo.resolve("classes") + ":" + fenzo.resolve("lib") + "/*";
		}

	}

	/**
	 * Someone places something.
	 *
	 * @param scenario kind, agents and tasks
	 * @param strategy first fit or bin-pack
	 * @param contender who
	 */
	record BenchmarkRun(String scenario, String strategy, Contender contender) {

	}

	/**
	 * One round.
	 *
	 * @param warm whether it does not count
	 * @param seconds how long it took
	 * @param placed how many tasks found a place
	 * @param hosts on how many agents
	 */
	record Round(boolean warm, double seconds, int placed, int hosts) {

	}

	/**
	 * What came of it.
	 *
	 * @param heat who placed what
	 * @param tasks how many tasks there were
	 * @param warm how many warm rounds there should be
	 * @param all the rounds that ended
	 * @param ended whether all rounds ended in time
	 * @param wrong what the audit found, or empty
	 */
	record Result(BenchmarkRun heat, int tasks, int warm, List<Round> all, boolean ended, String wrong) {

		/**
		 * Return the rounds that count, by time. Who was too slow for all rounds is
		 * measured by those that ended, the first one of several left out.
		 */
		List<Round> rounds() {
			List<Round> rounds = this.all.stream()
				.skip((this.all.size() > this.warm) ? this.warm : Math.min(1, Math.max(0, this.all.size() - 1)))
				.sorted((left, right) -> Double.compare(left.seconds(), right.seconds()))
				.toList();
			return rounds;
		}

		boolean measured() {
			return !this.all.isEmpty();
		}

		double median() {
			return rounds().get(rounds().size() / 2).seconds();
		}

		Round last() {
			return this.all.get(this.all.size() - 1);
		}

		double rate() {
			return last().placed() / median();
		}

		@Override
		public String toString() {
			String what = String.format(Locale.ROOT, "%-26s %-10s %-18s ", this.heat.scenario(), this.heat.strategy(),
					this.heat.contender().title());
			if (!measured()) {
				return what + "no round ended in time";
			}
			return what + String.format(Locale.ROOT,
					"median %9.4f s  min %9.4f  max %9.4f  %d rounds  placed %d of %d on %d  %,.0f/s %s%s", median(),
					rounds().get(0).seconds(), rounds().get(rounds().size() - 1).seconds(), rounds().size(),
					last().placed(), this.tasks, last().hosts(), rate(), this.ended ? "" : "stopped ",
					this.wrong.isEmpty() ? "" : "WRONG: " + this.wrong);
		}

	}

}
