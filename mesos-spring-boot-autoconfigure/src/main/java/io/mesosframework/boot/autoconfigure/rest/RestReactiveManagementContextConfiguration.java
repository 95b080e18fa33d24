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
import org.springframework.web.reactive.DispatcherHandler;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiMappings;
import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerAdapter;
import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerMapping;
import io.mesosframework.boot.task.controller.TaskEvents;

/**
 * Maps the API in reactive applications, on the main or the management port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean({ ApiAnswers.class, WebEndpointsSupplier.class })
@EnableConfigurationProperties(CorsEndpointProperties.class)
class RestReactiveManagementContextConfiguration {

	@Bean
	ApiMappings mesosApiMappings(ObjectProvider<ApiController> controllers, WebEndpointsSupplier endpoints,
			WebEndpointProperties properties, EndpointAccessResolver access, ApiAnswers answers) {
		return RestMappings.of(controllers, endpoints, properties, access, answers);
	}

	@Bean
	ReactiveApiHandlerMapping mesosApiHandlerMapping(ApiMappings mappings, CorsEndpointProperties cors) {
		return new ReactiveApiHandlerMapping(mappings, cors.toCorsConfiguration());
	}

	@Bean
	ReactiveApiHandlerAdapter mesosApiHandlerAdapter(RestJson json, TaskEvents events, MesosRestProperties properties)
			throws Exception {
		return new ReactiveApiHandlerAdapter(json.mapper(), properties.maxBodyBytes(), events.threads());
	}

}
