package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Prints the tables of the documentation from the declaration of the fields: one for the
 * definition, and one for each object in it.
 */
final class DefinitionTables {

	private final Map<List<DefinitionField<?>>, List<String>> tables = new LinkedHashMap<>();

	DefinitionTables() {
		add("", TaskDefinitionSchema.fields());
	}

	/** Gather the objects; the same one may stand at several places. */
	private void add(String path, List<DefinitionField<?>> fields) {
		this.tables.computeIfAbsent(fields, (key) -> new ArrayList<>()).add(path);
		if (this.tables.get(fields).size() > 1) {
			return;
		}
		fields.stream()
			.filter((field) -> !field.fields().isEmpty())
			.forEach((field) -> add((path.isEmpty() ? "" : path + ".") + field.name() + (field.isList() ? "[]" : ""),
					field.fields()));
	}

	String print() {
		StringBuilder text = new StringBuilder();
		this.tables.forEach((fields, paths) -> {
			String places = paths.stream().map((path) -> "`" + path + "`").collect(Collectors.joining(", "));
			text.append("\n## ").append(paths.contains("") ? "Definition" : places).append("\n");
			text.append("| Field | Type | Default | Meaning |\n| --- | --- | --- | --- |\n");
			fields.forEach((field) -> text.append(row(field)));
		});
		return text.append("\n").toString();
	}

	private static String row(DefinitionField<?> field) {
		String names = field.names().stream().map((name) -> "`" + name + "`").collect(Collectors.joining(" or "));
		String otherwise = field.isRequired() ? "(required)" : field.defaultText();
		return "| %s | %s | %s | %s |%n".formatted(names, type(field), otherwise, field.description())
			.replace(System.lineSeparator(), "\n");
	}

	private static String type(DefinitionField<?> field) {
		String type = switch (field.kind()) {
			case MAP -> "map of texts";
			case OBJECT -> "object";
			case VALUE -> value(field.schema(""));
		};
		if (!field.isList()) {
			return type;
		}
		return "list of " + (type.matches("object|text") ? type + "s" : type.replace("number", "numbers"));
	}

	@SuppressWarnings("unchecked")
	private static String value(Map<String, Object> schema) {
		if (schema.get("anyOf") instanceof List<?> choices) {
			Map<String, Object> first = (Map<String, Object>) choices.get(0);
			return (first.get("items") instanceof Map<?, ?> items) ? value((Map<String, Object>) items) : "duration";
		}
		if (schema.get("enum") instanceof List<?> options) {
			return options.stream()
				.map(String::valueOf)
				.filter((option) -> isFirstNotation(option, options))
				.map((option) -> "`" + option + "`")
				.collect(Collectors.joining(", "));
		}
		return switch (String.valueOf(schema.get("type"))) {
			case "integer" -> "whole number" + range(schema.get("minimum"), schema.get("maximum"));
			case "number" -> "number" + range(schema.get("minimum"), schema.get("maximum"));
			case "boolean" -> "`true`, `false`";
			default -> "text";
		};
	}

	/** Options are followed by their other notations. */
	private static boolean isFirstNotation(String option, List<?> options) {
		return options.stream()
			.filter((each) -> Trees.canonical(each.toString()).equals(Trees.canonical(option)))
			.findFirst()
			.filter(option::equals)
			.isPresent();
	}

	private static String range(@Nullable Object min, @Nullable Object max) {
		if (min == null) {
			return "";
		}
		String from = Trees.number(((Number) min).doubleValue());
		return (max != null) ? ", " + from + " to " + Trees.number(((Number) max).doubleValue()) : " from " + from;
	}

}
