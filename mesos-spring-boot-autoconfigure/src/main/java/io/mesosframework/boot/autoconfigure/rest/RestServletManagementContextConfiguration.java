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
import org.springframework.web.servlet.DispatcherServlet;

import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.servlet.ServletApiHandlerMapping;
import io.mesosframework.boot.task.TaskEvents;

/**
 * Maps the API in servlet applications, on the main or on the management port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean({ ApiRouter.class, WebEndpointsSupplier.class })
@EnableConfigurationProperties(CorsEndpointProperties.class)
class RestServletManagementContextConfiguration {

	@Bean
	ServletApiHandlerMapping mesosApiHandlerMapping(ApiRouter router, WebEndpointsSupplier endpoints,
			WebEndpointProperties properties, CorsEndpointProperties cors, RestJson json, TaskEvents events) {
		return new ServletApiHandlerMapping(ApiEndpoints.of(router, endpoints, properties, json, events),
				cors.toCorsConfiguration());
	}

}
