package io.mesosframework.benchmarks.placement;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Agents and tasks, the same for every contender. Written to a file with a line for each,
 * so that programs on other class paths can read it.
 *
 * @param agents what is offered
 * @param tasks what waits, in random order
 */
record Workload(List<Agent> agents, List<Task> tasks) {

	private static final long SEED = 20_261_121;

	private static final int ZONES = 5;

	private static final int[][] AGENTS = { { 8, 32, 200 }, { 16, 64, 400 }, { 16, 128, 400 }, { 32, 128, 800 } };

	private static final double[][] SHAPES = { { 0.1, 128, 0 }, { 0.25, 256, 10 }, { 0.5, 512, 100 },
			{ 0.5, 2048, 100 }, { 1, 1024, 500 }, { 1, 4096, 1000 }, { 2, 2048, 1000 }, { 2, 8192, 5000 },
			{ 4, 4096, 0 }, { 4, 16384, 10000 } };

	/**
	 * Generate a workload; the same numbers always give the same one.
	 * @param kind the kind of tasks
	 * @param agents how many agents
	 * @param tasks how many tasks
	 */
	static Workload generate(Kind kind, int agents, int tasks) {
		Random random = new Random(SEED);
		List<Agent> offered = new ArrayList<>(agents);
		for (int i = 0; i < agents; i++) {
			int[] size = AGENTS[random.nextInt(AGENTS.length)];
			offered.add(new Agent("agent-" + i, size[0], size[1] * 1024, size[2] * 1024, "rack-" + i / 40,
					"zone-" + i % ZONES));
		}
		List<Task> waiting = new ArrayList<>(tasks);
		for (int app = 0; waiting.size() < tasks; app++) {
			double[] shape = kind.many ? ownShape(random, app) : SHAPES[random.nextInt(SHAPES.length)];
			String zone = (kind.constrained && app % 3 == 0) ? "zone-" + random.nextInt(ZONES) : "-";
			boolean unique = kind.constrained && app % 3 == 1;
			int ports = random.nextInt(3);
			for (int i = 0; i < kind.perApp && waiting.size() < tasks; i++) {
				waiting.add(new Task("app-" + app + '.' + i, "app-" + app, shape[0], shape[1], shape[2], ports, zone,
						unique));
			}
		}
		Collections.shuffle(waiting, random);
		return new Workload(offered, waiting);
	}

	/** No two apps have the same shape: the memory differs. */
	private static double[] ownShape(Random random, int app) {
		double[] like = SHAPES[random.nextInt(SHAPES.length)];
		return new double[] { like[0] + random.nextInt(10) / 100.0, like[1] + app / 100.0, like[2] };
	}

	void write(Path file) throws IOException {
		try (BufferedWriter out = Files.newBufferedWriter(file)) {
			for (Agent agent : this.agents) {
				out.write(String.join("\t", "agent", agent.id, number(agent.cpus), number(agent.mem),
						number(agent.disk), agent.rack, agent.zone));
				out.newLine();
			}
			for (Task task : this.tasks) {
				out.write(String.join("\t", "task", task.id, task.app, number(task.cpus), number(task.mem),
						number(task.disk), Integer.toString(task.ports), task.zone, Boolean.toString(task.unique)));
				out.newLine();
			}
		}
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	static Workload read(Path file) throws IOException {
		Workload read = new Workload(new ArrayList<>(), new ArrayList<>());
		try (Stream<String> lines = Files.lines(file)) {
			lines.map((line) -> line.split("\t")).forEach(read::add);
		}
		return read;
	}

	private void add(String[] parts) {
		if (parts[0].equals("agent")) {
			this.agents.add(new Agent(parts[1], Double.parseDouble(parts[2]), Double.parseDouble(parts[3]),
					Double.parseDouble(parts[4]), parts[5], parts[6]));
		}
		else {
			this.tasks.add(new Task(parts[1], parts[2], Double.parseDouble(parts[3]), Double.parseDouble(parts[4]),
					Double.parseDouble(parts[5]), Integer.parseInt(parts[6]), parts[7],
					Boolean.parseBoolean(parts[8])));
		}
	}

	/**
	 * What the tasks are like.
	 */
	enum Kind {

		/** Apps of a hundred equal tasks, of ten shapes. */
		MIXED(100, false, false),

		/**
		 * The same; a third must be in one zone, another third has at most one task of an
		 * app on an agent.
		 */
		CONSTRAINED(100, true, false),

		/** Apps of ten tasks, each app with a shape of its own. */
		SHAPES(10, false, true),

		/** Each task has a shape of its own. */
		SINGLE(1, false, true);

		private final int perApp;

		private final boolean constrained;

		private final boolean many;

		Kind(int perApp, boolean constrained, boolean many) {
			this.perApp = perApp;
			this.constrained = constrained;
			this.many = many;
		}

	}

	/**
	 * What an agent offers, with the ports from 31000 to 31999.
	 *
	 * @param id its id and hostname
	 * @param cpus CPUs
	 * @param mem megabytes of memory
	 * @param disk megabytes of disk
	 * @param rack an attribute
	 * @param zone an attribute
	 */
	record Agent(String id, double cpus, double mem, double disk, String rack, String zone) {

	}

	/**
	 * One task.
	 *
	 * @param id its id
	 * @param app the app it belongs to
	 * @param cpus CPUs
	 * @param mem megabytes of memory
	 * @param disk megabytes of disk
	 * @param ports how many ports, whichever they are
	 * @param zone the zone in which it must be, or {@code -}
	 * @param unique whether no other task of its app may be on its agent
	 */
	record Task(String id, String app, double cpus, double mem, double disk, int ports, String zone, boolean unique) {

	}

}
