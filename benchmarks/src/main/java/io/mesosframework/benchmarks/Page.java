package io.mesosframework.benchmarks;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The page that tells what came of a race: docs/performance.md.
 */
final class Page {

	/** The heap with which survival is tried. */
	static final String SMALL_HEAP = "256m";

	private final List<BenchmarkRun.Result> results;

	private final StringBuilder text = new StringBuilder();

	Page(List<BenchmarkRun.Result> results, int silence) {
		this.results = results;
		head(silence);
		section("Decode and dispatch",
				"Events per second: a recorded mixed stream (78 % updates, 20 % events with five offers each, and now"
						+ " and then something else), read from a socket, parsed, and handed to a handler that counts.",
				Scenario.Work.DECODE);
		section("Status update → acknowledgement",
				"Updates per second, from the first byte sent until the master has the last acknowledgement.",
				Scenario.Work.ACKS);
		section("Offer → ACCEPT with one task", "Offers per second, a hundred an event; one ACCEPT for each.",
				Scenario.Work.ACCEPTS);
		section("One event with very many offers", "Offers per second, all in one record; one ACCEPT for each.",
				Scenario.Work.GIANT);
		targets();
	}

	private void head(int silence) {
		line("# Performance");
		line("");
		line("Written by `benchmarks/run`; how the race is made fair stands in [its README](../benchmarks/README.md).");
		line("");
		line("Machine: %s, %d processors, %s MiB of memory, %s %s. Java %s. %s. Date: %s.", Machine.cpu(),
				Runtime.getRuntime().availableProcessors(), Machine.memory(), System.getProperty("os.name"),
				System.getProperty("os.version"), System.getProperty("java.vm.version"),
				System.getProperty("race.go.version", "No Go"), LocalDate.now());
		line("");
		line("Each client runs in a process of its own, with a heap of 1 GiB (bursts of 100,000 and the one giant"
				+ " event: %s) if it is in Java. A client that stops answering for %d seconds, or leaves, is dead.",
				SMALL_HEAP, silence);
	}

	private void section(String title, String explanation, Scenario.Work work) {
		List<Integer> sizes = this.results.stream()
			.map(BenchmarkRun.Result::scenario)
			.filter((scenario) -> scenario.work() == work)
			.map(Scenario::size)
			.distinct()
			.toList();
		if (sizes.isEmpty()) {
			return;
		}
		line("");
		line("## " + title);
		line(explanation);
		for (int size : sizes) {
			line("");
			line("### %,d a round", size);
			line("| client | median | min | max | sockets | memory (RSS) | CPU | correct |");
			line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
			this.results.stream()
				.filter((result) -> result.scenario().work() == work && result.scenario().size() == size)
				.forEach(this::row);
		}
	}

	private void row(BenchmarkRun.Result result) {
		if (result.rates().isEmpty()) {
			line("| %s | dead | – | – | %s | %d MiB | %.1f s | %s |", result.contender(), result.sockets(),
					result.residentMiB(), result.cpuSeconds(), judgement(result));
			return;
		}
		line("| %s | %,.0f | %,.0f | %,.0f | %s | %d MiB | %.1f s | %s |", result.contender(), result.median(),
				result.min(), result.max(), result.sockets(), result.residentMiB(), result.cpuSeconds(),
				judgement(result));
	}

	private static String judgement(BenchmarkRun.Result result) {
		if (!result.alive()) {
			String[] words = result.verdict().split(" ");
			return "**died** in round " + words[1].substring(6) + " after " + words[2].substring(9) + " "
					+ words[3].replace("of=", "of ") + " answers: " + words[4].substring(7).replace('_', ' ');
		}
		return result.verdict().startsWith("done flawed") ? "**no**: " + result.verdict().substring(12) : "yes";
	}

	private void targets() {
		line("");
		line("## Targets");
		line("| target | measured |");
		line("| --- | --- |");
		ratio("decode ≥ 80 %% of the bare loop", "decode:100000", Contender.BARE);
		rate("≥ 20,000 acknowledgements/s", "acks:20000");
		rate("≥ 15,000 accepts/s", "accepts:20000");
		ratio("acknowledgements ≥ 3 × mesos-go", "acks:20000", Contender.GO);
		ratio("accepts ≥ 3 × mesos-go", "accepts:20000", Contender.GO);
		rate("a burst of 100,000 updates survives in " + SMALL_HEAP, "acks:100000");
		rate("an event with 50,000 offers survives in " + SMALL_HEAP, "giant:50000");
	}

	private void rate(String target, String scenario) {
		BenchmarkRun.Result ours = find(Contender.OURS, scenario);
		if (ours != null) {
			line("| %s | %,.0f/s, %s |", target, ours.median(), judgement(ours));
		}
	}

	private void ratio(String target, String scenario, String other) {
		BenchmarkRun.Result ours = find(Contender.OURS, scenario);
		BenchmarkRun.Result theirs = find(other, scenario);
		if (ours != null && theirs != null && theirs.median() > 0) {
			line("| " + target + " | %.2f × |", ours.median() / theirs.median());
		}
	}

	private BenchmarkRun.@Nullable Result find(String contender, String scenario) {
		return this.results.stream()
			.filter((result) -> result.contender().equals(contender)
					&& result.scenario().toString().startsWith(scenario + ':'))
			.findFirst()
			.orElse(null);
	}

	private void line(String format, Object... values) {
		this.text.append((values.length == 0) ? format : String.format(Locale.ROOT, format, values)).append('\n');
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
