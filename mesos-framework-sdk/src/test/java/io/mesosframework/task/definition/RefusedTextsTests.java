package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What neither the wire nor a process can carry is refused, and what may be secret is not
 * repeated.
 */
class RefusedTextsTests {

	@Test
	void noTextHasANulCharacterOrHalfASurrogatePair() {
		for (String text : List.of("a\0b", "\ud83d", "\ude00x", "\ud83d\ud83d\ude00")) {
			assertPath("command.cmd", Map.of("cmd", text));
			assertPath("command.argv[1]", Map.of("argv", List.of("a", text)));
			assertPath("command.user", Map.of("cmd", "x", "user", text));
			assertPath("command.environment.A", Map.of("cmd", "x", "environment", Map.of("A", text)));
			assertPath("command.environment", Map.of("cmd", "x", "environment", Map.of(text, "a")));
			assertPath("command.secrets.A", Map.of("cmd", "x", "secrets", Map.of("A", text)));
			assertPath("command.uris[0].uri", Map.of("cmd", "x", "uris", List.of(Map.of("uri", "http://f/" + text))));
			assertThat(paths(with("labels", Map.of("l", text)))).containsExactly("labels.l");
			assertThat(paths(with("role", text))).containsExactly("role");
			assertThat(paths(with("container", Map.of("image", text)))).containsExactly("container.image");
			assertThat(paths(with("constraints", List.of("rack:LIKE:" + text)))).contains("constraints[0][0]");
		}
		assertThat(read(with("labels", Map.of("smile", "\ud83d\ude00")))).isEmpty();
	}

	@Test
	void noTextForAProcessIsLongerThanLinuxTakes() {
		String longest = "x".repeat(128 * 1024 - 1);

		assertThat(read(with("command", Map.of("cmd", longest)))).isEmpty();
		assertPath("command.cmd", Map.of("cmd", longest + "x"));
		assertPath("command.argv[1]", Map.of("argv", List.of("a", longest + "x")));
		assertPath("command.environment.A", Map.of("cmd", "x", "environment", Map.of("A", longest)));
	}

	@Test
	void nullInAListIsAFaultOfItsItem() {
		List<Object> none = Collections.singletonList(null);
		Map<String, Object> resources = Map.of("cpu", 1, "mem", 1, "ports", none);

		assertThat(paths(with("resources", resources))).containsExactly("resources.ports[0]");
		for (String list : List.of("constraints", "affinity", "filters", "labels", "tasks")) {
			assertThat(paths(with(list, none))).as(list).contains(list + "[0]");
		}
		assertPath("command.argv[0]", Map.of("cmd", "x", "argv", none));
		assertPath("command.uris[1]", Map.of("cmd", "x", "uris", Arrays.asList(Map.of("uri", "http://f/a"), null)));
		assertPath("command.environment[0]", Map.of("cmd", "x", "environment", none));
		assertThat(paths(with("container", Map.of("network", none, "volume", none)))).contains("container.network[0]",
				"container.volume[0]");
		assertThat(paths(with("constraints", List.of(none)))).contains("constraints[0][0]");
		assertThat(paths(with("healthcheck", Map.of("http", Map.of("port", 1, "statuses", none)))))
			.containsExactly("healthcheck.http.statuses[0]");
		assertThat(read(none)).extracting(DefinitionError::path).containsExactly("[0]");
	}

	@Test
	void noValueOfEnvironmentSecretsOrUrisIsRepeated() {
		List<Object> commands = new ArrayList<>();
		for (Object secret : List.of("DBPASS=hunter2", List.of("DBPASS=hunter2"), Map.of("DBPASS=hunter2", "x"),
				Map.of("DBPASS", List.of("hunter2")), Map.of("DBPASS", "hunter2\0"))) {
			commands.add(Map.of("cmd", "x", "environment", secret));
			commands.add(Map.of("cmd", "x", "secrets", secret));
		}
		for (Object uri : List.of("http://me:hunter2@f/a", Map.of("uri", "http://me:hunter2@f"),
				Map.of("uri", "http://me:hunter2@f/it's"), Map.of("uri", "http://f/a", "extract", "hunter2"),
				Map.of("uri", List.of("hunter2")), Map.of("uri", "http://f/a", "output_file", "/hunter2"))) {
			commands.add(Map.of("cmd", "x", "uris", List.of(uri)));
			commands.add(Map.of("cmd", "x", "uris", uri));
		}
		for (Object command : commands) {
			List<DefinitionError> faults = read(with("command", command));

			assertThat(faults).as(command.toString()).isNotEmpty();
			assertThat(faults.toString()).doesNotContain("hunter2").containsAnyOf("environment", "secrets", "uris");
		}
		assertThat(
				read(with("healthcheck", Map.of("command", Map.of("cmd", "x", "environment", "A=hunter2")))).toString())
			.contains("healthcheck.command.environment")
			.doesNotContain("hunter2");
	}

	@Test
	void noTwoPortsHaveOneVariable() {
		List<Object> ports = List.of(Map.of("name", "http-api"), Map.of("name", "http_api"));

		assertThat(read(with("resources", Map.of("cpu", 1, "mem", 1, "ports", ports)))).singleElement()
			.hasToString("resources.ports: has the names 'http-api' and 'http_api', which have the same environment "
					+ "variable PORT_HTTP_API");
	}

	@Test
	void anImageHasOneTag() {
		for (String image : List.of("nginx:1", "host:5000/nginx:1", "nginx@sha256:abc")) {
			assertThat(paths(with("container", Map.of("image", image, "tag", "2")))).as(image)
				.containsExactly("container.tag");
		}
		assertThat(read(with("container", Map.of("image", "host:5000/nginx", "tag", "2")))).isEmpty();
	}

	@Test
	void aRoleThatMesosRefusesIsRefused() {
		for (String role : List.of("we b", "/web", "web/", "a//b", "a/*", "-web", "..", "")) {
			assertThat(paths(with("role", role))).as(role).containsExactly("role");
			assertThat(paths(with("resources", Map.of("cpu", 1, "mem", 1, "role", role)))).as(role)
				.containsExactly("resources.role");
		}
		assertThat(read(with("role", "eng/web"))).isEmpty();
	}

	private static void assertPath(String path, Map<String, Object> command) {
		assertThat(paths(with("command", command))).contains(path);
	}

	private static List<String> paths(Map<String, Object> document) {
		return read(document).stream().map(DefinitionError::path).toList();
	}

	private static List<DefinitionError> read(Object document) {
		try {
			new TaskDefinitionReader().read(document);
			return List.of();
		}
		catch (InvalidDefinitionException ex) {
			return ex.faults();
		}
	}

	private static Map<String, Object> with(String key, Object value) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", "web");
		document.put("resources", Map.of("cpu", 0.5, "mem", 64));
		document.put("command", Map.of("cmd", "sleep 1000"));
		document.put(key, value);
		return document;
	}

}
