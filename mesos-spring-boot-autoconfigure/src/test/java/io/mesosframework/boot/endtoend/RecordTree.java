package io.mesosframework.boot.endtoend;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/**
 * Some records, and all records in their components, in the components of those, and so
 * on.
 */
final class RecordTree {

	private final Set<Class<?>> records = new LinkedHashSet<>();

	private RecordTree() {
	}

	static RecordTree of(Collection<Class<?>> roots) {
		RecordTree tree = new RecordTree();
		roots.forEach(tree::add);
		return tree;
	}

	private void add(Type type) {
		if (type instanceof ParameterizedType generic) {
			for (Type argument : generic.getActualTypeArguments()) {
				add(argument);
			}
		}
		else if (type instanceof Class<?> plain && plain.isRecord() && this.records.add(plain)) {
			for (RecordComponent component : plain.getRecordComponents()) {
				add(component.getGenericType());
			}
		}
	}

	Set<Class<?>> records() {
		return this.records;
	}

	/** Return the accessors that could not be called in a native image. */
	List<String> accessorsWithout(RuntimeHints hints) {
		ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();
		List<String> missing = new ArrayList<>();
		for (Class<?> each : this.records) {
			for (RecordComponent component : each.getRecordComponents()) {
				if (!reflection.onMethodInvocation(component.getAccessor()).test(hints)) {
					missing.add(component.getAccessor().toString());
				}
			}
		}
		return missing;
	}

	/** Return the canonical constructors that could not be called in a native image. */
	List<String> constructorsWithout(RuntimeHints hints) {
		ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();
		return this.records.stream()
			.map(RecordTree::constructor)
			.filter((constructor) -> !reflection.onConstructorInvocation(constructor).test(hints))
			.map(Constructor::toString)
			.toList();
	}

	private static Constructor<?> constructor(Class<?> type) {
		Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		try {
			return type.getDeclaredConstructor(parameters);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
