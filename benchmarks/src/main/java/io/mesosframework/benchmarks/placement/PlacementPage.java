package io.mesosframework.benchmarks.placement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.benchmarks.Machine;
import io.mesosframework.benchmarks.placement.PlacementRace.Contender;
import io.mesosframework.benchmarks.placement.PlacementRace.Result;

/**
 * What the page tells about the race of placement.
 */
final class PlacementPage {

	private static final Map<String, String> KINDS = Map.of("mixed",
			"Mixed sizes: apps of a hundred equal tasks, of ten shapes", "constrained",
			"The same with rules: a third of the apps in one zone, a third with at most one task on an agent", "shapes",
			"Many shapes: apps of ten equal tasks, no two apps alike", "single", "Each task with a shape of its own");

	/** Ten times as much work may take so many times as long. */
	private static final double NEARLY_LINEAR = 15;

	private final List<Result> results;

	private final StringBuilder text = new StringBuilder();

	PlacementPage(List<Result> results, int patience) {
		this.results = results;
		line("## Placement");
		line("Tasks placed on what agents offer, in one round that starts with empty agents, against Netflix Fenzo 1.0.1."
				+ " Agents are of four sizes, from 8 CPUs and 32 GiB to 32 CPUs and 128 GiB; tasks need 0.1 to 4 CPUs, 128 MiB to"
				+ " 16 GiB, up to 10 GB of disk and up to two ports. Both get the same list of single tasks in random"
				+ " order. Each runs in a process of its own, with 2 GiB. 5 warm rounds, then the median of 7; a contender that has not ended all of them after %,d s is stopped,"
				+ " and the median is of the rounds that ended. Every assignment is checked: no agent over-committed, no port twice, every"
				+ " rule kept.", patience);
		line("");
		line(Machine.description());
		line("");
		line("Fenzo decides task by task. We sort tasks into groups of equal ones first (the clock runs), which saves"
				+ " work where many are equal; the tables of many shapes, and of one shape for each task, show what remains without that."
				+ " Fenzo uses all processors, we use one."
				+ " Leases, requests and offers are made before the clock starts, a new scheduler after it. For first fit Fenzo is told that every host is good enough.");
		results.stream().map(PlacementPage::kind).distinct().forEach(this::table);
		targets();
	}

	private static String kind(Result result) {
		return result.heat().scenario().split(":")[0];
	}

	private void table(String kind) {
		line("");
		line("### %s", KINDS.getOrDefault(kind, kind));
		line("| agents × tasks | strategy | | time of a round (min – max) | placed/s | placed | agents used | × Fenzo | correct |");
		line("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |");
		this.results.stream().filter((result) -> kind(result).equals(kind)).forEach(this::row);
	}

	private void row(Result result) {
		String[] parts = result.heat().scenario().split(":");
		String head = String.format(Locale.ROOT, "| %,d × %,d | %s | %s |", Integer.parseInt(parts[1]),
				Integer.parseInt(parts[2]), result.heat().strategy().replace('_', ' '),
				result.heat().contender().title());
		if (!result.measured()) {
			line("%s no round ended in time | – | – | – | – | – |", head);
			return;
		}
		Result peer = find(result.heat().scenario(), result.heat().strategy(), Contender.FENZO);
		boolean compare = result.heat().contender() == Contender.OURS && peer != null && peer.measured();
		line("%s %s (%s – %s)%s | %,.0f | %,d | %,d | %s | %s |", head, time(result.median()),
				time(result.rounds().get(0).seconds()), time(result.rounds().get(result.rounds().size() - 1).seconds()),
				result.ended() ? "" : ", stopped after " + result.all().size() + " rounds", result.rate(),
				result.last().placed(), result.last().hosts(), compare ? ratio(result, peer) : "",
				result.wrong().isEmpty() ? "yes" : "**no**: " + result.wrong());
	}

	private static String ratio(Result ours, @Nullable Result peer) {
		return (peer != null) ? String.format(Locale.ROOT, "%,.1f", ours.rate() / peer.rate()) : "";
	}

	private static String time(double seconds) {
		return (seconds < 1) ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000)
				: String.format(Locale.ROOT, "%.2f s", seconds);
	}

	private @Nullable Result find(String scenario, String strategy, Contender contender) {
		return this.results.stream()
			.filter((result) -> result.heat().scenario().equals(scenario) && result.heat().strategy().equals(strategy)
					&& result.heat().contender() == contender)
			.findFirst()
			.orElse(null);
	}

	private void targets() {
		line("");
		line("| target | measured |");
		line("| --- | --- |");
		for (String kind : this.results.stream().map(PlacementPage::kind).distinct().collect(Collectors.toList())) {
			for (String strategy : List.of("first_fit", "binpack")) {
				target(kind, strategy);
			}
		}
		this.results.stream().map(PlacementPage::kind).distinct().forEach(this::growth);
		packedEverywhere();
	}

	/** Ten times as many tasks, or agents, take how many times as long? */
	private void growth(String kind) {
		for (String strategy : List.of("first_fit", "binpack")) {
			growth(kind, strategy, "tasks", "1000:1000", "1000:10000");
			growth(kind, strategy, "tasks", "10000:1000", "10000:10000");
			growth(kind, strategy, "agents", "1000:1000", "10000:1000");
			growth(kind, strategy, "agents", "1000:10000", "10000:10000");
		}
	}

	private void growth(String kind, String strategy, String what, String from, String to) {
		Double ours = growth(kind, strategy, Contender.OURS, from, to);
		Double peer = growth(kind, strategy, Contender.FENZO, from, to);
		if (ours != null) {
			line("| %s, %s: 10 × the %s, from %s, take at most %.0f × as long | %.1f ×%s: %s |", kind,
					strategy.replace('_', ' '), what, from.replace(":", " × "), NEARLY_LINEAR, ours,
					(peer != null) ? String.format(Locale.ROOT, " (Fenzo %.1f ×)", peer) : "",
					(ours <= NEARLY_LINEAR) ? "yes" : "**no**");
		}
	}

	private @Nullable Double growth(String kind, String strategy, Contender contender, String from, String to) {
		Result small = find(kind + ":" + from, strategy, contender);
		Result large = find(kind + ":" + to, strategy, contender);
		return (small != null && large != null && small.measured() && large.measured())
				? Double.valueOf(large.median() / small.median()) : null;
	}

	private void packedEverywhere() {
		List<String> worse = this.results.stream()
			.filter((ours) -> ours.heat().contender() == Contender.OURS && ours.measured())
			.filter((ours) -> {
				Result peer = find(ours.heat().scenario(), ours.heat().strategy(), Contender.FENZO);
				return peer != null && peer.measured() && !packed(ours, peer);
			})
			.map((ours) -> ours.heat().scenario() + " " + ours.heat().strategy().replace('_', ' '))
			.toList();
		line("| all rows: as many tasks placed, on no more agents | %s |",
				worse.isEmpty() ? "yes" : "**no**: " + String.join(", ", worse));
	}

	private static boolean packed(Result ours, Result peer) {
		return ours.last().placed() > peer.last().placed()
				|| (ours.last().placed() == peer.last().placed() && ours.last().hosts() <= peer.last().hosts());
	}

	private void target(String kind, String strategy) {
		String how = kind + ", " + strategy.replace('_', ' ');
		Result ours = find(kind + ":1000:10000", strategy, Contender.OURS);
		Result peer = find(kind + ":1000:10000", strategy, Contender.FENZO);
		if (ours != null && peer != null && ours.measured() && peer.measured()) {
			double ratio = ours.rate() / peer.rate();
			line("| 1,000 × 10,000 (%s): ≥ 20 × Fenzo | %.1f ×: %s |", how, ratio, (ratio >= 20) ? "yes" : "**no**");
			line("| 1,000 × 10,000 (%s): packed as well | %,d on %,d agents against %,d on %,d: %s |", how,
					ours.last().placed(), ours.last().hosts(), peer.last().placed(), peer.last().hosts(),
					packed(ours, peer) ? "yes" : "**no**");
		}
		Result large = find(kind + ":10000:10000", strategy, Contender.OURS);
		if (large != null && large.measured()) {
			line("| 10,000 × 10,000 (%s): under a second | %s: %s |", how, time(large.median()),
					(large.median() < 1) ? "yes" : "**no**");
		}
	}

	private void line(String format, Object... values) {
		this.text.append((values.length == 0) ? format : String.format(Locale.ROOT, format, values)).append('\n');
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
