package io.mesosframework.task.definition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map of texts with keys chosen by the user. Some documents have a list of objects
 * instead.
 */
record MapType() implements FieldType<Map<String, String>> {

	@Override
	public Map<String, String> read(Location location, Object value) {
		Map<String, String> result = new LinkedHashMap<>();
		if (value instanceof Collection<?> || (value instanceof Map<?, ?> map && Trees.isIndexed(map))) {
			int index = 0;
			for (Object item : Trees.list(value)) {
				put(location.item(index++), item, result);
			}
		}
		else {
			put(location, value, result);
		}
		return result;
	}

	private static void put(Location location, Object value, Map<String, String> result) {
		if (Trees.isEmpty(value)) {
			return;
		}
		if (!(value instanceof Map<?, ?> map)) {
			location.mismatch("an object of texts", value);
			return;
		}
		map.forEach((key, item) -> {
			String name = String.valueOf(key);
			String unusable = Texts.unusable(name);
			if (unusable != null) {
				location.fault("has a key that " + unusable);
			}
			else if (item != null) {
				String text = FieldTypes.TEXT.read(location.below(name), item);
				if (text != null) {
					result.put(name, text);
				}
			}
		});
	}

	@Override
	public List<Map<String, Object>> schemas() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("type", "object");
		map.put("additionalProperties", Map.of("type", FieldTypes.SCALAR));
		Map<String, Object> list = new LinkedHashMap<>();
		list.put("type", "array");
		list.put("items", map);
		return List.of(map, list);
	}

	@Override
	public DefinitionField.Kind kind() {
		return DefinitionField.Kind.MAP;
	}

}
