package io.mesosframework.boot.autoconfigure.rest;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;

import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerMapping;
import io.mesosframework.boot.task.TaskEvents;

/**
 * Maps the API in reactive applications, on the main or on the management port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean({ ApiRouter.class, WebEndpointsSupplier.class })
@EnableConfigurationProperties(CorsEndpointProperties.class)
class RestReactiveManagementContextConfiguration {

	@Bean
	ReactiveApiHandlerMapping mesosApiHandlerMapping(ApiRouter router, WebEndpointsSupplier endpoints,
			WebEndpointProperties properties, CorsEndpointProperties cors, RestJson json, TaskEvents events) {
		return new ReactiveApiHandlerMapping(ApiEndpoints.of(router, endpoints, properties, json, events),
				cors.toCorsConfiguration());
	}

}
