package io.mesosframework.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from JSON as written by Mesos. Unknown fields and unknown enum values
 * are skipped, so that a newer Mesos can be understood. Numbers may be in strings; {@code
 * null} is the same as absent.
 */
final class JsonReader {

	private static final int MAX_NUMBER_LENGTH = 64;

	private final JsonScanner in;

	private JsonReader(JsonScanner in) {
		this.in = in;
	}

	/**
	 * Read a message.
	 * @param json the text
	 * @param builder an empty builder of the message
	 * @return the message
	 * @throws JsonException if the text is not JSON or does not fit the message
	 */
	static Message read(String json, Message.Builder builder) throws JsonException {
		JsonReader reader = new JsonReader(new JsonScanner(json));
		reader.message(builder);
		reader.in.end();
		if (!builder.isInitialized()) {
			throw new JsonException("Missing required fields: " + builder.getInitializationErrorString());
		}
		return builder.build();
	}

	private void message(Message.Builder builder) throws JsonException {
		for (boolean more = this.in.enter('{', '}'); more; more = this.in.next('}')) {
			FieldDescriptor field = builder.getDescriptorForType().findFieldByName(this.in.string());
			this.in.expect(':');
			if (field == null) {
				this.in.skip();
			}
			else if (!this.in.nextNull()) {
				field(builder, field);
			}
		}
	}

	private void field(Message.Builder builder, FieldDescriptor field) throws JsonException {
		if (field.isMapField()) {
			map(builder, field);
		}
		else if (field.isRepeated()) {
			for (boolean more = this.in.enter('[', ']'); more; more = this.in.next(']')) {
				Object value = value(builder, field);
				if (value != null) {
					builder.addRepeatedField(field, value);
				}
			}
		}
		else {
			Object value = value(builder, field);
			if (value != null) {
				builder.setField(field, value);
			}
		}
	}

	private void map(Message.Builder builder, FieldDescriptor field) throws JsonException {
		for (boolean more = this.in.enter('{', '}'); more; more = this.in.next('}')) {
			Message.Builder entry = builder.newBuilderForField(field);
			FieldDescriptor keyField = entry.getDescriptorForType().findFieldByNumber(1);
			FieldDescriptor valueField = entry.getDescriptorForType().findFieldByNumber(2);
			String key = this.in.string();
			this.in.expect(':');
			Object value = value(entry, valueField);
			if (value != null) {
				entry.setField(keyField, scalar(keyField, key));
				entry.setField(valueField, value);
				builder.addRepeatedField(field, entry.build());
			}
		}
	}

	private @Nullable Object value(Message.Builder parent, FieldDescriptor field) throws JsonException {
		switch (field.getJavaType()) {
			case MESSAGE -> {
				Message.Builder child = parent.newBuilderForField(field);
				message(child);
				return child.buildPartial();
			}
			case ENUM -> {
				return enumValue(field);
			}
			case BOOLEAN -> {
				return this.in.bool();
			}
			case STRING, BYTE_STRING -> {
				return scalar(field, this.in.string());
			}
			default -> {
				return scalar(field, (this.in.peek() == '"') ? this.in.string() : this.in.number());
			}
		}
	}

	private @Nullable EnumValueDescriptor enumValue(FieldDescriptor field) throws JsonException {
		if (this.in.peek() == '"') {
			return field.getEnumType().findValueByName(this.in.string());
		}
		return field.getEnumType().findValueByNumber(integer(field, this.in.number(), 32).intValue());
	}

	private Object scalar(FieldDescriptor field, String text) throws JsonException {
		try {
			return switch (field.getJavaType()) {
				case STRING -> text;
				case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(text));
				case BOOLEAN -> Boolean.valueOf(text);
				case INT -> integer(field, text, 32).intValue();
				case LONG -> integer(field, text, 64).longValue();
				case FLOAT -> Float.valueOf(text);
				case DOUBLE -> Double.valueOf(text);
				default -> throw new JsonException("The field '" + field.getFullName() + "' is not a scalar");
			};
		}
		catch (IllegalArgumentException ex) {
			throw wrong(field, text, ex);
		}
	}

	private static BigInteger integer(FieldDescriptor field, String text, int bits) throws JsonException {
		try {
			// limited before it is expanded: 1e999999999 is a short text but a long
			// number
			BigDecimal number = new BigDecimal((text.length() <= MAX_NUMBER_LENGTH) ? text : "");
			if (number.scale() > MAX_NUMBER_LENGTH || number.precision() - number.scale() > MAX_NUMBER_LENGTH) {
				throw new ArithmeticException("out of range");
			}
			BigInteger value = number.toBigIntegerExact();
			boolean unsigned = JsonPrinter.unsigned(field);
			if (value.signum() < 0 && unsigned || value.bitLength() > (unsigned ? bits : bits - 1)) {
				throw new ArithmeticException("out of range");
			}
			return value;
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw wrong(field, text, ex);
		}
	}

	private static JsonException wrong(FieldDescriptor field, String text, Exception cause) {
		return new JsonException("\"" + Text.excerpt(text) + "\" is not a value of the field '" + field.getFullName()
				+ "' of type " + field.getType(), cause);
	}

}
