package io.mesosframework.boot.autoconfigure.rest;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.DispatcherServlet;

import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.servlet.ServletApiEndpoint;
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
		ApiMount mount = ApiMounts.of(router, endpoints, properties);
		Map<String, ServletApiEndpoint> handlers = new LinkedHashMap<>();
		mount.roots()
			.keySet()
			.forEach((id) -> handlers.put(id,
					new ServletApiEndpoint(id, router, mount, json.mapper(), events.threads())));
		CorsConfiguration allowed = cors.toCorsConfiguration();
		return new ServletApiHandlerMapping(mount, handlers, (allowed != null) ? allowed : new CorsConfiguration());
	}

}
