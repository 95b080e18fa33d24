package io.mesosframework.embedded.codec;

import java.util.Map;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes protobuf messages as JSON exactly as Mesos does, which differs from
 * the canonical protobuf mapping: names as in the proto files, 64-bit integers as
 * numbers, defaults of unset fields written, lenient input
 * ({@code 3rdparty/stout/include/stout/protobuf.hpp}). Stateless; any thread.
 *
 * @since 0.1.0
 */
public final class MesosJson {

	private MesosJson() {
	}

	/**
	 * Print a message.
	 * @param message the message
	 * @return the JSON, without white space
	 */
	public static String print(Message message) {
		StringBuilder out = new StringBuilder(256);
		print(message, out);
		return out.toString();
	}

	/**
	 * Print a message to the end of a text.
	 * @param message the message
	 * @param out the text
	 */
	public static void print(Message message, StringBuilder out) {
		MessagePrinter.print(message, out);
	}

	/**
	 * Parse a JSON object into a message.
	 * @param json the text
	 * @param builder the builder to fill
	 * @throws JsonSyntaxException when the text is not JSON
	 * @throws CodecException when the value does not fit the message or a required field
	 * is missing
	 */
	public static void merge(String json, Message.Builder builder) throws CodecException {
		convert(Json.parse(json), builder);
	}

	/**
	 * Convert a parsed JSON value into a message.
	 * @param value the value, as {@link Json} gives it
	 * @param builder the builder to fill
	 * @throws CodecException when the value does not fit the message or a required field
	 * is missing
	 */
	public static void convert(@Nullable Object value, Message.Builder builder) throws CodecException {
		if (!(value instanceof Map<?, ?> object)) {
			throw new CodecException("Expecting a JSON object");
		}
		MessageReader.read(object, builder);
		if (!builder.isInitialized()) {
			throw new CodecException(
					"Missing required fields: " + String.join(", ", builder.findInitializationErrors()));
		}
	}

}
