package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What the readers ask an object for: every key with its types. It is recorded while they
 * read nothing, and are told by chance, the same in every run, whether a key is there: so
 * often that both sides of choices within choices are seen. Not thread-safe.
 */
final class Shape {

	private static final int RUNS = 100;

	private final Map<String, Key> keys = new LinkedHashMap<>();

	private final Map<String, Boolean> answers = new HashMap<>();

	private final Random random;

	private int visits;

	private Shape(Random random) {
		this.random = random;
	}

	/** Record what readers ask for. */
	static Shape of(Consumer<DocumentReader> readers) {
		Shape shape = new Shape(new Random(RUNS));
		for (int i = 0; i < RUNS; i++) {
			readers.accept(DocumentReader.recording(shape));
		}
		return shape;
	}

	Shape visit() {
		this.visits++;
		this.answers.clear();
		return this;
	}

	/** Return what is answered to the question whether a key is there. */
	boolean answer(String name) {
		return this.answers.computeIfAbsent(name, (key) -> this.random.nextBoolean());
	}

	private Key key(String name) {
		return this.keys.computeIfAbsent(name, (key) -> new Key());
	}

	void add(String name, Map<String, Object> type) {
		Key key = key(name);
		if (!type.isEmpty()) {
			key.types.add(type);
		}
	}

	void require(String name) {
		key(name).required++;
	}

	Shape child(String name, boolean list) {
		Key key = key(name);
		key.list = list;
		Shape child = (key.object != null) ? key.object : new Shape(this.random);
		key.object = child;
		return child;
	}

	/** Return this as a part of a JSON Schema. */
	Map<String, Object> toSchema() {
		Map<String, Object> properties = new LinkedHashMap<>();
		List<String> required = new ArrayList<>();
		this.keys.forEach((name, key) -> {
			if (!name.isEmpty()) {
				properties.put(name, key.toSchema());
			}
			if (key.required == this.visits) {
				required.add(name);
			}
		});
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", properties);
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		schema.put("additionalProperties", false);
		return schema;
	}

	/** Return the types an item has besides being an object. */
	private List<Map<String, Object>> shorthands() {
		Key key = this.keys.get("");
		return (key != null) ? key.distinctTypes() : List.of();
	}

	/**
	 * What is asked for under one key.
	 */
	private static final class Key {

		private final Set<Map<String, Object>> types = new LinkedHashSet<>();

		private @Nullable Shape object;

		private boolean list;

		private int required;

		/** Return the types without those that another one makes more precise. */
		List<Map<String, Object>> distinctTypes() {
			List<Map<String, Object>> distinct = new ArrayList<>(this.types);
			Map<String, Object> anyText = SchemaTypes.text(null);
			if (distinct.size() > 1) {
				distinct.remove(anyText);
			}
			return distinct;
		}

		Map<String, Object> toSchema() {
			List<Map<String, Object>> all = distinctTypes();
			if (this.object != null) {
				if (!this.object.keys.keySet().equals(Set.of(""))) {
					all.add(this.object.toSchema());
				}
				all.addAll(this.object.shorthands());
			}
			if (all.isEmpty()) {
				return new LinkedHashMap<>();
			}
			Map<String, Object> schema = SchemaTypes.anyOf(all);
			return this.list ? SchemaTypes.list(schema) : schema;
		}

	}

}
