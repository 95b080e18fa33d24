package io.mesosframework.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

import io.mesosframework.task.StoredRecord;

/**
 * What the SDK looks up by reflection. Protobuf: the accessors of the messages of the
 * scheduler API, and those of their builders. The task manager: the accessors and
 * constructors of all records that are stored, definitions among them.
 */
class MesosRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		registerNested(hints, org.apache.mesos.v1.Protos.class);
		registerNested(hints, org.apache.mesos.v1.scheduler.Protos.class);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(),
				StoredRecord.class.getPermittedSubclasses());
	}

	private static void registerNested(RuntimeHints hints, Class<?> type) {
		hints.reflection().registerType(TypeReference.of(type), MemberCategory.INVOKE_DECLARED_METHODS);
		for (Class<?> nested : type.getDeclaredClasses()) {
			registerNested(hints, nested);
		}
	}

}
