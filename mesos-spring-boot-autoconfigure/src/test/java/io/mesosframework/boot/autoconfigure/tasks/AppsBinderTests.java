package io.mesosframework.boot.autoconfigure.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.definition.TaskSpec.PortSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The rules of Spring Boot for {@code mesos.apps}.
 */
class AppsBinderTests {

	private static final String WEB = """
			mesos:
			  apps:
			    web:
			      resources: { cpu: 0.5, mem: 64 }
			      command: { cmd: "true" }
			""";

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void aListOfAHigherSourceReplacesTheWholeList() {
		yaml("application.yaml", WEB.replace("mem: 64", "mem: 64, ports: [1, 2, 3]")
				+ """
						      constraints: [ "hostname:UNIQUE", { field: rack, operator: MAX_PER, value: 2, hard: false }, "zone:CLUSTER" ]
						      affinity: [ { with: db, hard: false }, { apart_from: cache } ]
						      filters: [ { type: TEXT, value: [ a, b, c ] }, { type: TEXT, value: [ d ] } ]
						      container:
						        volume: [ { container_path: /a, host_path: /a, mode: ro }, { container_path: /b, host_path: /b } ]
						        network: [ { name: one, group: [ g, h ] }, { name: two } ]
						""");
		yaml("application-prod.yaml", """
				mesos:
				  apps:
				    web:
				      resources: { ports: [ { name: http, number: 8080 } ] }
				      constraints: [ { field: rack, operator: UNIQUE } ]
				      affinity: [ { apart_from: batch } ]
				      filters: [ { value: [ x ] } ]
				      container:
				        volume: [ { container_path: /c, host_path: /c } ]
				        network: [ { name: three } ]
				""");

		TaskDefinition web = only();

		assertThat(web.placement().constraints()).extracting(ConstraintSpec::field, ConstraintSpec::hard)
			.containsExactly(tuple("rack", true));
		assertThat(web.placement().affinities()).singleElement()
			.satisfies((each) -> assertThat(each.together()).isFalse());
		assertThat(web.placement().filters()).singleElement()
			.satisfies((each) -> assertThat(each.values()).containsExactly("x"));
		TaskSpec task = web.tasks().get(0);
		assertThat(task.resources().ports()).containsExactly(new PortSpec("http", 8080, "tcp"));
		assertThat(task.resources().mem()).isEqualTo(64);
		assertThat(task.container()).isNotNull().satisfies((container) -> {
			assertThat(container.volumes()).singleElement()
				.satisfies((volume) -> assertThat(volume.mode()).isEqualTo("RW"));
			assertThat(container.networks()).singleElement()
				.satisfies((network) -> assertThat(network.groups()).isEmpty());
		});
	}

	@Test
	void anEmptyListOfAHigherSourceLeavesNothing() {
		yaml("application.yaml", WEB + "      constraints: [ \"hostname:UNIQUE\" ]\n");
		yaml("application-prod.yaml", "mesos.apps.web.constraints: []\n");

		assertThat(only().placement().constraints()).isEmpty();
	}

	@Test
	void objectsAndMapsAreMerged() {
		yaml("application.yaml", WEB + """
				      labels: { a: base, b: base }
				      retry: { time: 2s, total_retries: 3 }
				""");
		properties("mesos.apps.web.labels.b", "prod", "mesos.apps.web.labels.c", "prod",
				"mesos.apps.web.retry.total-retries", "4");

		TaskDefinition web = only();

		assertThat(web.labels()).containsOnly(Map.entry("a", "base"), Map.entry("b", "prod"), Map.entry("c", "prod"));
		assertThat(web.retry().initial()).hasSeconds(2);
		assertThat(web.retry().attempts()).isEqualTo(4);
	}

	@Test
	void keysOfMapsArriveAsTheyAreWritten() {
		yaml("application.yaml", WEB + """
				      labels:
				        traefik.enable: "true"
				        traefik.http.routers.web.rule: Host(`a`)
				        "[app.kubernetes.io/name]": web
				        Mixed_Case-key: x
				      container:
				        network: [ { name: cni, labels: { a.b: c } } ]
				""");
		properties("mesos.apps.web.command.environment.spring.profiles.active", "prod",
				"mesos.apps.web.command.environment.DB_HOST", "db");

		TaskDefinition web = only();

		assertThat(web.labels()).containsOnly(Map.entry("traefik.enable", "true"),
				Map.entry("traefik.http.routers.web.rule", "Host(`a`)"), Map.entry("app.kubernetes.io/name", "web"),
				Map.entry("Mixed_Case-key", "x"));
		TaskSpec task = web.tasks().get(0);
		assertThat(task.command().environment()).containsOnly(Map.entry("spring.profiles.active", "prod"),
				Map.entry("DB_HOST", "db"));
		assertThat(task.container()).isNotNull()
			.satisfies((container) -> assertThat(container.networks().get(0).labels()).containsEntry("a.b", "c"));
	}

	@Test
	void readsTheJsonOfSpringApplication() {
		load("application.yaml", WEB + "      constraints: [ \"hostname:UNIQUE\", \"rack:UNIQUE\" ]\n")
			.forEach(this.environment.getPropertySources()::addLast);
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("json", Map.of("SPRING_APPLICATION_JSON", """
					{"mesos": {"apps": {"web": {"instances": 7, "labels": {"traefik.enable": true},
					 "constraints": ["zone:UNIQUE"]}}}}""")));
		new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(this.environment,
				new SpringApplication());

		TaskDefinition web = only();

		assertThat(web.instances()).isEqualTo(7);
		assertThat(web.labels()).containsOnly(Map.entry("traefik.enable", "true"));
		assertThat(web.placement().constraints()).extracting(ConstraintSpec::field).containsExactly("zone");
	}

	@Test
	void readsEnvironmentVariables() {
		yaml("application.yaml",
				WEB.replace("web", "Web-App") + "      constraints: [ \"hostname:UNIQUE\", \"rack:UNIQUE\" ]\n");
		variables("MESOS_APPS_WEBAPP_INSTANCES", "5", "MESOS_APPS_WEBAPP_MAXCOMPLETIONTIME", "5m",
				"MESOS_APPS_WEBAPP_RETRY_TOTAL_RETRIES", "2", "MESOS_APPS_WEBAPP_CONSTRAINTS_0", "zone:UNIQUE",
				"MESOS_APPS_WEBAPP_LABELS_TRAEFIK_ENABLE", "true", "MESOS_APPS_WEBAPP_COMMAND_URIS_0_URI", "http://f/a",
				"MESOS_APPS_WEBAPP_RESOURCES_PORTS", "80, 81");

		TaskDefinition web = only();

		assertThat(web.name()).isEqualTo("Web-App");
		assertThat(web.instances()).isEqualTo(5);
		assertThat(web.retry().attempts()).isEqualTo(2);
		assertThat(web.labels()).containsOnly(Map.entry("traefik.enable", "true"));
		assertThat(web.placement().constraints()).extracting(ConstraintSpec::field).containsExactly("zone");
		TaskSpec task = web.tasks().get(0);
		assertThat(task.maxCompletionTime()).hasMinutes(5);
		assertThat(task.command().uris()).singleElement()
			.satisfies((uri) -> assertThat(uri.uri()).isEqualTo("http://f/a"));
		assertThat(task.resources().ports()).extracting(PortSpec::number).containsExactly(80, 81);
	}

	@Test
	void namesAreRelaxedInEverySource() {
		yaml("application.yaml", WEB + "      maxCompletionTime: 5m\n      fail-fast: true\n      GANG: true\n");
		properties("mesos.apps.web.max_completion_time", "6m", "mesos.apps.web.restart", "ON_FAILURE");

		assertThat(only().tasks().get(0).maxCompletionTime()).hasMinutes(6);
		assertThat(only().placement().failFast()).isTrue();
	}

	@Test
	void placeholdersAreResolved() {
		yaml("application.yaml", WEB + "      instances: ${count:4}\n      labels: { zone.name: \"${zone}\" }\n");
		properties("zone", "a");

		assertThat(only().instances()).isEqualTo(4);
		assertThat(only().labels()).containsEntry("zone.name", "a");
	}

	@Test
	void labelsMayBeAListAsInOtherDocuments() {
		yaml("application.yaml", WEB + "      labels: [ { a: b }, { c: d } ]\n");

		assertThat(only().labels()).containsOnly(Map.entry("a", "b"), Map.entry("c", "d"));
	}

	@Test
	void shorthandsOfAHigherSourceStandForTheWholeObject() {
		yaml("application.yaml", WEB + "      reservation: { leave_after: 5m }\n");
		properties("mesos.apps.web.reservation", "false");

		assertThat(only().keepsReservation()).isFalse();
	}

	@Test
	void everyFaultNamesItsPropertyAndOrigin() {
		yaml("application.yaml", """
				mesos:
				  apps:
				    web:
				      instnces: 3
				      resources: { cpu: much, mem: 64 }
				      command: { cmd: "true", uris: [ { uri: "http://f/a", extract: perhaps } ] }
				      labels: { a: { b: c } }
				""");
		properties("mesos.apps.web.max-completion-time", "soon", "mesos.apps.web.retry.tim", "1s");
		variables("MESOS_APPS_WEB_UPDATE_BATCH", "0", "MESOS_APPS_WEB_UPDATE_BACH", "1");

		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> new AppsBinder(this.environment).bind())
			.satisfies((ex) -> {
				Map<String, String> faults = new LinkedHashMap<>();
				ex.faults().forEach((fault) -> faults.put(fault.path(), fault.message()));
				assertThat(faults).containsOnlyKeys("web.instnces", "web.resources.cpu", "web.command.uris[0].extract",
						"web.max-completion-time", "web.retry.tim", "web.update.batch", "web.update.bach");
				assertThat(faults.get("web.instnces")).contains("is not known; known here are name, instances")
					.contains("(from")
					.contains("4:17");
				assertThat(faults.get("web.resources.cpu")).contains("5:25");
				assertThat(faults.get("web.command.uris[0].extract")).contains("but is a single value").contains("6:");
				assertThat(faults.get("web.max-completion-time")).contains("\"test\"");
				assertThat(faults.get("web.update.batch")).contains("MESOS_APPS_WEB_UPDATE_BATCH");
			});
	}

	@Test
	void aListWithAGapIsAFault() {
		yaml("application.yaml", WEB);
		properties("mesos.apps.web.constraints[1]", "hostname:UNIQUE");

		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> new AppsBinder(this.environment).bind())
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::path)
				.containsExactly("web.constraints[1]"));
	}

	private TaskDefinition only() {
		List<TaskDefinition> definitions = new AppsBinder(this.environment).bind();
		assertThat(definitions).hasSize(1);
		return definitions.get(0);
	}

	/** Add a file before all that were added so far. */
	private void yaml(String name, String content) {
		load(name, content).forEach(this.environment.getPropertySources()::addFirst);
		ConfigurationPropertySources.attach(this.environment);
	}

	private static List<PropertySource<?>> load(String name, String content) {
		try {
			return new YamlPropertySourceLoader().load(name,
					new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8), name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void properties(String... pairs) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("test", map(pairs)));
		ConfigurationPropertySources.attach(this.environment);
	}

	private void variables(String... pairs) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", map(pairs)));
		ConfigurationPropertySources.attach(this.environment);
	}

	private static Map<String, Object> map(String... pairs) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put(pairs[i], pairs[i + 1]);
		}
		return map;
	}

}
