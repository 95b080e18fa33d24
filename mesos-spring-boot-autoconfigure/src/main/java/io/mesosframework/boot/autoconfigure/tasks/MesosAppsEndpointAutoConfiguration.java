package io.mesosframework.boot.autoconfigure.tasks;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.task.endpoint.MesosAppsEndpoint;
import io.mesosframework.task.TaskManager;

/**
 * Auto-configuration for the actuator endpoint {@code mesosapps}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosTasksAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(TaskManager.class)
@ConditionalOnAvailableEndpoint(MesosAppsEndpoint.class)
public final class MesosAppsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MesosAppsEndpoint mesosAppsEndpoint(TaskManager manager) {
		return new MesosAppsEndpoint(manager);
	}

}
