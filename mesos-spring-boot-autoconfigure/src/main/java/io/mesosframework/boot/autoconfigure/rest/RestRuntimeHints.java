package io.mesosframework.boot.autoconfigure.rest;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

import io.mesosframework.boot.actuate.MesosEndpoint;
import io.mesosframework.boot.task.AppDescriptor;
import io.mesosframework.boot.task.AppsDescriptor;
import io.mesosframework.boot.task.DeployedDescriptor;
import io.mesosframework.boot.task.EventDescriptor;
import io.mesosframework.boot.task.HistoryDescriptor;
import io.mesosframework.boot.task.InstanceDescriptor;
import io.mesosframework.boot.task.OffersDescriptor;
import io.mesosframework.boot.task.TaskDetail;
import io.mesosframework.boot.task.TasksPage;

/**
 * What the HTTP API looks up by reflection: the records that it writes as JSON and
 * describes as schemas, each with all records in its components, and the methods to which
 * requests are mapped.
 */
class RestRuntimeHints implements RuntimeHintsRegistrar {

	private static final String SERVLET = "io.mesosframework.boot.rest.servlet.ServletApi";

	private static final String REACTIVE = "io.mesosframework.boot.rest.reactive.ReactiveApi";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), AppsDescriptor.class,
				AppDescriptor.class, DeployedDescriptor.class, HistoryDescriptor.class, TasksPage.class,
				TaskDetail.class, InstanceDescriptor.class, EventDescriptor.class, OffersDescriptor.class,
				MesosEndpoint.MesosDescriptor.class, MesosEndpoint.CallDescriptor.class);
		handler(hints, SERVLET, "jakarta.servlet.http.HttpServletRequest", "jakarta.servlet.http.HttpServletResponse");
		handler(hints, REACTIVE, "org.springframework.web.server.ServerWebExchange");
	}

	/** The mapping, and so its handler, is there in one kind of application only. */
	private static void handler(RuntimeHints hints, String prefix, String... parameters) {
		hints.reflection()
			.registerType(TypeReference.of(prefix + "Endpoint"),
					(type) -> type.onReachableType(TypeReference.of(prefix + "HandlerMapping"))
						.withMethod("handle", Stream.of(parameters).map(TypeReference::of).toList(),
								ExecutableMode.INVOKE));
	}

}
