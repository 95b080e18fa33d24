package io.mesosframework.boot.autoconfigure;

import io.mesosframework.scheduler.SchedulerConfiguration;

/**
 * Callback that customizes the scheduler configuration after the properties have been
 * applied, for settings that have no property, such as offer constraints. Beans of this
 * type are called in order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchedulerConfigurationCustomizer {

	/**
	 * Customize the configuration.
	 * @param configuration the builder to customize
	 */
	void customize(SchedulerConfiguration.Builder configuration);

}
