package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An object with declared fields.
 *
 * @param fields the fields
 * @param shorthand the short form of the object, or {@code null}
 */
record ObjectType(List<DefinitionField<?>> fields,
		@Nullable DefinitionField<?> shorthand) implements FieldType<DocumentReader> {

	static ObjectType of(DefinitionField<?>... fields) {
		return new ObjectType(List.of(fields), null);
	}

	/** Return this object with additional fields. */
	ObjectType with(DefinitionField<?>... more) {
		List<DefinitionField<?>> all = new ArrayList<>(this.fields);
		all.addAll(Arrays.asList(more));
		return new ObjectType(List.copyOf(all), this.shorthand);
	}

	/** Return this object with a short form. */
	ObjectType orShort(DefinitionField<?> value) {
		return new ObjectType(this.fields, value);
	}

	/** Return the field with a name in any spelling, or {@code null} if there is none. */
	@Nullable DefinitionField<?> field(String key) {
		String canonical = Trees.canonical(key);
		for (DefinitionField<?> field : this.fields) {
			if (field.names().stream().anyMatch((name) -> Trees.canonical(name).equals(canonical))) {
				return field;
			}
		}
		return null;
	}

	@Override
	public @Nullable DocumentReader read(Location location, Object value) {
		if (this.shorthand != null && (!(value instanceof Map<?, ?> map) || Trees.isIndexed(map))) {
			return new DocumentReader(location, this, this.shorthand, value);
		}
		Object given = Trees.isEmpty(value) ? Map.of() : value;
		if (given instanceof Map<?, ?> map) {
			return new DocumentReader(location, this, map);
		}
		location.mismatch("an object", value);
		return new DocumentReader(location, this, Map.of());
	}

	@Override
	public List<Map<String, Object>> schemas() {
		List<Map<String, Object>> schemas = new ArrayList<>();
		schemas.add(schema());
		if (this.shorthand != null) {
			schemas.addAll(this.shorthand.type().schemas());
		}
		return schemas;
	}

	Map<String, Object> schema() {
		Map<String, Object> properties = new LinkedHashMap<>();
		this.fields.forEach((field) -> {
			properties.put(field.name(), field.schema(field.description()));
			field.aliases()
				.forEach((alias) -> properties.put(alias, field.schema("Another name of `" + field.name() + "`.")));
		});
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", properties);
		// a field with alternative names may be given by any of them
		List<String> required = this.fields.stream()
			.filter((field) -> field.isRequired() && field.aliases().isEmpty())
			.map(DefinitionField::name)
			.toList();
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		schema.put("additionalProperties", false);
		return schema;
	}

	@Override
	public DefinitionField.Kind kind() {
		return DefinitionField.Kind.OBJECT;
	}

}
