package io.mesosframework.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers the scheduler API messages and their builders, whose accessors the SDK looks
 * up by reflection. Stored messages need no hints because they are written and read
 * without reflection.
 */
class MesosRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		registerNested(hints, org.apache.mesos.v1.Protos.class);
		registerNested(hints, org.apache.mesos.v1.scheduler.Protos.class);
	}

	private static void registerNested(RuntimeHints hints, Class<?> type) {
		hints.reflection().registerType(TypeReference.of(type), MemberCategory.INVOKE_DECLARED_METHODS);
		for (Class<?> nested : type.getDeclaredClasses()) {
			registerNested(hints, nested);
		}
	}

}
