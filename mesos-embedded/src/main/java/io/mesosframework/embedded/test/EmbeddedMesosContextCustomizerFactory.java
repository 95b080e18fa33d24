package io.mesosframework.embedded.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Puts the cluster of {@link EmbeddedMesos} into the application contexts of Spring
 * tests.
 */
final class EmbeddedMesosContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		EmbeddedMesos annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, EmbeddedMesos.class);
		return (annotation != null) ? new Customizer(EmbeddedMesosSettings.of(annotation)) : null;
	}

	/**
	 * Starts the cluster before the context is refreshed. Equal customizers share a
	 * context, and so a cluster.
	 *
	 * @param settings how the cluster is made
	 */
	private record Customizer(EmbeddedMesosSettings settings) implements ContextCustomizer {

		private static final String BEAN_NAME = "embeddedMesosCluster";

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			EmbeddedMesosCluster cluster = this.settings.start();
			context.getBeanFactory().registerSingleton(BEAN_NAME, cluster);
			((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(BEAN_NAME, cluster::close);
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("embeddedMesos", Map.of("mesos.master", cluster.masterUrls())));
		}

	}

}
