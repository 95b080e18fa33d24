package io.mesosframework.embedded.codec;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/**
 * Prints messages as JSON. What can be said about a type is computed once and kept.
 */
final class MessagePrinter {

	private static final Map<Descriptor, List<Field>> TYPES = new ConcurrentHashMap<>();

	/** The lists that masters and agents write one by one, also when they are empty. */
	private static final Set<String> ALWAYS = Stream
		.of("master.Response.GetAgents.agents", "master.Response.GetAgents.recovered_agents",
				"master.Response.GetExecutors.executors", "master.Response.GetFrameworks.frameworks",
				"master.Response.GetFrameworks.completed_frameworks", "master.Response.GetTasks.tasks",
				"master.Response.GetTasks.unreachable_tasks", "master.Response.GetTasks.completed_tasks",
				"agent.Response.GetExecutors.executors", "agent.Response.GetExecutors.completed_executors",
				"agent.Response.GetFrameworks.frameworks", "agent.Response.GetFrameworks.completed_frameworks",
				"agent.Response.GetTasks.pending_tasks", "agent.Response.GetTasks.queued_tasks",
				"agent.Response.GetTasks.launched_tasks", "agent.Response.GetTasks.terminated_tasks",
				"agent.Response.GetTasks.completed_tasks")
		.map((name) -> "mesos.v1." + name)
		.collect(Collectors.toUnmodifiableSet());

	private MessagePrinter() {
	}

	static void print(Message message, StringBuilder out) {
		out.append('{');
		int start = out.length();
		for (Field field : fields(message.getDescriptorForType())) {
			if (field.descriptor.isRepeated()) {
				printRepeated(message, field, out, start);
			}
			else if (message.hasField(field.descriptor) || field.printedWhenUnset) {
				name(out, start, field.quotedName);
				value(field.descriptor, message.getField(field.descriptor), out);
			}
		}
		out.append('}');
	}

	private static List<Field> fields(Descriptor type) {
		List<Field> fields = TYPES.get(type);
		if (fields == null) {
			fields = new ArrayList<>();
			for (FieldDescriptor descriptor : type.getFields()) {
				fields.add(new Field(descriptor));
			}
			TYPES.put(type, fields);
		}
		return fields;
	}

	private static void name(StringBuilder out, int start, String quotedName) {
		if (out.length() > start) {
			out.append(',');
		}
		out.append(quotedName).append(':');
	}

	private static void printRepeated(Message message, Field field, StringBuilder out, int start) {
		int size = message.getRepeatedFieldCount(field.descriptor);
		if (size == 0 && !field.printedWhenUnset) {
			return;
		}
		name(out, start, field.quotedName);
		if (field.descriptor.isMapField()) {
			printMap(message, field.descriptor, size, out);
			return;
		}
		out.append('[');
		for (int i = 0; i < size; i++) {
			if (i > 0) {
				out.append(',');
			}
			value(field.descriptor, message.getRepeatedField(field.descriptor, i), out);
		}
		out.append(']');
	}

	private static void printMap(Message message, FieldDescriptor descriptor, int size, StringBuilder out) {
		FieldDescriptor key = descriptor.getMessageType().findFieldByNumber(1);
		FieldDescriptor value = descriptor.getMessageType().findFieldByNumber(2);
		out.append('{');
		for (int i = 0; i < size; i++) {
			if (i > 0) {
				out.append(',');
			}
			Message entry = (Message) message.getRepeatedField(descriptor, i);
			JsonText.string(out, entry.getField(key).toString());
			out.append(':');
			value(value, entry.getField(value), out);
		}
		out.append('}');
	}

	private static void value(FieldDescriptor descriptor, Object value, StringBuilder out) {
		switch (descriptor.getType()) {
			case STRING -> JsonText.string(out, (String) value);
			case MESSAGE, GROUP -> print((Message) value, out);
			case ENUM -> JsonText.string(out, ((EnumValueDescriptor) value).getName());
			case BYTES -> out.append('"')
				.append(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()))
				.append('"');
			case DOUBLE, FLOAT -> JsonText.number(out, ((Number) value).doubleValue());
			case UINT32, FIXED32 -> out.append(Integer.toUnsignedLong((Integer) value));
			case UINT64, FIXED64 -> out.append(Long.toUnsignedString((Long) value));
			default -> out.append(value);
		}
	}

	/** What is known about a field before any message is seen. */
	private static final class Field {

		private final FieldDescriptor descriptor;

		private final String quotedName;

		private final boolean printedWhenUnset;

		Field(FieldDescriptor descriptor) {
			this.descriptor = descriptor;
			this.quotedName = '"' + descriptor.getName() + '"';
			this.printedWhenUnset = descriptor.isRepeated() ? ALWAYS.contains(descriptor.getFullName())
					: descriptor.hasDefaultValue() && !descriptor.getOptions().getDeprecated();
		}

	}

}
