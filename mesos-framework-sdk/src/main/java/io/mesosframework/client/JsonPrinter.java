package io.mesosframework.client;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/**
 * Prints messages as JSON in the format that Mesos reads ({@code
 * 3rdparty/stout/include/stout/protobuf.hpp}): the field names of the {@code .proto}
 * files, enums by name, bytes in base64, 64-bit integers as numbers.
 */
final class JsonPrinter {

	private final StringBuilder out = new StringBuilder(256);

	private JsonPrinter() {
	}

	static String print(Message message) {
		JsonPrinter printer = new JsonPrinter();
		printer.message(message);
		return printer.out.toString();
	}

	private void message(Message message) {
		this.out.append('{');
		String separator = "";
		for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
			FieldDescriptor field = entry.getKey();
			this.out.append(separator);
			string(field.getName());
			this.out.append(':');
			if (field.isMapField()) {
				map((List<?>) entry.getValue());
			}
			else if (field.isRepeated()) {
				list(field, (List<?>) entry.getValue());
			}
			else {
				value(field, entry.getValue());
			}
			separator = ",";
		}
		this.out.append('}');
	}

	private void list(FieldDescriptor field, List<?> values) {
		this.out.append('[');
		String separator = "";
		for (Object value : values) {
			this.out.append(separator);
			value(field, value);
			separator = ",";
		}
		this.out.append(']');
	}

	private void map(List<?> entries) {
		this.out.append('{');
		String separator = "";
		for (Object entry : entries) {
			Message pair = (Message) entry;
			FieldDescriptor value = pair.getDescriptorForType().findFieldByNumber(2);
			this.out.append(separator);
			string(String.valueOf(pair.getField(pair.getDescriptorForType().findFieldByNumber(1))));
			this.out.append(':');
			value(value, pair.getField(value));
			separator = ",";
		}
		this.out.append('}');
	}

	private void value(FieldDescriptor field, Object value) {
		switch (field.getJavaType()) {
			case MESSAGE -> message((Message) value);
			case ENUM -> string(((EnumValueDescriptor) value).getName());
			case STRING -> string((String) value);
			case BYTE_STRING -> string(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
			case BOOLEAN -> this.out.append(value);
			case FLOAT, DOUBLE -> floating((Number) value);
			case INT -> this.out.append(unsigned(field) ? Integer.toUnsignedString((Integer) value) : value.toString());
			case LONG -> this.out.append(unsigned(field) ? Long.toUnsignedString((Long) value) : value.toString());
		}
	}

	private void floating(Number value) {
		double number = value.doubleValue();
		if (Double.isNaN(number) || Double.isInfinite(number)) {
			string(value.toString());
		}
		else {
			this.out.append(value);
		}
	}

	static boolean unsigned(FieldDescriptor field) {
		return switch (field.getType()) {
			case UINT32, UINT64, FIXED32, FIXED64 -> true;
			default -> false;
		};
	}

	private void string(String text) {
		this.out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"' -> this.out.append("\\\"");
				case '\\' -> this.out.append("\\\\");
				case '\n' -> this.out.append("\\n");
				case '\r' -> this.out.append("\\r");
				case '\t' -> this.out.append("\\t");
				default -> {
					if (c < 0x20 || c == 0x7f) {
						this.out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
					}
					else {
						this.out.append(c);
					}
				}
			}
		}
		this.out.append('"');
	}

}
