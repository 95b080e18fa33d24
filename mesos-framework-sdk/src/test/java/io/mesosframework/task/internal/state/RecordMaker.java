package io.mesosframework.task.internal.state;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * Makes records of any type, with whatever their components hold. Components that are
 * added to a record are filled without a change here.
 */
final class RecordMaker {

	/** {@code null} to set everything. */
	private final @Nullable Random random;

	private final int variant;

	private long made = 1000;

	private RecordMaker(@Nullable Random random, int variant) {
		this.random = random;
		this.variant = variant;
	}

	/** Make records in which some things are missing, and others are odd. */
	static RecordMaker random(Random random) {
		return new RecordMaker(random, 0);
	}

	/**
	 * Make records of which each component has a value that no other has and that is not
	 * its default.
	 * @param variant which constants enums have
	 * @return the maker
	 */
	static RecordMaker full(int variant) {
		return new RecordMaker(null, variant);
	}

	<R> R make(Class<R> type) {
		return type.cast(value(type));
	}

	private @Nullable Object value(AnnotatedType type) {
		boolean optional = type.isAnnotationPresent(Nullable.class);
		return (optional && this.random != null && this.random.nextInt(3) == 0) ? null : value(type.getType());
	}

	private Object value(Type type) {
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			return (generic.getRawType() == Map.class) ? map(arguments[1]) : list(arguments[0], 0);
		}
		Class<?> plain = (Class<?>) type;
		if (plain == DiskNeed.class) {
			return disk();
		}
		if (plain == PortRanges.Range.class) {
			long begin = number() & 0xFFFF;
			return new PortRanges.Range(begin, begin + (number() & 0xFF));
		}
		if (plain == ResourceNeed.class) {
			return new ResourceNeed(Map.of("cpus", number() >>> 1, "x" + text(), 1 + (number() >>> 2)),
					make(PortRanges.class), (int) number() >>> 1, truth(), text(), List.of(disk(), disk()));
		}
		if (plain.isRecord()) {
			return record(plain);
		}
		return plain.isEnum() ? constant(plain) : simple(plain);
	}

	private Object simple(Class<?> type) {
		if (type == boolean.class || type == Boolean.class) {
			return truth();
		}
		if (type == int.class || type == Integer.class) {
			return (int) number();
		}
		if (type == long.class || type == Long.class) {
			return number();
		}
		if (type == double.class) {
			return (this.random != null) ? Double.longBitsToDouble(number()) : number() + 0.1;
		}
		if (type == Instant.class) {
			return time();
		}
		if (type == Duration.class) {
			return Duration.ofSeconds(number() >> 10, 1 + (number() & 0xFFFF));
		}
		if (type == String.class) {
			return text();
		}
		throw new IllegalArgumentException("A " + type.getName() + " cannot be made");
	}

	private DiskNeed disk() {
		Source.Type type = List.of(Source.Type.PATH, Source.Type.MOUNT).get((int) number() & 1);
		boolean root = this.random != null && this.random.nextBoolean();
		return new DiskNeed(root ? null : type, text(), 1 + (number() >>> 2));
	}

	private Object record(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		Object[] values = new Object[components.length];
		for (int i = 0; i < values.length; i++) {
			boolean tasks = type == TaskDefinition.class && components[i].getName().equals("tasks");
			values[i] = tasks
					? list(((ParameterizedType) components[i].getGenericType()).getActualTypeArguments()[0], 1)
					: value(components[i].getAnnotatedType());
		}
		try {
			Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
			return type.getDeclaredConstructor(types).newInstance(values);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type.getName(), ex);
		}
	}

	private Object constant(Class<?> type) {
		Object[] constants = type.getEnumConstants();
		return constants[(this.random != null) ? this.random.nextInt(constants.length)
				: this.variant % constants.length];
	}

	private List<Object> list(Type element, int least) {
		int size = (this.random != null) ? least + this.random.nextInt(3) : 2;
		List<Object> list = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			list.add(value(element));
		}
		return List.copyOf(list);
	}

	private Map<String, Object> map(Type element) {
		Map<String, Object> map = new LinkedHashMap<>();
		list(element, 0).forEach((each) -> map.put(text(), each));
		return Map.copyOf(map);
	}

	private boolean truth() {
		return this.random == null || this.random.nextBoolean();
	}

	private Instant time() {
		return switch ((this.random != null) ? this.random.nextInt(6) : 0) {
			case 1 -> Instant.MIN;
			case 2 -> Instant.MAX;
			case 3 -> Instant.EPOCH;
			default -> Instant.ofEpochSecond(number() >> 32, 1 + (number() & 0xFFFF));
		};
	}

	private long number() {
		if (this.random == null) {
			return ++this.made;
		}
		return (this.random.nextInt(4) == 0) ? this.random.nextInt(3) : this.random.nextLong();
	}

	private String text() {
		if (this.random == null) {
			return "text-" + number();
		}
		StringBuilder text = new StringBuilder();
		for (int length = this.random.nextInt(12); length > 0; length--) {
			text.appendCodePoint(
					(this.random.nextInt(8) == 0) ? 0x1F600 + this.random.nextInt(64) : this.random.nextInt(0xD800));
		}
		return text.toString();
	}

}
