package io.mesosframework.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One contender running one scenario: two processes, the master and the client.
 */
final class BenchmarkRun {

	private final Scenario scenario;

	private final Contender contender;

	private final int silence;

	private final List<Double> rates = new ArrayList<>();

	private long residentKiB;

	private double cpuSeconds;

	private BenchmarkRun(Scenario scenario, Contender contender, int silence) {
		this.scenario = scenario;
		this.contender = contender;
		this.silence = silence;
	}

	/**
	 * Run a scenario.
	 * @param scenario the scenario
	 * @param contender who runs it
	 * @param logs where logs go
	 * @param silence seconds without an answer after which the contender is dead
	 * @return what came of it
	 */
	static Result run(Scenario scenario, Contender contender, Path logs, int silence)
			throws IOException, InterruptedException {
		return new BenchmarkRun(scenario, contender, silence).run(logs);
	}

	private Result run(Path logs) throws IOException, InterruptedException {
		Files.createDirectories(logs);
		Process master = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx2g", "-XX:+UseParallelGC", "-cp", System.getProperty("java.class.path"),
				FakeMaster.class.getName(), this.scenario.toString(), Integer.toString(this.silence))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		Process client = null;
		try (BufferedReader lines = master.inputReader()) {
			String line = lines.readLine();
			if (line == null || !line.startsWith("port ")) {
				throw new IOException("the master did not start: " + line);
			}
			client = start(line.substring(5), logs);
			String verdict = follow(lines, client);
			return result(verdict);
		}
		finally {
			end(client);
			end(master);
		}
	}

	private Process start(String port, Path logs) throws IOException {
		List<String> command = new ArrayList<>(this.contender.command());
		command.add(port);
		command.add(this.scenario.offers());
		String name = this.contender.name().replaceAll("[^A-Za-z0-9]+", "-") + '-' + this.scenario.work() + '-'
				+ this.scenario.size();
		File log = logs.resolve(name.toLowerCase(Locale.ROOT) + ".log").toFile();
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
	}

	private String follow(BufferedReader lines, Process client) throws IOException {
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			measure(client);
			if (line.startsWith("round ")) {
				String[] parts = line.split(" ");
				this.rates.add(Integer.parseInt(parts[1]) / Double.parseDouble(parts[2]));
			}
			else if (line.startsWith("done") || line.startsWith("dead")) {
				return line;
			}
		}
		throw new IOException("the master ended without a verdict");
	}

	/** Reads what the kernel knows about the client; the last reading counts. */
	private void measure(Process client) throws IOException {
		Path proc = Path.of("/proc", Long.toString(client.pid()));
		if (!client.isAlive() || !Files.exists(proc.resolve("status"))) {
			return;
		}
		try (Stream<String> status = Files.lines(proc.resolve("status"))) {
			this.residentKiB = status.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElse(this.residentKiB);
		}
		String stat = Files.readString(proc.resolve("stat"));
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		this.cpuSeconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
	}

	private Result result(String verdict) {
		return new Result(this.scenario, this.contender.name(), List.copyOf(this.rates), value(verdict, "sockets"),
				this.residentKiB / 1024, this.cpuSeconds, verdict);
	}

	private static String value(String verdict, String name) {
		int at = verdict.indexOf(name + '=');
		return (at < 0) ? "" : verdict.substring(at + name.length() + 1).split(" ")[0];
	}

	private static void end(@Nullable Process process) throws InterruptedException {
		if (process != null) {
			process.destroy();
			if (!process.waitFor(5, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
			}
		}
	}

	/**
	 * What came of it.
	 *
	 * @param scenario the work
	 * @param contender who did it
	 * @param rates per second, of the rounds that count
	 * @param sockets connections the client opened
	 * @param residentMiB its largest resident set
	 * @param cpuSeconds processor time it used
	 * @param verdict the master's last line
	 */
	record Result(Scenario scenario, String contender, List<Double> rates, String sockets, long residentMiB,
			double cpuSeconds, String verdict) {

		boolean alive() {
			return this.verdict.startsWith("done");
		}

		double median() {
			List<Double> sorted = this.rates.stream().sorted().toList();
			return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
		}

		double min() {
			return this.rates.stream().mapToDouble(Double::doubleValue).min().orElse(0);
		}

		double max() {
			return this.rates.stream().mapToDouble(Double::doubleValue).max().orElse(0);
		}

	}

}
