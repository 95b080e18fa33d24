package io.mesosframework.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Parses the JSON format of the {@code --resources} flag of Mesos: an array of resources
 * with the field names of {@code mesos.proto}.
 */
final class ResourceJson {

	private static final String EXAMPLE = "Write for example "
			+ "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":0.5}}]";

	private final String text;

	private ResourceJson(String text) {
		this.text = text;
	}

	static List<Resource> parse(String text) {
		return new ResourceJson(text).parse();
	}

	private List<Resource> parse() {
		JsonValue root = new JsonText(this.text, EXAMPLE).parse();
		List<Resource> resources = new ArrayList<>();
		for (JsonValue element : elements(root)) {
			Resource.Builder builder = Resource.newBuilder();
			merge(element, builder);
			try {
				resources.add(builder.build());
			}
			catch (UninitializedMessageException ex) {
				throw fault(element, "missing: " + String.join(", ", ex.getMissingFields()));
			}
		}
		return resources;
	}

	private void merge(JsonValue json, Message.Builder builder) {
		for (Map.Entry<String, JsonValue> member : members(json).entrySet()) {
			FieldDescriptor field = builder.getDescriptorForType().findFieldByName(member.getKey());
			JsonValue value = member.getValue();
			if (field == null) {
				throw fault(value, "there is no field \"" + member.getKey() + "\" in a "
						+ builder.getDescriptorForType().getName());
			}
			if (field.isRepeated()) {
				for (JsonValue element : elements(value)) {
					builder.addRepeatedField(field, value(element, field, builder));
				}
			}
			else if (value.value() != null) {
				builder.setField(field, value(value, field, builder));
			}
		}
	}

	private Object value(JsonValue json, FieldDescriptor field, Message.Builder parent) {
		return switch (field.getJavaType()) {
			case MESSAGE -> {
				Message.Builder builder = parent.newBuilderForField(field);
				merge(json, builder);
				if (!builder.isInitialized()) {
					throw fault(json, "the " + field.getName() + " is not complete");
				}
				yield builder.build();
			}
			case ENUM -> {
				EnumValueDescriptor constant = field.getEnumType().findValueByName(string(json, field));
				if (constant == null) {
					throw fault(json, "\"" + json.value() + "\" is not a "
							+ field.getEnumType().getName().toLowerCase(Locale.ROOT) + " of " + field.getName());
				}
				yield constant;
			}
			case STRING -> string(json, field);
			case BOOLEAN -> {
				if (json.value() instanceof Boolean bool) {
					yield bool;
				}
				throw fault(json, field.getName() + " must be true or false");
			}
			case DOUBLE -> number(json, field);
			case LONG -> wholeNumber(json, field);
			default -> throw fault(json, field.getName() + " cannot be written in JSON here");
		};
	}

	private String string(JsonValue json, FieldDescriptor field) {
		if (json.value() instanceof String string) {
			return string;
		}
		throw fault(json, field.getName() + " must be a string");
	}

	private Double number(JsonValue json, FieldDescriptor field) {
		if (json.value() instanceof JsonNumber number) {
			double value = Double.parseDouble(number.text());
			if (value >= 0 && !Double.isInfinite(value)) {
				return value;
			}
		}
		throw fault(json, field.getName() + " must be a number which is not negative");
	}

	private Long wholeNumber(JsonValue json, FieldDescriptor field) {
		if (json.value() instanceof JsonNumber number) {
			try {
				return Long.parseUnsignedLong(number.text());
			}
			catch (NumberFormatException ex) {
				throw fault(json, field.getName() + " must be a whole number");
			}
		}
		throw fault(json, field.getName() + " must be a whole number");
	}

	private List<JsonValue> elements(JsonValue json) {
		if (json.value() instanceof JsonArray array) {
			return array.elements();
		}
		throw fault(json, "an array is expected here");
	}

	private Map<String, JsonValue> members(JsonValue json) {
		if (json.value() instanceof JsonObject object) {
			return object.members();
		}
		throw fault(json, "an object is expected here");
	}

	private ResourceFormatException fault(JsonValue where, String fault) {
		return new ResourceFormatException(this.text, where.position(), fault, EXAMPLE);
	}

	/**
	 * A value and its position.
	 *
	 * @param position the position of its first character
	 * @param value a {@link JsonObject}, {@link JsonArray}, {@link JsonNumber}, string,
	 * boolean, or {@code null}
	 */
	record JsonValue(int position, @Nullable Object value) {
	}

	/**
	 * An object.
	 *
	 * @param members its members
	 */
	record JsonObject(Map<String, JsonValue> members) {
	}

	/**
	 * An array.
	 *
	 * @param elements its elements
	 */
	record JsonArray(List<JsonValue> elements) {
	}

	/**
	 * A number as it was written.
	 *
	 * @param text the text
	 */
	record JsonNumber(String text) {
	}

}
