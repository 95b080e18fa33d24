package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A part of a document that is being built: the same tree of maps and lists that a JSON
 * parser would return. All builders of definitions extend it, so that everything that
 * documents support can be built and is checked by the same reader. Not thread-safe.
 *
 * @param <B> the type of the builder
 * @since 0.1.0
 */
public abstract class DocumentPart<B extends DocumentPart<B>> {

	private final Map<String, Object> tree = new LinkedHashMap<>();

	DocumentPart() {
	}

	/**
	 * Set a key of the document. Use this for keys without a method of their own; they
	 * are the same as in JSON and YAML documents.
	 * @param path the key; nested keys are separated by dots, as in
	 * {@code resources.cpus}
	 * @param value a text, number, boolean, list or map
	 * @return this builder
	 */
	public final B set(String path, Object value) {
		List<String> keys = Arrays.asList(path.split("\\."));
		parent(keys).put(keys.get(keys.size() - 1), value);
		return self();
	}

	/** Add to the list at a path. */
	@SuppressWarnings("unchecked")
	final B add(String path, Object value) {
		List<String> keys = Arrays.asList(path.split("\\."));
		((List<Object>) parent(keys).computeIfAbsent(keys.get(keys.size() - 1), (key) -> new ArrayList<>())).add(value);
		return self();
	}

	/** Put into the map at a path. The key may contain dots. */
	final B put(String path, String key, String value) {
		List<String> keys = new ArrayList<>(List.of(path.split("\\.")));
		keys.add(key);
		parent(keys).put(key, value);
		return self();
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> parent(List<String> keys) {
		Map<String, Object> current = this.tree;
		for (String key : keys.subList(0, keys.size() - 1)) {
			Object next = current.computeIfAbsent(key, (missing) -> new LinkedHashMap<>());
			if (!(next instanceof Map)) {
				throw new IllegalStateException("'" + key + "' of " + keys + " is set to '" + next
						+ "' already and so cannot have keys; set one of the two");
			}
			current = (Map<String, Object>) next;
		}
		return current;
	}

	/** Build a part and set it. */
	final <P extends DocumentPart<P>> B nested(String path, Supplier<P> part, Consumer<P> content) {
		P builder = part.get();
		content.accept(builder);
		return set(path, builder.document());
	}

	/** Build a part and add it to the list at a path. */
	final <P extends DocumentPart<P>> B item(String path, Supplier<P> part, Consumer<P> content) {
		P builder = part.get();
		content.accept(builder);
		return add(path, builder.document());
	}

	@SuppressWarnings("unchecked")
	private B self() {
		return (B) this;
	}

	/**
	 * Return the document built so far.
	 * @return a copy of the tree, suitable for {@link TaskDefinitionReader} or any JSON
	 * printer
	 */
	@SuppressWarnings("unchecked")
	public final Map<String, Object> document() {
		return (Map<String, Object>) copy(this.tree);
	}

	private static Object copy(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> copy = new LinkedHashMap<>();
			map.forEach((key, item) -> copy.put(String.valueOf(key), copy(item)));
			return copy;
		}
		if (value instanceof List<?> list) {
			List<Object> copy = new ArrayList<>();
			list.forEach((item) -> copy.add(copy(item)));
			return copy;
		}
		return value;
	}

}
