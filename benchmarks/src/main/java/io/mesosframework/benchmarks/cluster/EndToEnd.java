package io.mesosframework.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.mesosframework.benchmarks.Machine;
import io.mesosframework.benchmarks.TimeLimit;

/**
 * Runs a framework and a simulated cluster in two processes, from the declaration of the
 * tasks until the last of them runs and has been acknowledged, with and without failovers
 * of the master.
 */
public final class EndToEnd {

	/** A simulated task is announced as starting, and as running. */
	private static final int UPDATES = 2;

	private final Path directory;

	private final int agents;

	private final int tasks;

	private final int failovers;

	private final int warmUp;

	private final String javaOptions;

	private EndToEnd(Path directory, String scenario) {
		String[] parts = scenario.split(":");
		this.directory = directory;
		this.agents = Integer.parseInt(parts[1]);
		this.tasks = Integer.parseInt(parts[2]);
		this.failovers = Integer.parseInt(parts[3]);
		this.warmUp = (parts.length > 4) ? Integer.parseInt(parts[4]) : this.tasks / 10;
		this.javaOptions = System.getProperty("race.java.options", "");
	}

	/**
	 * Runs scenarios.
	 * @param directory where logs go
	 * @param scenarios such as {@code cluster:10000:100000:20}: agents, tasks and
	 * failovers, and perhaps the tasks of the warm-up, else a tenth as many; empty for
	 * the usual ones
	 * @param quick whether a first impression is enough
	 * @param limit when to begin nothing new
	 * @return the part of the page about them, or empty if nothing was run
	 * @throws IOException if a process cannot be started
	 */
	public static String run(Path directory, List<String> scenarios, boolean quick, TimeLimit limit)
			throws IOException {
		Files.createDirectories(directory);
		List<String> all = scenarios.isEmpty() ? quick ? List.of("cluster:100:1000:0", "cluster:100:1000:3")
				: List.of("cluster:1000:10000:0", "cluster:10000:100000:0", "cluster:10000:100000:0",
						"cluster:10000:100000:0", "cluster:10000:100000:20")
				: scenarios;
		List<Result> results = new ArrayList<>();
		for (String scenario : all) {
			if (!limit.leavesTimeFor(scenario)) {
				continue;
			}
			Result result = new EndToEnd(directory, scenario).run();
			System.out.println(result);
			results.add(result);
		}
		return results.isEmpty() ? "" : page(results);
	}

	private static String page(List<Result> results) {
		StringBuilder text = new StringBuilder();
		text.append("## End to end\n");
		text.append(
				"Tasks from `TaskManager.deploy` until the master has the acknowledgement of the last `TASK_RUNNING`: apps of 1,000"
						+ " instances, one framework over HTTP with the defaults of the SDK and the store in memory, a master with simulated agents in"
						+ " another process ([how](../benchmarks/README.md)). Each task is announced twice, as starting and as running, so there are"
						+ " twice as many updates and acknowledgements as tasks. Each row is one run in new JVMs, after a warm-up with other tasks, which are then removed. With failovers a row ends when the framework knows that all tasks run; no agent may have an update left in the end that is not acknowledged. Lag is how long"
						+ " a small job waits for the event loop; memory is what is in use after a collection, less what was after the warm-up.\n\n");
		text.append(Machine.description()).append("\n\n");
		text.append(
				"| agents | tasks of the warm-up | tasks | master failovers | seconds | tasks/s | event-loop lag median / p99 / max | memory per task | converged after the last | nothing lost, nothing twice |\n");
		text.append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
		results.forEach((result) -> text.append(result.row()).append('\n'));
		return text.toString();
	}

	private Result run() throws IOException {
		try (Program mesos = new Program(SimulatedMesos.class, "-Xmx6g", Integer.toString(this.agents), "1")) {
			String[] ready = mesos.read("ready");
			Path ours = this.directory.resolve("framework-tasks");
			try (Program framework = new Program(LoadedFramework.class, "-Xmx2g", ready[1],
					Integer.toString(this.tasks), ours.toString(), Integer.toString(this.warmUp))) {
				return run(mesos, framework, ours);
			}
		}
	}

	private Result run(Program mesos, Program framework, Path ours) throws IOException {
		framework.read("warm");
		mesos.ask("forget");
		long begin = Long.parseLong(framework.ask("begin")[1]);
		int done = 0;
		String[] line = framework.next();
		while (!line[0].equals("running")) {
			// spread over the time in which tasks are launched
			int due = (int) ((long) Integer.parseInt(line[1]) * (this.failovers + 1) / this.tasks);
			if (line[0].equals("progress") && due > done && done < this.failovers) {
				mesos.ask("failover");
				done++;
			}
			line = framework.next();
		}
		long running = Long.parseLong(line[1]);
		long wanted = (long) UPDATES * this.tasks;
		String[] acknowledged = (this.failovers == 0) ? mesos.ask("acknowledged " + wanted + " PT60S") : null;
		String[] lag = framework.read("lag");
		for (; done < this.failovers; done++) {
			mesos.ask("failover");
		}
		Check check = check(mesos, framework, ours, System.nanoTime());
		// updates that came again are acknowledged again
		double seconds = (Math.max((acknowledged != null) ? Long.parseLong(acknowledged[2]) : 0, running) - begin)
				/ 1e9;
		// an update that came again counts more than once, so the agents are asked, too
		String[] settled = mesos.ask("settled PT120S");
		boolean all = settled[1].equals("0") && (acknowledged == null || Long.parseLong(acknowledged[1]) >= wanted);
		return new Result(this.agents, this.warmUp, this.tasks, this.failovers, seconds,
				List.of(Long.parseLong(lag[1]), Long.parseLong(lag[2]), Long.parseLong(lag[3])), check.bytes,
				check.seconds, all ? check.verdict : "**no**: " + settled[1] + " updates were never acknowledged");
	}

	/**
	 * Compare what the master says is running with what the framework says, until they
	 * agree.
	 */
	private Check check(Program mesos, Program framework, Path ours, long since) throws IOException {
		Path theirs = this.directory.resolve("master-tasks");
		while (true) {
			String[] there = mesos.ask("tasks " + theirs);
			String[] here = framework.ask("tasks");
			double seconds = (System.nanoTime() - since) / 1e9;
			String verdict = verdict(Files.readAllLines(theirs), Files.readAllLines(ours));
			if (verdict == null || seconds > 120) {
				String starts = (there[2].equals(there[3])) ? ""
						: ", " + (Integer.parseInt(there[3]) - Integer.parseInt(there[2])) + " started again";
				return new Check(Long.parseLong(here[2]), seconds, (verdict != null) ? verdict : "yes" + starts);
			}
		}
	}

	private @Nullable String verdict(List<String> theirs, List<String> ours) {
		Set<String> there = new HashSet<>(theirs);
		Set<String> here = new HashSet<>(ours);
		Set<String> instances = new HashSet<>();
		theirs.forEach((id) -> instances.add(id.substring(0, id.lastIndexOf('.'))));
		if (theirs.size() == this.tasks && instances.size() == this.tasks && there.equals(here)) {
			return null;
		}
		return "**no**: the master runs " + theirs.size() + " tasks of " + instances.size()
				+ " instances, the framework knows " + here.size();
	}

	/**
	 * One of the two programs.
	 */
	private final class Program implements AutoCloseable {

		private final Process process;

		private final BufferedReader lines;

		private final PrintStream orders;

		Program(Class<?> main, String heap, String... arguments) throws IOException {
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap, "-XX:+UseG1GC",
							"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
			if (!EndToEnd.this.javaOptions.isEmpty()) {
				command.addAll(List.of(EndToEnd.this.javaOptions.split(" ")));
			}
			command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
			command.addAll(List.of(arguments));
			this.process = new ProcessBuilder(command)
				.redirectError(EndToEnd.this.directory.resolve(main.getSimpleName() + ".log").toFile())
				.start();
			this.lines = this.process.inputReader();
			this.orders = new PrintStream(this.process.getOutputStream(), true);
		}

		/** Return the parts of the next line. */
		String[] next() throws IOException {
			String line = this.lines.readLine();
			if (line == null) {
				throw new IOException("A program has ended; see its log in " + EndToEnd.this.directory);
			}
			return line.split(" ");
		}

		/** Return the parts of the next line that begins with a word. */
		String[] read(String word) throws IOException {
			String[] parts = next();
			while (!parts[0].equals(word)) {
				parts = next();
			}
			return parts;
		}

		String[] ask(String order) throws IOException {
			this.orders.println(order);
			return next();
		}

		@Override
		public void close() {
			this.process.destroy();
			try {
				if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
					this.process.destroyForcibly();
				}
			}
			catch (InterruptedException ex) {
				this.process.destroyForcibly();
				Thread.currentThread().interrupt();
			}
		}

	}

	/**
	 * What was found at the end.
	 *
	 * @param bytes per task
	 * @param seconds until both sides agreed
	 * @param verdict what is right or wrong
	 */
	private record Check(long bytes, double seconds, String verdict) {

	}

	/**
	 * What came of a run.
	 *
	 * @param agents how many agents
	 * @param warmUp how many tasks before
	 * @param tasks how many tasks
	 * @param failovers how many failovers
	 * @param seconds until all were running
	 * @param lag median, 99th percentile and maximum in nanoseconds
	 * @param bytes per task
	 * @param converged seconds until both sides agreed
	 * @param verdict what is right or wrong
	 */
	record Result(int agents, int warmUp, int tasks, int failovers, double seconds, List<Long> lag, long bytes,
			double converged, String verdict) {

		String row() {
			return String.format(Locale.ROOT,
					"| %,d | %,d | %,d | %d | %.2f | %,.0f | %.1f / %.1f / %.1f ms | %,d bytes | %.1f s | %s |",
					this.agents, this.warmUp, this.tasks, this.failovers, this.seconds, this.tasks / this.seconds,
					this.lag.get(0) / 1e6, this.lag.get(1) / 1e6, this.lag.get(2) / 1e6, this.bytes, this.converged,
					this.verdict);
		}

		@Override
		public String toString() {
			return row();
		}

	}

}
