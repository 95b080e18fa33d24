package io.mesosframework.boot.autoconfigure.tasks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.mesosframework.offer.OfferMetrics;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskMetrics;

/**
 * Auto-configuration for the metrics of the task manager and its offers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosTasksAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(TaskManager.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@EnableConfigurationProperties(MesosTaskMetricsProperties.class)
public final class MesosTaskMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaskMetrics mesosTaskMetrics(MeterRegistry registry, TaskManager manager, ObjectProvider<ResourceManager> resources,
			MesosTaskMetricsProperties properties) {
		resources.ifAvailable((available) -> OfferMetrics.bind(registry, available, Tags.empty()));
		return TaskMetrics.bind(registry, manager, properties.maxApps(), Tags.empty());
	}

	@Bean
	static LazyInitializationExcludeFilter mesosTaskMetricsLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(TaskMetrics.class);
	}

}
