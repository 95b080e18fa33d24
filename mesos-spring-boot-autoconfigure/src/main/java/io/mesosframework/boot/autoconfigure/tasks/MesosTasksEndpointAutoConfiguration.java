package io.mesosframework.boot.autoconfigure.tasks;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.task.endpoint.MesosTasksEndpoint;
import io.mesosframework.task.TaskManager;

/**
 * Auto-configuration for the actuator endpoint {@code mesostasks}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosTasksAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(TaskManager.class)
@ConditionalOnAvailableEndpoint(MesosTasksEndpoint.class)
public final class MesosTasksEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MesosTasksEndpoint mesosTasksEndpoint(TaskManager manager) {
		return new MesosTasksEndpoint(manager);
	}

}
