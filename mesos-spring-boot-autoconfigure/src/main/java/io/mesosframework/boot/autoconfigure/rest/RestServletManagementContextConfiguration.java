package io.mesosframework.boot.autoconfigure.rest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiMappings;
import io.mesosframework.boot.rest.servlet.ServletApiHandlerAdapter;
import io.mesosframework.boot.rest.servlet.ServletApiHandlerMapping;
import io.mesosframework.boot.task.controller.TaskEvents;

/**
 * Maps the API in servlet applications, on the main or the management port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean({ ApiAnswers.class, WebEndpointsSupplier.class })
@EnableConfigurationProperties(CorsEndpointProperties.class)
class RestServletManagementContextConfiguration {

	@Bean
	ApiMappings mesosApiMappings(ObjectProvider<ApiController> controllers, WebEndpointsSupplier endpoints,
			WebEndpointProperties properties, EndpointAccessResolver access, ApiAnswers answers) {
		return RestMappings.of(controllers, endpoints, properties, access, answers);
	}

	@Bean
	ServletApiHandlerMapping mesosApiHandlerMapping(ApiMappings mappings, CorsEndpointProperties cors) {
		return new ServletApiHandlerMapping(mappings, cors.toCorsConfiguration());
	}

	@Bean
	ServletApiHandlerAdapter mesosApiHandlerAdapter(ApiMappings mappings, RestJson json, TaskEvents events,
			MesosRestProperties properties) {
		return new ServletApiHandlerAdapter(mappings, json.mapper(), properties.maxBodyBytes(), events.threads());
	}

}
