package io.mesosframework.task.definition;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Computes a number that is equal for definitions whose instances need not replace each
 * other. It is stable across restarts of the application and part of every task id, so
 * that a task of a previous run is recognised as outdated. Fields that a definition does
 * not set are not included, so that fields added by later versions of the library do not
 * change the number. Two different definitions have the same number with a probability of
 * one in four billion.
 *
 * @since 0.1.0
 */
public final class Fingerprint {

	private Fingerprint() {
	}

	public static int of(TaskDefinition definition) {
		StringBuilder text = new StringBuilder();
		append(text, definition.role());
		append(text, definition.tasks());
		append(text, definition.labels());
		append(text, definition.placement());
		CRC32 sum = new CRC32();
		sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
		return (int) sum.getValue();
	}

	private static void append(StringBuilder text, @Nullable Object value) {
		if (value instanceof Record) {
			text.append('{');
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				Object each = read(component, value);
				if (says(each)) {
					append(text.append(component.getName()).append('='), each);
				}
			}
			text.append('}');
		}
		else if (value instanceof Map<?, ?> map) {
			Map<String, Object> sorted = new TreeMap<>();
			map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
			sorted.forEach((key, each) -> append(text.append(key.length()).append(':').append(key).append('='), each));
		}
		else if (value instanceof Collection<?> items) {
			text.append('[');
			items.forEach((item) -> append(text, item));
			text.append(']');
		}
		else {
			String plain = (value instanceof Enum<?> constant) ? constant.name() : String.valueOf(value);
			text.append(plain.length()).append(':').append(plain).append(',');
		}
	}

	private static boolean says(@Nullable Object value) {
		boolean empty = (value instanceof Collection<?> items && items.isEmpty())
				|| (value instanceof Map<?, ?> map && map.isEmpty());
		return value != null && !empty;
	}

	private static @Nullable Object read(RecordComponent component, Object value) {
		try {
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Cannot read '" + component.getName() + "' of "
					+ Arrays.toString(value.getClass().getRecordComponents()), ex);
		}
	}

}
