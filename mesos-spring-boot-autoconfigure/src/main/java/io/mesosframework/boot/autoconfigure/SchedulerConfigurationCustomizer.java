package io.mesosframework.boot.autoconfigure;

import io.mesosframework.scheduler.SchedulerConfiguration;

/**
 * Changes the configuration of the scheduler, after the properties were applied: for what
 * has no property, such as offer constraints. Beans of this type are called in order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchedulerConfigurationCustomizer {

	/**
	 * Changes the configuration.
	 * @param configuration the configuration
	 */
	void customize(SchedulerConfiguration.Builder configuration);

}
