package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list. A single value is treated as a list with one item.
 *
 * @param item the type of its items
 * @param <T> the type of the items read
 */
record ListType<T>(FieldType<T> item) implements FieldType<List<T>> {

	@Override
	public List<T> read(Location location, Object value) {
		List<T> result = new ArrayList<>();
		int index = 0;
		for (Object each : Trees.list(value)) {
			Location at = location.item(index++);
			if (each == null) {
				at.fault("must not be null");
				continue;
			}
			T read = this.item.read(at, each);
			if (read != null) {
				result.add(read);
			}
		}
		return result;
	}

	@Override
	public List<Map<String, Object>> schemas() {
		List<Map<String, Object>> schemas = new ArrayList<>();
		Map<String, Object> list = new LinkedHashMap<>();
		list.put("type", "array");
		list.put("items", FieldTypes.anyOf(this.item.schemas()));
		schemas.add(list);
		schemas.addAll(this.item.schemas());
		return schemas;
	}

	@Override
	public DefinitionField.Kind kind() {
		return this.item.kind();
	}

	@Override
	public List<DefinitionField<?>> fields() {
		return this.item.fields();
	}

}
