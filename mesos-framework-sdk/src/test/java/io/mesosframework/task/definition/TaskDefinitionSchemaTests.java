package io.mesosframework.task.definition;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskDefinitionSchemaTests {

	private static final Path SOURCES = Path.of("src/main/java/io/mesosframework/task/definition");

	private static final Pattern USED = Pattern.compile("\\b(\\w+Fields)\\.([A-Z_]+)\\b");

	private static final List<Class<?>> DECLARATIONS = List.of(DefinitionFields.class, TaskFields.class,
			UriFields.class, ContainerFields.class, CheckFields.class, PolicyFields.class);

	private final SchemaValidator validator = new SchemaValidator(TaskDefinitionSchema.document());

	@Test
	void theReadersReadEveryFieldThatIsDeclared() throws IOException {
		Set<String> used = new TreeSet<>();
		try (Stream<Path> files = Files.list(SOURCES)) {
			for (Path file : files.filter((path) -> path.toString().endsWith("Reader.java")).toList()) {
				Matcher matcher = USED.matcher(Files.readString(file));
				while (matcher.find()) {
					used.add(matcher.group(1) + "." + matcher.group(2));
				}
			}
		}

		assertThat(declared()).hasSizeGreaterThan(100).isSubsetOf(used);
	}

	@Test
	void everyClassOfDeclarationsIsLookedAt() throws IOException {
		try (Stream<Path> files = Files.list(SOURCES)) {
			assertThat(
					files.map((path) -> path.getFileName().toString()).filter((name) -> name.endsWith("Fields.java")))
				.containsExactlyInAnyOrderElementsOf(
						DECLARATIONS.stream().map((type) -> type.getSimpleName() + ".java").toList());
		}
	}

	@Test
	void everyFieldSaysWhatItIsFor() {
		List<DefinitionField<?>> fields = new ArrayList<>();
		each(TaskDefinitionSchema.fields(), fields::add);

		assertThat(fields).hasSizeGreaterThan(150)
			.allSatisfy((field) -> assertThat(field.description()).as(field.name()).matches("(?s)[A-Z`].*\\."));
	}

	@Test
	void noNameIsUsedForTwoFieldsOfAnObject() {
		each(TaskDefinitionSchema.fields(),
				(field) -> assertThat(
						field.fields().stream().flatMap((inner) -> inner.names().stream()).map(Trees::canonical))
					.as(field.name())
					.doesNotHaveDuplicates());
	}

	private static void each(List<DefinitionField<?>> fields, Consumer<DefinitionField<?>> consumer) {
		fields.forEach((field) -> {
			consumer.accept(field);
			each(field.fields(), consumer);
		});
	}

	/** Return the constants in which fields are declared. */
	private static Set<String> declared() {
		Set<String> constants = new TreeSet<>();
		for (Class<?> type : DECLARATIONS) {
			for (Field constant : type.getDeclaredFields()) {
				if (constant.getType() == DefinitionField.class) {
					constants.add(type.getSimpleName() + "." + constant.getName());
				}
			}
		}
		return constants;
	}

	@Test
	void theReaderKnowsEveryKeyOfTheSchemaAtItsPlace() {
		List<Object> documents = new ArrayList<>();
		eachProperty(TaskDefinitionSchema.definition(), documents::add);

		assertThat(documents).hasSizeGreaterThan(150);
		documents.forEach((document) -> assertThat(faults(document)).as(document.toString())
			.noneMatch(TaskDefinitionSchemaTests::isUnknown));
	}

	@Test
	void theSchemaKnowsEveryKeyOfTheReaderAtItsPlace() {
		Map<String, Object> schema = TaskDefinitionSchema.definition();
		List<DefinitionError> unknown = faults(disturbed(everything())).stream()
			.filter((fault) -> isUnknown(fault) && fault.path().endsWith("disturbance"))
			.toList();

		assertThat(unknown).hasSizeGreaterThan(20);
		unknown.forEach((fault) -> {
			String known = fault.message().substring(fault.message().indexOf("known here are ") + 15);
			assertThat(keysAt(schema, fault.path())).as(fault.path()).contains(known.split(", "));
		});
	}

	@Test
	void acceptsWhatTheBuildersMake() {
		SampleDefinitions.all()
			.forEach(
					(builder) -> assertThat(this.validator.faults(builder.document())).as(builder.document().toString())
						.isEmpty());
		SampleDefinitions.disks()
			.forEach(
					(builder) -> assertThat(this.validator.faults(builder.document())).as(builder.document().toString())
						.isEmpty());
		assertThat(this.validator
			.faults(SampleDefinitions.all().stream().map((builder) -> (Object) builder.document()).toList())).isEmpty();
	}

	@Test
	void acceptsADocumentOfTheMesosFrameworkSdkAsItIs() {
		assertThat(this.validator.faults(TaskDefinitionReaderTests.sdkDocument())).isEmpty();
	}

	@Test
	void theBuildersReachEveryKeyAtItsPlace() {
		Set<String> reached = new TreeSet<>();
		SampleDefinitions.all().forEach((builder) -> collect("", builder.document(), reached));
		Set<String> missing = new TreeSet<>();
		eachProperty(TaskDefinitionSchema.definition(), (document) -> collect("", document, missing));
		missing.removeAll(reached);

		// the builder of a task of a group is that of a single task, and both checks have
		// one
		missing.removeIf((path) -> path.startsWith("tasks.") || reached.contains("tasks." + path));
		missing.removeIf((path) -> path.startsWith("readiness."));
		// keys of the user's own
		missing.removeIf((path) -> path.endsWith(".a"));
		// other names for what the builders set, and what the reader only tolerates
		missing
			.removeIf((path) -> path.matches("(.*\\.)?(cpu|execute|principle|endpoint|driver_options|tcp.port_index)")
					|| path.matches(".*\\.ipaddress\\.(group|label|name|protocol)") || path.matches(
							"healthcheck\\.command\\.uris.*|resources\\.role|resources\\.disk\\.volume\\.host_path"));
		assertThat(missing).isEmpty();
	}

	@Test
	void refusesWhatTheReaderRefuses() {
		assertThat(this.validator.faults(SampleDefinitions.minimal("web").set("instnces", 3).document())).isNotEmpty();
		assertThat(this.validator.faults(SampleDefinitions.minimal("web").set("instances", -1).document()))
			.isNotEmpty();
		assertThat(this.validator.faults(SampleDefinitions.minimal("web").set("restart", "perhaps").document()))
			.isNotEmpty();
		assertThat(this.validator.faults(SampleDefinitions.minimal("web").set("retry.time", "soon").document()))
			.isNotEmpty();
		assertThat(this.validator.faults(SampleDefinitions.minimal("web").set("resources.mem", 0).document()))
			.isNotEmpty();
		assertThat(this.validator.faults(Map.of("instances", 1))).isNotEmpty();
		assertThat(this.validator.faults(List.of())).isNotEmpty();
	}

	@Test
	void aDefinitionWhoseNameStandsElsewhereNeedsNone() {
		Map<String, Object> nameless = new LinkedHashMap<>(SampleDefinitions.minimal("web").document());
		nameless.remove("name");
		Map<String, Object> schema = TaskDefinitionSchema.document();
		SchemaValidator definition = new SchemaValidator(
				Map.of("$defs", schema.get("$defs"), "anyOf", List.of(Map.of("$ref", "#/$defs/definition"))));

		assertThat(definition.faults(nameless)).isEmpty();
		assertThat(this.validator.faults(nameless)).contains(": needs name");
		assertThat(this.validator.faults(List.of(nameless))).contains("[]: needs name");
	}

	@Test
	void tellsDefaultsRangesAndChoices() {
		Map<String, Object> definition = TaskDefinitionSchema.definition();

		assertThat(property(definition, "instances")).containsEntry("default", 1)
			.containsEntry("minimum", 0)
			.containsEntry("maximum", 1_000_000);
		assertThat(property(definition, "restart")).containsEntry("default", "always");
		assertThat(property(definition, "gang")).containsEntry("type", "boolean");
		assertThat(definition).containsEntry("required", List.of("name")).containsEntry("additionalProperties", false);
	}

	private static boolean isUnknown(DefinitionError fault) {
		return fault.message().startsWith("is not known; known here are ");
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> everything() {
		return (Map<String, Object>) example(TaskDefinitionSchema.definition());
	}

	private static List<DefinitionError> faults(Object document) {
		List<DefinitionError> faults = new ArrayList<>();
		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> new TaskDefinitionReader().read(document))
			.satisfies((ex) -> faults.addAll(ex.faults()));
		return faults;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> property(Map<String, Object> schema, String name) {
		return (Map<String, Object>) ((Map<String, Object>) schema.get("properties")).get(name);
	}

	/** Return every name of a property, at any depth. */
	private static Set<String> keys(Object schema) {
		Set<String> keys = new TreeSet<>();
		if (schema instanceof Map<?, ?> map) {
			if (map.get("properties") instanceof Map<?, ?> properties) {
				properties.keySet().forEach((key) -> keys.add(key.toString()));
			}
			map.values().forEach((value) -> keys.addAll(keys(value)));
		}
		else if (schema instanceof List<?> list) {
			list.forEach((value) -> keys.addAll(keys(value)));
		}
		return keys;
	}

	/** Return the properties of the object in which a path ends. */
	private static Set<String> keysAt(Object schema, String path) {
		Object current = object(schema);
		String[] steps = path.replaceAll("\\[\\d+]", "").split("\\.");
		for (String step : List.of(steps).subList(0, steps.length - 1)) {
			current = object(((Map<?, ?>) ((Map<?, ?>) current).get("properties")).get(step));
		}
		Set<String> keys = new TreeSet<>();
		((Map<?, ?>) ((Map<?, ?>) current).get("properties")).keySet().forEach((key) -> keys.add(key.toString()));
		return keys;
	}

	/** Return the object among what a schema allows. */
	private static Object object(Object schema) {
		Map<?, ?> map = (Map<?, ?>) schema;
		if (map.get("items") != null) {
			return object(map.get("items"));
		}
		if (map.get("anyOf") instanceof List<?> choices) {
			for (Object choice : choices) {
				if (!keys(choice).isEmpty()) {
					return object(choice);
				}
			}
		}
		return schema;
	}

	/** Return the paths in a document, without positions in lists. */
	private static void collect(String path, Object document, Set<String> paths) {
		if (document instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				String inner = path.isEmpty() ? key.toString() : path + "." + key;
				paths.add(inner);
				collect(inner, value, paths);
			});
		}
		else if (document instanceof List<?> list) {
			list.forEach((value) -> collect(path, value, paths));
		}
	}

	/** Make a document for every property, with nothing but it and what it is in. */
	private static void eachProperty(Object schema, Consumer<Object> documents) {
		Map<?, ?> map = (Map<?, ?>) schema;
		if (map.get("properties") instanceof Map<?, ?> properties) {
			properties.forEach((key, value) -> {
				if (keys(value).isEmpty()) {
					documents.accept(Map.of(key, example(value)));
				}
				eachProperty(value, (inner) -> documents.accept(Map.of(key, inner)));
			});
		}
		if (map.get("items") != null) {
			eachProperty(map.get("items"), (inner) -> documents.accept(List.of(inner)));
		}
		if (map.get("anyOf") instanceof List<?> choices) {
			choices.forEach((choice) -> eachProperty(choice, documents));
		}
	}

	/** Return a document with every property of a schema. */
	private static Object example(Object given) {
		Map<?, ?> schema = (Map<?, ?>) given;
		if (schema.get("anyOf") instanceof List<?> choices) {
			for (Object choice : choices) {
				if (!keys(choice).isEmpty()) {
					return example(choice);
				}
			}
			return example(choices.get(0));
		}
		if (schema.get("properties") instanceof Map<?, ?> properties) {
			Map<String, Object> document = new LinkedHashMap<>();
			properties.forEach((key, value) -> document.put(key.toString(), example(value)));
			return document;
		}
		if (schema.get("items") != null) {
			return List.of(example(schema.get("items")));
		}
		if (schema.get("enum") instanceof List<?> choices) {
			return choices.get(0);
		}
		if (schema.get("default") != null) {
			return schema.get("default");
		}
		String type = String.valueOf((schema.get("type") instanceof List<?> types) ? types.get(0) : schema.get("type"));
		return switch (type) {
			case "string" -> (schema.get("pattern") != null) ? "5s" : "x";
			case "boolean" -> true;
			case "object" -> Map.of("a", "b");
			default -> (schema.get("minimum") instanceof Number min && min.intValue() > 0) ? min : 1;
		};
	}

	/** Return a document with a key in every object that nobody knows. */
	private static Object disturbed(Object document) {
		if (document instanceof Map<?, ?> map) {
			Map<String, Object> copy = new LinkedHashMap<>();
			map.forEach((key, value) -> copy.put(key.toString(), disturbed(value)));
			copy.put("disturbance", 1);
			return copy;
		}
		return (document instanceof List<?> list) ? list.stream().map(TaskDefinitionSchemaTests::disturbed).toList()
				: document;
	}

}
