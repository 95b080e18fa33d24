package io.mesosframework.task.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of the documents that {@link TaskDefinitionReader}
 * accepts, generated from the same declaration of the fields. It describes the
 * recommended format: keys in {@code snake_case}, numbers as numbers and lists as lists;
 * the reader is more lenient. Rules that involve several keys are checked by the reader
 * only. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskDefinitionSchema {

	private TaskDefinitionSchema() {
	}

	/**
	 * Return the fields of a definition.
	 * @return their declarations
	 */
	public static List<DefinitionField<?>> fields() {
		return DefinitionFields.DEFINITION.fields();
	}

	/**
	 * Return the schema of a document: one definition, or a list of them. {@code $defs}
	 * contains {@code definition}, a definition whose name may be given elsewhere, for
	 * example in a path.
	 * @return the schema as a tree of maps and lists, suitable for any JSON printer; a
	 * fresh copy
	 */
	public static Map<String, Object> document() {
		Map<String, Object> reference = new LinkedHashMap<>();
		reference.put("$ref", "#/$defs/definition");
		reference.put("required", List.of("name"));
		Map<String, Object> definition = definition();
		definition.remove("required");
		Map<String, Object> list = new LinkedHashMap<>();
		list.put("type", "array");
		list.put("items", reference);
		list.put("minItems", 1);
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
		schema.put("title", "Task definitions of a Mesos framework");
		schema.put("anyOf", List.of(reference, list));
		schema.put("$defs", Map.of("definition", definition));
		return schema;
	}

	/**
	 * Return the schema of a single definition.
	 * @return the schema as a tree of maps and lists, without {@code $schema}; a fresh
	 * copy
	 */
	public static Map<String, Object> definition() {
		return DefinitionFields.DEFINITION.schema();
	}

}
