package io.mesosframework.embedded.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Fills messages from JSON objects. Names that the message does not have are skipped,
 * null means unset, numbers and booleans may stand in strings, an unknown enum name
 * leaves an optional field unset, and a single value passes for a repeated field.
 */
final class MessageReader {

	private static final double TWO_TO_63 = 0x1p63;

	private MessageReader() {
	}

	static void read(Map<?, ?> object, Message.Builder builder) throws CodecException {
		for (Map.Entry<?, ?> member : object.entrySet()) {
			FieldDescriptor field = builder.getDescriptorForType().findFieldByName((String) member.getKey());
			if (field != null) {
				read(builder, field, member.getValue());
			}
		}
	}

	private static void read(Message.Builder builder, FieldDescriptor field, @Nullable Object value)
			throws CodecException {
		if (value instanceof Map<?, ?> object) {
			readObject(builder, field, object);
		}
		else if (value instanceof List<?> array) {
			if (!field.isRepeated()) {
				throw notExpecting("array", field);
			}
			for (Object element : array) {
				read(builder, field, element);
			}
		}
		else if (value instanceof String string) {
			set(builder, field, fromString(field, string));
		}
		else if (value instanceof Number number) {
			set(builder, field, fromNumber(field, number));
		}
		else if (value instanceof Boolean) {
			if (field.getType() != FieldDescriptor.Type.BOOL) {
				throw notExpecting("boolean", field);
			}
			set(builder, field, value);
		}
	}

	private static void readObject(Message.Builder builder, FieldDescriptor field, Map<?, ?> object)
			throws CodecException {
		if (field.getType() != FieldDescriptor.Type.MESSAGE) {
			throw notExpecting("object", field);
		}
		if (!field.isMapField()) {
			Message.Builder child = builder.newBuilderForField(field);
			read(object, child);
			set(builder, field, child.buildPartial());
			return;
		}
		for (Map.Entry<?, ?> member : object.entrySet()) {
			Message.Builder entry = builder.newBuilderForField(field);
			read(entry, field.getMessageType().findFieldByNumber(1), member.getKey());
			read(entry, field.getMessageType().findFieldByNumber(2), member.getValue());
			builder.addRepeatedField(field, entry.buildPartial());
		}
	}

	private static void set(Message.Builder builder, FieldDescriptor field, @Nullable Object value) {
		if (value == null) {
			return;
		}
		if (field.isRepeated()) {
			builder.addRepeatedField(field, value);
		}
		else {
			builder.setField(field, value);
		}
	}

	private static @Nullable Object fromString(FieldDescriptor field, String string) throws CodecException {
		return switch (field.getType()) {
			case STRING -> string;
			case BYTES -> bytes(field, string);
			case ENUM -> enumValue(field, string);
			case BOOL -> parsed(field, string, "boolean", Boolean.class);
			case DOUBLE, FLOAT -> switch (string) {
				case "Infinity" -> fromNumber(field, Double.POSITIVE_INFINITY);
				case "-Infinity" -> fromNumber(field, Double.NEGATIVE_INFINITY);
				default -> fromNumber(field, parsed(field, string, "number", Number.class));
			};
			case MESSAGE, GROUP -> throw notExpecting("string", field);
			default -> fromNumber(field, parsed(field, string, "number", Number.class));
		};
	}

	private static <T> T parsed(FieldDescriptor field, String string, String what, Class<T> type)
			throws CodecException {
		String error = "Unexpected JSON type parsed";
		try {
			Object value = Json.parse(string);
			if (type.isInstance(value)) {
				return type.cast(value);
			}
		}
		catch (JsonSyntaxException ex) {
			error = ex.text();
		}
		throw new CodecException("Failed to parse '" + string + "' as a JSON " + what + " for field '" + field.getName()
				+ "': " + error);
	}

	private static @Nullable EnumValueDescriptor enumValue(FieldDescriptor field, String name) throws CodecException {
		EnumValueDescriptor value = field.getEnumType().findValueByName(name);
		if (value == null && field.isRequired()) {
			throw new CodecException("Failed to find enum for '" + name + "'");
		}
		return value;
	}

	private static Object fromNumber(FieldDescriptor field, Number number) throws CodecException {
		return switch (field.getType()) {
			case DOUBLE -> number.doubleValue();
			case FLOAT -> number.floatValue();
			case INT64, SINT64, SFIXED64 -> number.longValue();
			case UINT64, FIXED64 -> unsigned(number);
			case INT32, SINT32, SFIXED32 -> (int) number.longValue();
			case UINT32, FIXED32 -> (int) number.longValue();
			default -> throw notExpecting("number", field);
		};
	}

	private static long unsigned(Number number) {
		double value = number.doubleValue();
		if (number instanceof Double && value >= TWO_TO_63) {
			return (long) (value - TWO_TO_63) | Long.MIN_VALUE;
		}
		return number.longValue();
	}

	private static ByteString bytes(FieldDescriptor field, String string) throws CodecException {
		ByteBuffer out = ByteBuffer.allocate(string.length());
		int bits = 0;
		int count = 0;
		for (int i = 0; i < string.length() && string.charAt(i) != '='; i++) {
			char ch = string.charAt(i);
			if (ch == ' ' || (ch >= '\t' && ch <= '\r')) {
				continue;
			}
			int digit = digit(ch);
			if (digit < 0) {
				throw new CodecException("Failed to base64 decode bytes field '" + field.getName()
						+ "': Invalid character '" + ch + "'");
			}
			bits = (bits << 6) | digit;
			count += 6;
			if (count >= 8) {
				count -= 8;
				out.put((byte) (bits >> count));
			}
		}
		return ByteString.copyFrom(out.flip());
	}

	private static int digit(char ch) {
		if (ch >= 'A' && ch <= 'Z') {
			return ch - 'A';
		}
		if (ch >= 'a' && ch <= 'z') {
			return ch - 'a' + 26;
		}
		if (ch >= '0' && ch <= '9') {
			return ch - '0' + 52;
		}
		return (ch == '+') ? 62 : (ch == '/') ? 63 : -1;
	}

	private static CodecException notExpecting(String what, FieldDescriptor field) {
		return new CodecException("Not expecting a JSON " + what + " for field '" + field.getName() + "'");
	}

}
