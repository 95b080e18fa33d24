package io.mesosframework.embedded.codec;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * JSON values as plain Java: {@code Map<String, Object>} (sorted by name when parsed),
 * {@code List<Object>}, {@code String}, {@code Long}, {@code Double}, {@code Boolean} and
 * {@code null}. When printing, any {@link Number} and any {@link Map} or {@link Iterable}
 * is understood, and so are protobuf messages, which are printed as {@link MesosJson}
 * does.
 *
 * @since 0.1.0
 */
public final class Json {

	private Json() {
	}

	/**
	 * Parse a text.
	 * @param text the text
	 * @return the value, {@code null} for JSON's null
	 * @throws JsonSyntaxException when the text is not JSON
	 */
	public static @Nullable Object parse(String text) throws JsonSyntaxException {
		return new JsonParser(text).parse();
	}

	/**
	 * Parse a text that is an object.
	 * @param text the text
	 * @return the members, sorted by name
	 * @throws JsonSyntaxException when the text is not a JSON object
	 */
	@SuppressWarnings("unchecked")
	public static Map<String, @Nullable Object> parseObject(String text) throws JsonSyntaxException {
		if (parse(text) instanceof Map<?, ?> map) {
			return (Map<String, @Nullable Object>) map;
		}
		throw new JsonSyntaxException("Unexpected JSON type parsed");
	}

	/**
	 * Parse a text that is an array.
	 * @param text the text
	 * @return the elements
	 * @throws JsonSyntaxException when the text is not a JSON array
	 */
	@SuppressWarnings("unchecked")
	public static List<@Nullable Object> parseArray(String text) throws JsonSyntaxException {
		if (parse(text) instanceof List<?> list) {
			return (List<@Nullable Object>) list;
		}
		throw new JsonSyntaxException("Unexpected JSON type parsed");
	}

	/**
	 * Print a value.
	 * @param value the value
	 * @return the text, without white space
	 */
	public static String print(@Nullable Object value) {
		StringBuilder out = new StringBuilder();
		JsonText.value(out, value);
		return out.toString();
	}

}
