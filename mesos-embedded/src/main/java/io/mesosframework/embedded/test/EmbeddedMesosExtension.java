package io.mesosframework.embedded.test;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Starts the cluster of a plain JUnit test, or finds the one of a Spring test, and
 * injects it into parameters.
 */
final class EmbeddedMesosExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(EmbeddedMesosExtension.class);

	private static final String SPRING_EXTENSION = "org.springframework.test.context.junit.jupiter.SpringExtension";

	@Override
	public void beforeAll(ExtensionContext context) {
		if (isSpring(context)) {
			return;
		}
		EmbeddedMesosSettings settings = EmbeddedMesosSettings.of(annotation(context));
		ExtensionContext.Store store = context.getStore(NAMESPACE);
		Running running = store.get(Running.class, Running.class);
		if (running == null || !running.settings.equals(settings)) {
			store.put(Running.class, new Running(settings, settings.start()));
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		EmbeddedMesosCluster cluster = cluster(context);
		if (cluster != null) {
			cluster.faults().clear();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == EmbeddedMesosCluster.class
				&& !(isSpring(context) && SpringCluster.resolves(parameter));
	}

	@Override
	public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return cluster(context);
	}

	private static @Nullable EmbeddedMesosCluster cluster(ExtensionContext context) {
		if (isSpring(context)) {
			return SpringCluster.of(context);
		}
		Running running = context.getStore(NAMESPACE).get(Running.class, Running.class);
		return (running != null) ? running.cluster : null;
	}

	private static EmbeddedMesos annotation(ExtensionContext context) {
		for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
			Optional<EmbeddedMesos> annotation = AnnotationSupport.findAnnotation(type, EmbeddedMesos.class);
			if (annotation.isPresent()) {
				return annotation.get();
			}
		}
		throw new IllegalStateException(context.getRequiredTestClass() + " has no @EmbeddedMesos");
	}

	private static boolean isSpring(ExtensionContext context) {
		for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
			for (ExtendWith extendWith : AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)) {
				for (Class<?> extension : extendWith.value()) {
					if (extension.getName().equals(SPRING_EXTENSION)) {
						return true;
					}
				}
			}
		}
		return false;
	}

	/**
	 * A running cluster, closed by JUnit together with the store that has it.
	 *
	 * @param settings how it was made
	 * @param cluster the cluster
	 */
	private record Running(EmbeddedMesosSettings settings, EmbeddedMesosCluster cluster) implements AutoCloseable {

		@Override
		public void close() {
			this.cluster.close();
		}

	}

}
