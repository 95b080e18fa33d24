package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The declaration of a field of task definitions. Fields are declared once; the reader,
 * the JSON Schema, the tables of the documentation and the binding of configuration
 * properties all follow the declaration. Immutable and thread-safe.
 *
 * @param <T> the type of the values
 * @since 0.1.0
 * @see TaskDefinitionSchema#fields()
 */
public final class DefinitionField<T> {

	private final String name;

	private final FieldType<T> type;

	private final String description;

	private final Traits<T> traits;

	private DefinitionField(String name, FieldType<T> type, String description, Traits<T> traits) {
		this.name = name;
		this.type = type;
		this.description = description;
		this.traits = traits;
	}

	/** Declare an optional field. */
	static <T> DefinitionField<T> of(String name, FieldType<T> type, String description) {
		return new DefinitionField<>(name, type, description, new Traits<>(List.of(), null, "", false, false, false));
	}

	/** Declare a list, which is empty by default. */
	static <T> DefinitionField<List<T>> list(String name, FieldType<T> item, String description) {
		DefinitionField<List<T>> field = of(name, new ListType<>(item), description);
		return field.with(new Traits<>(List.of(), List.of(), "", false, false, false));
	}

	/** Declare a map of texts, which is empty by default. */
	static DefinitionField<Map<String, String>> map(String name, String description) {
		DefinitionField<Map<String, String>> field = of(name, new MapType(), description);
		return field.with(new Traits<>(List.of(), Map.of(), "", false, false, false));
	}

	/** Declare a short form of an object. */
	static <T> DefinitionField<T> shorthand(FieldType<T> type, T otherwise) {
		return of("", type, "").orElse(otherwise);
	}

	private DefinitionField<T> with(Traits<T> changed) {
		return new DefinitionField<>(this.name, this.type, this.description, changed);
	}

	/** Return this field with alternative names. */
	DefinitionField<T> alias(String... names) {
		Traits<T> old = this.traits;
		return with(new Traits<>(List.of(names), old.otherwise, old.defaultText, old.required, old.secret, old.unused));
	}

	/** Return this field with a default. */
	DefinitionField<T> orElse(T value) {
		return orElse(value, String.valueOf(this.type.print(value)));
	}

	/**
	 * Return this field with a default that depends on other fields and is described by a
	 * text.
	 */
	DefinitionField<T> orElse(T value, String text) {
		Traits<T> old = this.traits;
		return with(new Traits<>(old.aliases, value, text, old.required, old.secret, old.unused));
	}

	/**
	 * Return this field as a required one. If it is missing, reading continues with the
	 * substitute.
	 */
	DefinitionField<T> required(T substitute) {
		Traits<T> old = this.traits;
		return with(new Traits<>(old.aliases, substitute, "", true, old.secret, old.unused));
	}

	/** Return this field as a secret one, whose values are not repeated in messages. */
	DefinitionField<T> secret() {
		Traits<T> old = this.traits;
		return with(new Traits<>(old.aliases, old.otherwise, old.defaultText, old.required, true, old.unused));
	}

	/** Return this field as one that is accepted but has no effect. */
	DefinitionField<T> unused() {
		Traits<T> old = this.traits;
		return with(new Traits<>(old.aliases, old.otherwise, old.defaultText, old.required, old.secret, true));
	}

	/**
	 * Return the name.
	 * @return the name in {@code snake_case}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the alternative names of the field.
	 * @return the names in {@code snake_case}
	 */
	public List<String> aliases() {
		return this.traits.aliases;
	}

	/** Return all names. */
	List<String> names() {
		List<String> names = new ArrayList<>(this.traits.aliases);
		names.add(0, this.name);
		return names;
	}

	/**
	 * Return the description of the field.
	 * @return the description, in Markdown
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the default as text.
	 * @return the default, empty if there is none
	 */
	public String defaultText() {
		return this.traits.defaultText;
	}

	/**
	 * Return the kind of the values, or of the items of a list.
	 * @return the kind
	 */
	public Kind kind() {
		return this.type.kind();
	}

	/**
	 * Return whether the field is a list.
	 * @return {@code true} for a list
	 */
	public boolean isList() {
		return this.type instanceof ListType;
	}

	/**
	 * Return whether the field is required.
	 * @return {@code true} if it is required
	 */
	public boolean isRequired() {
		return this.traits.required;
	}

	/**
	 * Return the fields of the object, or of each object of the list.
	 * @return the fields, empty if the values are not objects
	 */
	public List<DefinitionField<?>> fields() {
		return this.type.fields();
	}

	FieldType<T> type() {
		return this.type;
	}

	boolean isSecret() {
		return this.traits.secret;
	}

	boolean isUnused() {
		return this.traits.unused;
	}

	@Nullable T otherwise() {
		return this.traits.otherwise;
	}

	/** Return the JSON Schema of the field. */
	Map<String, Object> schema(String text) {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("description", text);
		schema.putAll(FieldTypes.anyOf(this.type.schemas()));
		T otherwise = this.traits.otherwise;
		if (otherwise != null && !this.traits.defaultText.isEmpty()) {
			schema.put("default", this.type.print(otherwise));
		}
		return schema;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * The kind of a field's values.
	 */
	public enum Kind {

		/** Single texts, numbers or booleans. */
		VALUE,

		/** Maps of texts with keys chosen by the user. */
		MAP,

		/** Objects with {@linkplain DefinitionField#fields() fields}. */
		OBJECT

	}

	/**
	 * Properties that few fields have.
	 *
	 * @param aliases alternative names
	 * @param otherwise the value used if the field is missing or invalid
	 * @param defaultText the default as text, empty if there is none
	 * @param required whether the field is required
	 * @param secret whether values must not be repeated in messages
	 * @param unused whether the field has no effect
	 */
	private record Traits<T>(List<String> aliases, @Nullable T otherwise, String defaultText, boolean required,
			boolean secret, boolean unused) {

	}

}
