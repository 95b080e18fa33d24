package io.mesosframework.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the configuration metadata, and the table in the documentation, against the code.
 */
class ConfigurationMetadataTests {

	private static final String START = "<!-- configuration:start -->";

	private static final String END = "<!-- configuration:end -->";

	@ParameterizedTest
	@MethodSource("keys")
	void everyKeyHasADescriptionAndAType(String key) throws IOException {
		JsonNode property = properties().get(key);

		assertThat(property.path("description").asString("")).as("description of " + key).isNotBlank();
		assertThat(property.path("type").asString("")).as("type of " + key).isNotBlank();
	}

	@ParameterizedTest
	@MethodSource("keys")
	void descriptionsFollowTheRulesOfSpringBoot(String key) throws IOException {
		String description = properties().get(key).path("description").asString();
		String type = properties().get(key).path("type").asString();

		assertThat(description.toLowerCase(Locale.ROOT)).doesNotStartWith("the ").doesNotStartWith("a ");
		if (type.equals("java.lang.Boolean") && !key.startsWith("management.endpoint")) {
			assertThat(description.toLowerCase(Locale.ROOT)).startsWith("whether ");
		}
		if (type.startsWith("java.util.List") || type.startsWith("java.util.Set")) {
			assertThat(description.toLowerCase(Locale.ROOT)).startsWith("comma-separated list of ");
		}
	}

	@Test
	void theTableInTheDocumentationIsThatOfTheMetadata() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "configuration.md"));
		assertThat(page).contains(START, END);
		String actual = page.substring(page.indexOf(START) + START.length(), page.indexOf(END)).strip();

		Files.writeString(Path.of("target", "configuration-table.md"), table());
		assertThat(actual).as("Copy target/configuration-table.md between the markers in docs/configuration.md")
			.isEqualTo(table());
	}

	@Test
	void hintsAreForExistingKeys() throws IOException {
		List<String> hinted = new ArrayList<>();
		for (JsonNode metadata : metadata()) {
			metadata.path("hints").forEach((hint) -> hinted.add(hint.path("name").asString()));
			hinted.removeIf((name) -> !name.startsWith("mesos."));
		}
		assertThat(hinted).isNotEmpty().allSatisfy((name) -> assertThat(properties()).containsKey(name));
	}

	static List<String> keys() throws IOException {
		return List.copyOf(properties().keySet());
	}

	private static String table() throws IOException {
		List<String> lines = new ArrayList<>(List.of("| Key | Default | Meaning |", "| --- | --- | --- |"));
		properties().forEach((key, property) -> lines.add(
				"| `" + key + "` | " + defaultValue(property.path("defaultValue")) + " | " + meaning(property) + " |"));
		return String.join("\n", lines);
	}

	private static String defaultValue(JsonNode value) {
		if (value.isMissingNode()) {
			return "";
		}
		String text = value.isArray() ? Arrays.stream(value.valueStream().toArray(JsonNode[]::new))
			.map(JsonNode::asString)
			.collect(Collectors.joining(",")) : value.asString();
		return "`" + text + "`";
	}

	private static String meaning(JsonNode property) {
		String description = property.path("description").asString().replace("|", "\\|").replaceAll("\\s+", " ");
		return Character.toUpperCase(description.charAt(0)) + description.substring(1).replaceAll("\\.$", "");
	}

	private static Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (JsonNode metadata : metadata()) {
			for (JsonNode property : metadata.path("properties")) {
				String name = property.path("name").asString();
				if (name.startsWith("mesos.") || name.startsWith("management.") && name.contains(".mesos")) {
					properties.put(name, property);
				}
			}
		}
		assertThat(properties).hasSizeGreaterThan(40);
		return properties;
	}

	private static List<JsonNode> metadata() throws IOException {
		List<JsonNode> found = new ArrayList<>();
		Enumeration<java.net.URL> resources = ConfigurationMetadataTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json");
		for (java.net.URL resource : Collections.list(resources)) {
			try (InputStream stream = resource.openStream()) {
				found.add(JsonMapper.shared().readTree(stream));
			}
		}
		return found;
	}

}
