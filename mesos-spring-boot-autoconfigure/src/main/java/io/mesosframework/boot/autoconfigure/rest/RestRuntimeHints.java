package io.mesosframework.boot.autoconfigure.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

import io.mesosframework.boot.actuate.MesosEndpoint;
import io.mesosframework.boot.rest.OpenApi;
import io.mesosframework.boot.task.descriptor.AppDescriptor;
import io.mesosframework.boot.task.descriptor.AppsDescriptor;
import io.mesosframework.boot.task.descriptor.DeployedDescriptor;
import io.mesosframework.boot.task.descriptor.EventDescriptor;
import io.mesosframework.boot.task.descriptor.HistoryDescriptor;
import io.mesosframework.boot.task.descriptor.InstanceDescriptor;
import io.mesosframework.boot.task.descriptor.OffersDescriptor;
import io.mesosframework.boot.task.descriptor.TaskDetail;
import io.mesosframework.boot.task.descriptor.TasksPage;

/**
 * Registers what the HTTP API needs at runtime and Spring does not detect: the records
 * written as JSON, including all records in their components, and the OpenAPI document.
 * The handler methods of controllers need no hints because they are detected by their
 * annotations.
 */
class RestRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), AppsDescriptor.class,
				AppDescriptor.class, DeployedDescriptor.class, HistoryDescriptor.class, TasksPage.class,
				TaskDetail.class, InstanceDescriptor.class, EventDescriptor.class, OffersDescriptor.class,
				MesosEndpoint.MesosDescriptor.class, MesosEndpoint.CallDescriptor.class);
		// Mapped by name, not by an annotation that Spring processes.
		hints.reflection()
			.registerType(TypeReference.of("io.mesosframework.boot.rest.UnmappedController"),
					MemberCategory.INVOKE_DECLARED_METHODS);
		hints.resources().registerPattern(OpenApi.RESOURCE);
	}

}
