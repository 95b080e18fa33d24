package io.mesosframework.boot.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the Grafana dashboard and the alert rules against the table of meters in
 * {@code docs/observability.md}, which another test holds against the code.
 */
class DashboardTests {

	private static final Pattern METRIC = Pattern.compile("\\b(mesos_\\w+)");

	private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");

	/** Those that are measured as a time, and so have a unit at Prometheus. */
	private static final Set<String> TIME_GAUGES = Set.of("mesos.scheduler.heartbeat.age");

	@Test
	void everyMetricIsInTheTable() throws IOException {
		Set<String> known = new TreeSet<>();
		meters().forEach((name, row) -> known.addAll(prometheus(name, row[2])));

		Set<String> used = new TreeSet<>();
		for (String query : queries()) {
			Matcher matcher = METRIC.matcher(BY.matcher(query).replaceAll(""));
			while (matcher.find()) {
				used.add(matcher.group(1));
			}
		}
		assertThat(used).hasSizeGreaterThan(20);
		assertThat(known).containsAll(used);
	}

	@Test
	void everyTagIsOneOfItsMeters() throws IOException {
		Map<String, String[]> meters = meters();
		for (String query : queries()) {
			Set<String> tags = new HashSet<>(Set.of("application", "error"));
			meters.forEach((name, row) -> {
				if (prometheus(name, row[2]).stream().anyMatch((metric) -> query.contains(metric + "{"))) {
					tags.addAll(List.of(row[3].replace("`", "").replace('.', '_').split(", ")));
				}
			});
			Set<String> asked = new TreeSet<>();
			MATCHER.matcher(query).results().forEach((result) -> asked.add(result.group(1)));
			BY.matcher(query).results().forEach((result) -> asked.addAll(List.of(result.group(1).split(", "))));
			assertThat(tags).as(query).containsAll(asked);
		}
	}

	@Test
	void everyAlertSaysWhatIsWrongAndWhatToDo() throws IOException {
		assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy((rule) -> {
			assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
			assertThat(rule.get("annotations")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("summary", "description");
		});
		assertThat(alerts()).extracting((rule) -> rule.get("alert")).doesNotHaveDuplicates();
	}

	@Test
	void everyMeterOfTasksIsOnTheDashboard() throws IOException {
		String queries = String.join("\n", panels());

		assertThat(meters().keySet()).filteredOn((name) -> name.startsWith("mesos.tasks"))
			.isNotEmpty()
			.filteredOn((name) -> !name.equals("mesos.tasks.reconciliations"))
			.allSatisfy((name) -> assertThat(queries).contains(name.replace('.', '_')));
	}

	private static List<String> prometheus(String meter, String type) {
		String name = meter.replace('.', '_');
		return switch (type) {
			case "timer" -> List.of(name + "_seconds_count", name + "_seconds_sum", name + "_seconds_max");
			case "counter" -> List.of(name + "_total");
			default -> List.of(TIME_GAUGES.contains(meter) ? name + "_seconds" : name);
		};
	}

	private static Map<String, String[]> meters() throws IOException {
		Map<String, String[]> meters = new TreeMap<>();
		for (String[] row : ObservabilityTableTests.rows("meters")) {
			meters.put(row[1].replace("`", ""), row);
		}
		return meters;
	}

	/** Return the expressions of the dashboard and of the alert rules. */
	private static List<String> queries() throws IOException {
		List<String> queries = new ArrayList<>(panels());
		alerts().forEach((rule) -> queries.add(String.valueOf(rule.get("expr"))));
		return queries;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> alerts() throws IOException {
		Map<String, Object> file = new Yaml()
			.load(Files.readString(Path.of("..", "docs", "grafana", "mesos-alerts.yml")));
		List<Map<String, Object>> rules = new ArrayList<>();
		((List<Map<String, Object>>) file.get("groups"))
			.forEach((group) -> rules.addAll((List<Map<String, Object>>) group.get("rules")));
		return rules;
	}

	/** Return the expressions of all panels and variables. */
	private static List<String> panels() throws IOException {
		JsonNode dashboard = JsonMapper.shared()
			.readTree(Files.readString(Path.of("..", "docs", "grafana", "mesos-framework.json")));
		List<String> queries = new ArrayList<>();
		for (JsonNode panel : dashboard.path("panels")) {
			panel.path("targets").forEach((target) -> queries.add(target.path("expr").asString()));
		}
		assertThat(queries).hasSizeGreaterThan(20).doesNotContain("");
		return queries;
	}

}
