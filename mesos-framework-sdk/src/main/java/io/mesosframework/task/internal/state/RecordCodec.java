package io.mesosframework.task.internal.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as bytes and reads them again: a {@code google.protobuf.Struct} with a
 * field for each component that has a value. Components may be records, lists, maps with
 * texts as keys, texts, numbers, truth values, enums, times and durations. What was
 * written by another version of the library is read as far as names agree: unknown fields
 * are ignored, missing ones have no value. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RecordCodec {

	/** Above this a double does not hold every whole number. */
	private static final long MAX_EXACT = 1L << 53;

	private static final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

	private RecordCodec() {
	}

	public static ByteString write(Record value) {
		return struct(value).toByteString();
	}

	public static <R extends Record> R read(Class<R> type, ByteString bytes) {
		try {
			return type.cast(record(type, Struct.parseFrom(bytes)));
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalArgumentException("not a record", ex);
		}
	}

	private static Struct struct(Record value) {
		RecordShape shape = shape(value.getClass());
		Struct.Builder fields = Struct.newBuilder();
		for (RecordComponent component : shape.components()) {
			Object each = call(() -> component.getAccessor().invoke(value));
			if (each != null) {
				fields.putFields(component.getName(), value(each));
			}
		}
		return fields.build();
	}

	private static Value value(Object value) {
		Value.Builder written = Value.newBuilder();
		if (value instanceof Record nested) {
			written.setStructValue(struct(nested));
		}
		else if (value instanceof Map<?, ?> map) {
			Struct.Builder fields = Struct.newBuilder();
			map.forEach((key, each) -> fields.putFields((String) key, value(each)));
			written.setStructValue(fields);
		}
		else if (value instanceof Collection<?> items) {
			ListValue.Builder list = ListValue.newBuilder();
			items.forEach((item) -> list.addValues(value(item)));
			written.setListValue(list);
		}
		else if (value instanceof Boolean truth) {
			written.setBoolValue(truth);
		}
		else if (value instanceof Number number && Math.abs(number.doubleValue()) < MAX_EXACT) {
			written.setNumberValue(number.doubleValue());
		}
		else if (value instanceof Enum<?> constant) {
			written.setStringValue(constant.name());
		}
		else if (value instanceof String || value instanceof Number || value instanceof Duration
				|| value instanceof Instant) {
			written.setStringValue(value.toString());
		}
		else {
			throw new IllegalArgumentException("A " + value.getClass().getName() + " cannot be written");
		}
		return written.build();
	}

	private static Object record(Class<?> type, Struct fields) {
		RecordShape shape = shape(type);
		Object[] values = new Object[shape.components().length];
		for (int i = 0; i < values.length; i++) {
			RecordComponent component = shape.components()[i];
			Value field = fields.getFieldsMap().get(component.getName());
			values[i] = (field != null) ? read(component.getGenericType(), field) : absent(component.getType());
		}
		return Objects.requireNonNull(call(() -> shape.constructor().newInstance(values)));
	}

	private static @Nullable Object absent(Class<?> type) {
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return 0;
		}
		if (type == long.class) {
			return 0L;
		}
		if (type == double.class) {
			return 0.0;
		}
		return (type == List.class) ? List.of() : (type == Map.class) ? Map.of() : null;
	}

	private static Object read(Type type, Value value) {
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			return (generic.getRawType() == Map.class) ? map(arguments[1], value.getStructValue())
					: list(arguments[0], value.getListValue());
		}
		Class<?> plain = (Class<?>) type;
		if (plain.isRecord()) {
			return record(plain, value.getStructValue());
		}
		if (plain == boolean.class || plain == Boolean.class) {
			return value.getBoolValue();
		}
		if (plain == int.class || plain == Integer.class) {
			return (int) value.getNumberValue();
		}
		if (plain == long.class || plain == Long.class) {
			return value.hasStringValue() ? Long.parseLong(value.getStringValue()) : (long) value.getNumberValue();
		}
		if (plain == double.class || plain == Double.class) {
			return value.hasStringValue() ? Double.parseDouble(value.getStringValue()) : value.getNumberValue();
		}
		return text(plain, value.getStringValue());
	}

	private static Object text(Class<?> type, String text) {
		if (type == String.class) {
			return text;
		}
		if (type == Instant.class) {
			return Instant.parse(text);
		}
		if (type == Duration.class) {
			return Duration.parse(text);
		}
		for (Object constant : Objects.requireNonNull(type.getEnumConstants(), type.getName())) {
			if (((Enum<?>) constant).name().equals(text)) {
				return constant;
			}
		}
		throw new IllegalArgumentException("'" + text + "' is not a " + type.getSimpleName());
	}

	private static List<Object> list(Type type, ListValue items) {
		List<Object> list = new ArrayList<>(items.getValuesCount());
		items.getValuesList().forEach((item) -> list.add(read(type, item)));
		return List.copyOf(list);
	}

	private static Map<String, Object> map(Type type, Struct fields) {
		Map<String, Object> map = new LinkedHashMap<>();
		fields.getFieldsMap().forEach((key, each) -> map.put(key, read(type, each)));
		return Map.copyOf(map);
	}

	private static RecordShape shape(Class<?> type) {
		return shapes.computeIfAbsent(type, (key) -> {
			RecordComponent[] components = key.getRecordComponents();
			for (RecordComponent component : components) {
				component.getAccessor().setAccessible(true);
			}
			Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
			Constructor<?> constructor = call(() -> key.getDeclaredConstructor(types));
			Objects.requireNonNull(constructor).setAccessible(true);
			return new RecordShape(components, constructor);
		});
	}

	private static <T> @Nullable T call(Reflection<T> action) {
		try {
			return action.call();
		}
		catch (InvocationTargetException ex) {
			throw new IllegalArgumentException(String.valueOf(ex.getTargetException().getMessage()), ex);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Something done by reflection.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	private interface Reflection<T> {

		@Nullable T call() throws ReflectiveOperationException;

	}

	/**
	 * How a record is taken apart and put together.
	 *
	 * @param components its components
	 * @param constructor its canonical constructor
	 */
	private record RecordShape(RecordComponent[] components, Constructor<?> constructor) {

	}

}
