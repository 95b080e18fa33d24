package io.mesosframework.boot.autoconfigure.tasks;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.task.endpoint.MesosOffersEndpoint;
import io.mesosframework.offer.ResourceManager;

/**
 * Auto-configuration for the actuator endpoint {@code mesosoffers}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosTasksAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ResourceManager.class)
@ConditionalOnAvailableEndpoint(MesosOffersEndpoint.class)
public final class MesosOffersEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MesosOffersEndpoint mesosOffersEndpoint(ResourceManager resources) {
		return new MesosOffersEndpoint(resources);
	}

}
