package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.placement.FieldConstraint.Operator;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskSpec.CheckType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskDefinitionReaderTests {

	private final TaskDefinitionReader reader = new TaskDefinitionReader();

	@Test
	void readsTheSmallestDefinition() {
		TaskDefinition definition = read(minimal());

		assertThat(definition.name()).isEqualTo("web");
		assertThat(definition.instances()).isOne();
		assertThat(definition.restart()).isEqualTo(RestartPolicy.ALWAYS);
		assertThat(definition.tasks()).singleElement().satisfies((task) -> {
			assertThat(task.resources().cpus()).isEqualTo(0.5);
			assertThat(task.command().shell()).isEqualTo("sleep 1000");
		});
	}

	@Test
	void readsADocumentOfTheMesosFrameworkSdkAsItIs() {
		TaskDefinition definition = read(sdkDocument());

		assertThat(definition.instances()).isEqualTo(3);
		assertThat(definition.role()).isEqualTo("web");
		assertThat(definition.labels()).containsEntry("purpose", "Testing");
		assertThat(definition.placement().filters())
			.containsExactly(new FilterSpec(FilterSpec.Type.TEXT, List.of("DEADBEEF00")));
		assertThat(definition.placement().strategy()).isEqualTo(PlacementStrategy.FIRST_FIT);
		assertThat(definition.retry().initial()).isEqualTo(Duration.ofSeconds(2));
		assertThat(definition.retry().attempts()).isEqualTo(5);
		TaskSpec task = definition.tasks().get(0);
		assertThat(task.command().uris()).singleElement().satisfies((uri) -> {
			assertThat(uri.executable()).isTrue();
			assertThat(uri.extract()).isFalse();
		});
		assertThat(task.container()).isNotNull().satisfies((container) -> {
			assertThat(container.image()).isEqualTo("debian:latest");
			assertThat(container.volumes()).hasSize(2);
			assertThat(container.volumes().get(1).driverOptions()).containsEntry("size", "5");
			assertThat(container.networks().get(0).name()).isEqualTo("FE-CNI");
			assertThat(container.networks().get(0).addresses()).containsExactly("10.2.1.1");
		});
		assertThat(task.health()).isNotNull().satisfies((health) -> {
			assertThat(health.type()).isEqualTo(CheckType.TCP);
			assertThat(health.port()).isEqualTo(8080);
		});
	}

	@Test
	void readsAList() {
		Map<String, Object> other = minimal();
		other.put("name", "worker");

		assertThat(this.reader.read(List.of(minimal(), other))).extracting(TaskDefinition::name)
			.containsExactly("web", "worker");
	}

	@Test
	void readsPropertiesAsTheBinderGivesThem() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("instances", "2");
		tree.put("resources", Map.of("cpu", "0.1", "mem", "32", "ports", indexed("0", "8080")));
		tree.put("command", Map.of("argv", indexed("sleep", "10")));
		tree.put("max-completion-time", "5m");

		TaskDefinition definition = this.reader.readAll(Map.of("batch", tree)).get(0);

		assertThat(definition.name()).isEqualTo("batch");
		assertThat(definition.instances()).isEqualTo(2);
		assertThat(definition.tasks().get(0).command().argv()).containsExactly("sleep", "10");
		assertThat(definition.tasks().get(0).resources().ports()).extracting(TaskSpec.PortSpec::number)
			.containsExactly(0, 8080);
		assertThat(definition.tasks().get(0).maxCompletionTime()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void namesThatArePathsOfTheRestApiAreRefusedWhereverTheyAreGiven() {
		for (String name : List.of("schema", "openapi")) {
			Map<String, Object> document = minimal();
			document.put("name", name);
			assertThatExceptionOfType(InvalidDefinitionException.class)
				.isThrownBy(() -> this.reader.read(List.of(minimal(), document)))
				.satisfies(
						(ex) -> assertThat(ex.faults()).extracting(DefinitionError::path).containsExactly("[1].name"));
			document.remove("name");
			assertThatExceptionOfType(InvalidDefinitionException.class)
				.isThrownBy(() -> this.reader.readAll(Map.of(name, document)))
				.withMessageContaining("is a path of the REST API");
			assertThatExceptionOfType(InvalidDefinitionException.class)
				.isThrownBy(() -> TaskDefinition.builder(name).cpus(0.1).mem(32).cmd("true").build());
		}
	}

	@Test
	void takesAnEmptyTextForAnEmptyListOrObject() {
		Map<String, Object> document = minimal();
		document.put("resources", new LinkedHashMap<>(
				Map.of("cpu", 0.5, "mem", 64, "ports", "", "disk", Map.of("size", 1, "volume", ""))));
		document.put("command", Map.of("argv", "", "uris", "", "environment", "", "secrets", "", "rlimits", ""));
		document.put("container", Map.of("image", "web", "volume", "", "network",
				List.of(Map.of("name", "cni", "group", "", "labels", "", "ipaddress", "", "port_mapping", ""))));
		for (String key : List.of("filters", "constraints", "affinity", "labels", "retry", "update", "unreachable",
				"kill", "strategy")) {
			document.put(key, "");
		}

		TaskDefinition definition = read(document);

		TaskSpec task = definition.tasks().get(0);
		assertThat(task.command().argv()).isEmpty();
		assertThat(task.command().uris()).isEmpty();
		assertThat(task.command().environment()).isEmpty();
		assertThat(task.resources().ports()).isEmpty();
		assertThat(task.container()).isNotNull()
			.satisfies((container) -> assertThat(container.networks()).singleElement()
				.satisfies((network) -> assertThat(network.groups()).isEmpty()));
		assertThat(definition.labels()).isEmpty();
		assertThat(definition.placement().constraints()).isEmpty();
		assertThat(definition.retry()).isEqualTo(TaskDefinition.RetryPolicy.DEFAULT);
		assertThat(definition.update()).isEqualTo(TaskDefinition.UpdatePolicy.DEFAULT);
	}

	@Test
	void anEmptyObjectIsNoneWithWhatItNeeds() {
		Map<String, Object> document = minimal();
		document.put("healthcheck", Map.of("command", ""));
		document.put("readiness", "");
		document.put("resources", "");
		document.put("filters", List.of(Map.of("value", "")));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::toString)
				.contains("healthcheck.command: must be given",
						"readiness.command: must be given for a check by command",
						"filters[0].value: must be a list of at least one value")
				.anySatisfy((text) -> assertThat(text).startsWith("resources.cpu: must be a number")));
	}

	@Test
	void readsEveryNotationOfConstraints() {
		Map<String, Object> document = minimal();
		document.put("constraints", List.of(List.of("hostname", "UNIQUE"), "rack:MAX_PER:2",
				Map.of("field", "zone", "operator", "group-by".replace('-', '_'), "value", 3, "hard", false)));

		assertThat(read(document).placement().constraints()).containsExactly(
				new ConstraintSpec("hostname", Operator.UNIQUE, null, true),
				new ConstraintSpec("rack", Operator.MAX_PER, "2", true),
				new ConstraintSpec("zone", Operator.GROUP_BY, "3", false));
	}

	@Test
	void readsAGroupOfTasks() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", "pod");
		document.put("tasks", List.of(
				Map.of("name", "main", "resources", Map.of("cpu", 1, "mem", 64), "command", Map.of("cmd", "a")),
				Map.of("name", "side", "resources", Map.of("cpu", 0.1, "mem", 32), "command", Map.of("cmd", "b"))));

		assertThat(read(document).isGroup()).isTrue();
	}

	@Test
	void refusesAGroupWhoseTasksCannotShareAnAgent() {
		Map<String, Object> command = Map.of("cmd", "x");
		Map<String, Object> document = Map.of("name", "pod", "tasks",
				List.of(Map.of("name", "a", "command", command, "resources",
						Map.of("cpu", 1, "mem", 1, "ports", List.of(8080), "revocable", true)),
						Map.of("name", "b", "command", command, "resources",
								Map.of("cpu", 1, "mem", 1, "ports", List.of(8080)))));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::toString)
				.anySatisfy((text) -> assertThat(text).contains("port 8080 more than once"))
				.anySatisfy((text) -> assertThat(text).contains("revocable resources or none")));
	}

	@Test
	void refusesResourcesThatNoTaskOfAGroupWouldHave() {
		Map<String, Object> side = Map.of("name", "side", "command", Map.of("cmd", "x"), "resources",
				Map.of("cpu", 1, "mem", 1, "role", "other"));
		Map<String, Object> document = Map.of("name", "pod", "resources", Map.of("cpu", 8, "role", "web"), "tasks",
				List.of(side));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::path)
				.containsExactly("tasks[0].resources.role", "resources.cpu"));
	}

	@Test
	void aGroupHasOneRole() {
		Map<String, Object> main = Map.of("name", "main", "command", Map.of("cmd", "x"), "resources",
				Map.of("cpu", 1, "mem", 1));

		assertThat(read(Map.of("name", "pod", "role", "web", "tasks", List.of(main))).role()).isEqualTo("web");
		assertThat(read(Map.of("name", "pod", "resources", Map.of("role", "web"), "tasks", List.of(main))).role())
			.isEqualTo("web");
	}

	@Test
	void anEmptyGroupIsASingleTask() {
		for (Object none : List.of("", List.of())) {
			Map<String, Object> document = minimal();
			document.put("tasks", none);

			assertThat(read(document).isGroup()).isFalse();
			assertThat(read(document).tasks()).hasSize(1);
		}
	}

	@Test
	void refusesTwoRoles() {
		Map<String, Object> document = minimal();
		document.put("role", "web");
		document.put("resources", Map.of("cpu", 0.5, "mem", 64, "role", "other"));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.withMessageContaining("resources: have the role 'other' though role is 'web'");
	}

	@Test
	void refusesAKeyWithTwoValues() {
		Map<String, Object> document = minimal();
		document.put("max_completion_time", "5m");
		document.put("max-completion-time", "6m");
		document.put("command", Map.of("cmd", "x", "CMD", "y"));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(2))
			.withMessageContaining(
					"max-completion-time: is the same key as max_completion_time, which has another value")
			.withMessageContaining("command.")
			.withMessageContaining("is the same key as");
	}

	@Test
	void takesAKeyTwiceWithOneValue() {
		Map<String, Object> document = minimal();
		document.put("max_completion_time", "5m");
		document.put("maxCompletionTime", "5m");

		assertThat(read(document).tasks().get(0).maxCompletionTime()).hasMinutes(5);
	}

	@Test
	void eachNameAmongTheAddressesIsANetwork() {
		Map<String, Object> document = minimal();
		document.put("container",
				Map.of("network", List.of(
						Map.of("group", List.of("all"), "port_mapping",
								List.of(Map.of("container_port", 80, "host_port", 80)), "ipaddress",
								List.of(Map.of("name", "a", "ip", "10.0.0.1", "group", List.of("g")),
										Map.of("name", "b", "label", Map.of("l", "v")), Map.of("ip", "10.0.0.2"))),
						Map.of("name", "c", "ipaddress", List.of(Map.of("name", "d"))),
						Map.of("name", "e", "ipaddress", List.of(Map.of("name", "e"), Map.of("name", "e"))))));

		TaskSpec.ContainerSpec container = read(document).tasks().get(0).container();

		assertThat(container).isNotNull();
		assertThat(container.networks()).extracting(TaskSpec.NetworkSpec::name)
			.containsExactly("a", "b", "c", "d", "e");
		assertThat(container.networks().get(0)).isEqualTo(new TaskSpec.NetworkSpec("a", List.of("10.0.0.1", "10.0.0.2"),
				List.of("all", "g"), Map.of(), List.of(new TaskSpec.PortMapping(80, 80, "tcp"))));
		assertThat(container.networks().get(1))
			.isEqualTo(new TaskSpec.NetworkSpec("b", List.of(), List.of("all"), Map.of("l", "v"), List.of()));
	}

	@Test
	void takesOptionsOfADriverThatAreEmpty() {
		for (Object none : List.of(List.of(""), List.of(), "", Map.of())) {
			Map<String, Object> document = minimal();
			document.put("container", Map.of("volume",
					List.of(Map.of("source", Map.of("docker_volume", Map.of("name", "v", "driveropts", none))))));

			assertThat(read(document).tasks().get(0).container()).isNotNull()
				.satisfies((container) -> assertThat(container.volumes().get(0).driverOptions()).isEmpty());
		}
	}

	@Test
	void reportsEveryFaultWithItsPath() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", "a b");
		document.put("instances", -1);
		document.put("resources", Map.of("cpu", "much", "disk", 5));
		document.put("command", Map.of("cmd", "x", "uris", List.of(Map.of("extract", "perhaps"))));
		document.put("constraints", List.of(List.of("rack", "SOMETIMES"), "x"));
		document.put("retry", Map.of("time", "2ns", "exp_backof", true));
		document.put("restart", "perhaps");
		document.put("fail_fast", true);
		document.put("instnces", 4);

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::path)
				.contains("name", "instances", "resources.cpu", "resources.mem", "resources.disk",
						"command.uris[0].uri", "command.uris[0].extract", "constraints[0]", "constraints[1]",
						"retry.time", "retry.exp_backof", "restart", "fail_fast", "instnces"))
			.withMessageContaining("SOMETIMES")
			.withMessageContaining("UNIQUE, CLUSTER, GROUP_BY");
	}

	@Test
	void refusesWaitsWithWhichACrashLoopWouldRunHot() {
		Map<String, Object> document = minimal();
		document.put("retry", Map.of("time", "2ms"));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.withMessageContaining("retry.time: must be at least 100ms");
	}

	@ParameterizedTest
	@CsvSource({ "1s, 0s, 10m, max_time: must not be shorter than time", "1s, 1ms, 10m, max_time: must not be shorter",
			"10m, 5m, 10m, max_time: must not be shorter", "1s, 5m, 0s, reset_after: must be at least 1s",
			"1s, 5m, 999ms, reset_after: must be at least 1s" })
	void refusesALongestWaitOrATimeOfCalmWithWhichWaitsWouldNotGrow(String time, String max, String reset,
			String fault) {
		Map<String, Object> document = minimal();
		document.put("retry", Map.of("time", time, "max_time", max, "reset_after", reset));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> read(document))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(1))
			.withMessageContaining("retry." + fault);
	}

	@Test
	void aFirstWaitAboveTheUsualLongestOneIsTheLongest() {
		Map<String, Object> document = minimal();
		document.put("retry", Map.of("time", "10m"));

		assertThat(read(document).retry().initial()).hasMinutes(10);
		assertThat(read(document).retry().max()).hasMinutes(10);
	}

	@ParameterizedTest
	@CsvSource({ "1m30s, 90000", "1h2m3.5s, 3723500", "1500ms, 1500", "2, 2000", "90 s, 90000", "1.5mins, 90000",
			"PT2M, 120000", "500000\u00b5s, 500", ".5s, 500" })
	void readsDurationsOfGoAndMesosAndIso(String text, long millis) {
		assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1m30", "1 2", "s", "1x", "1m-2s", "-1s", "1..5s", "P300Y" })
	void refusesWhatIsNoDuration(String text) {
		assertThat(Durations.parse(text)).isNull();
	}

	@Test
	void takesTheRoleOfUnreservedResourcesForAnyRole() {
		Map<String, Object> document = minimal();
		document.put("resources", Map.of("cpu", 0.5, "mem", 64, "role", "*"));

		// in a document of the Mesos Framework SDK it is the role of the resources
		assertThat(read(document).role()).isNull();
		document.put("role", "*");
		assertThat(read(document).role()).isEqualTo("*");
	}

	@Test
	void refusesNamesTwice() {
		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> this.reader.read(List.of(minimal(), minimal())))
			.withMessageContaining("'web' is given more than once");
	}

	@Test
	void neverShowsTheEnvironment() {
		Map<String, Object> document = minimal();
		document.put("command", Map.of("cmd", "x", "environment", Map.of("PASSWORD", "hunter2")));

		assertThat(read(document).toString()).doesNotContain("hunter2").contains("PASSWORD");
	}

	private TaskDefinition read(Map<String, Object> document) {
		return this.reader.read(document).get(0);
	}

	private static Map<String, Object> indexed(String... items) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (String item : new ArrayList<>(List.of(items))) {
			map.put(String.valueOf(map.size()), item);
		}
		return map;
	}

	private static Map<String, Object> minimal() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", "web");
		document.put("resources", Map.of("cpu", 0.5, "mem", 64));
		document.put("command", Map.of("cmd", "sleep 1000"));
		return document;
	}

	/** Return a document as the Mesos Framework SDK has it. */
	static Map<String, Object> sdkDocument() {
		Map<String, Object> document = minimal();
		document.put("instances", 3);
		document.put("labels", List.of(Map.of("purpose", "Testing")));
		document.put("filters", List.of(Map.of("type", "TEXT", "value", List.of("DEADBEEF00")),
				Map.of("type", "STRATEGY", "value", List.of("mux"))));
		document.put("retry", Map.of("time", "2s", "exp_backoff", true, "total_retries", 5));
		document.put("command",
				Map.of("cmd", "/bin/echo hello world", "uris",
						List.of(Map.of("uri", "http://files.example/executor", "extract", false, "execute", true)),
						"environment", Map.of("A", "1")));
		document
			.put("container",
					Map.of("image", "debian", "tag", "latest", "volume",
							List.of(Map.of("container_path", "example/log", "host_path", "/var/log", "mode", "ro"),
									Map.of("source",
											Map.of("type", "DOCKER", "docker_volume",
													Map.of("driver", "rexray", "name", "test_volume", "driver_opts",
															List.of(Map.of("size", "5")))))),
							"network",
							List.of(Map
								.of("ipaddress",
										List.of(Map.of("group", List.of("prod"), "label",
												List.of(Map.of("some", "label")), "ip", "10.2.1.1", "protocol", "ipv4"),
												Map.of("name", "FE-CNI"))))));
		document.put("healthcheck", Map.of("endpoint", "localhost:8080"));
		document.put("resources", Map.of("cpu", 1.5, "mem", 128.25, "disk", Map.of("size", 1024.0), "role", "web"));
		return document;
	}

	@Test
	void countlessFaultsAreNotAllTold() {
		List<Object> many = Collections.nCopies(10_000_000, 1);
		Map<String, Object> keys = new LinkedHashMap<>();
		for (int i = 0; i < 10_000; i++) {
			keys.put("unknown" + i, i);
		}

		for (Object document : List.of(many, keys, Map.of("name", "pod", "tasks", many))) {
			assertThatExceptionOfType(InvalidDefinitionException.class)
				.isThrownBy(() -> new TaskDefinitionReader().read(document))
				.satisfies((invalid) -> assertThat(invalid.faults()).hasSize(DefinitionErrors.MAX + 1))
				.withMessageContaining("what comes after these was not looked at");
		}
	}

}
