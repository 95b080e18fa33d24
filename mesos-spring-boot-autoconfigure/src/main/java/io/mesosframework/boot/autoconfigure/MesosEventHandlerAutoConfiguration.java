package io.mesosframework.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.LoggingMesosErrorHandler;
import io.mesosframework.boot.event.MesosErrorHandler;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.boot.event.MesosEventHandlerMethodProcessor;
import io.mesosframework.boot.event.MesosHandlerObservationConvention;

/**
 * Auto-configuration for methods annotated with {@code @MesosEventHandler}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = MesosAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "mesos.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MesosProperties.class)
@ImportRuntimeHints(MesosRuntimeHints.class)
public final class MesosEventHandlerAutoConfiguration {

	@Bean
	HandlerRegistry mesosHandlerRegistry() {
		return new HandlerRegistry();
	}

	@Bean
	static MesosEventHandlerMethodProcessor mesosEventHandlerMethodProcessor(
			ConfigurableListableBeanFactory beanFactory, HandlerRegistry registry) {
		return new MesosEventHandlerMethodProcessor(beanFactory, registry);
	}

	@Bean
	@ConditionalOnMissingBean
	MesosErrorHandler mesosErrorHandler() {
		return new LoggingMesosErrorHandler();
	}

	@Bean
	MesosEventDispatcher mesosEventDispatcher(HandlerRegistry registry, MesosErrorHandler errorHandler,
			MesosProperties properties, ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<MesosHandlerObservationConvention> convention) {
		return new MesosEventDispatcher(registry, errorHandler,
				observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP), convention.getIfUnique(),
				properties.scheduler().slowHandlerThreshold(),
				properties.handler().acknowledgeMode() == MesosProperties.AcknowledgeMode.AUTO);
	}

	@Bean
	static LazyInitializationExcludeFilter mesosHandlerLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(MesosEventHandlerMethodProcessor.class);
	}

}
