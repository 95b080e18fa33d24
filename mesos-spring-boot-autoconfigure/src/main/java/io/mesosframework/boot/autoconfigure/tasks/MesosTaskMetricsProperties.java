package io.mesosframework.boot.autoconfigure.tasks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the meters of tasks.
 *
 * @param maxApps number of apps with meters of their own; further ones are counted
 * together as the app 'other'
 */
@ConfigurationProperties("mesos.tasks.metrics")
record MesosTaskMetricsProperties(@DefaultValue("50") int maxApps) {

	MesosTaskMetricsProperties {
		if (maxApps < 0) {
			throw new InvalidConfigurationPropertyValueException("mesos.tasks.metrics.max-apps", maxApps,
					"The number must not be negative.");
		}
	}

}
