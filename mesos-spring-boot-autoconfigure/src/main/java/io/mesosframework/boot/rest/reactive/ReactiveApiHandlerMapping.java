package io.mesosframework.boot.rest.reactive;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

import io.mesosframework.boot.rest.ApiEndpoint;

/**
 * Maps everything below the paths of the endpoints to the API, before the actuator's own
 * mapping.
 *
 * @since 0.1.0
 */
public final class ReactiveApiHandlerMapping extends RequestMappingInfoHandlerMapping {

	/** Before the mapping of the actuator, which is at -100. */
	private static final int ORDER = -110;

	private static final Method HANDLE = ClassUtils.getMethod(ReactiveApiEndpoint.class, "handle",
			ServerWebExchange.class);

	private final Collection<ApiEndpoint> endpoints;

	private final @Nullable CorsConfiguration cors;

	/**
	 * Create a mapping.
	 * @param endpoints what is below the endpoints
	 * @param cors who may use them from other origins, or {@code null} if nobody may
	 */
	public ReactiveApiHandlerMapping(Collection<ApiEndpoint> endpoints, @Nullable CorsConfiguration cors) {
		this.endpoints = List.copyOf(endpoints);
		this.cors = cors;
		setOrder(ORDER);
	}

	/**
	 * Map every method, and OPTIONS by name: else the framework would answer it itself.
	 */
	@Override
	protected void initHandlerMethods() {
		for (ApiEndpoint endpoint : this.endpoints) {
			String pattern = String.valueOf(endpoint.mount().path(endpoint.id(), "{*rest}"));
			ReactiveApiEndpoint handler = new ReactiveApiEndpoint(endpoint);
			registerMapping(RequestMappingInfo.paths(pattern).build(), handler, HANDLE);
			registerMapping(RequestMappingInfo.paths(pattern).methods(RequestMethod.OPTIONS).build(), handler, HANDLE);
		}
	}

	@Override
	protected boolean isHandler(Class<?> beanType) {
		return false;
	}

	@Override
	protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
		return null;
	}

	@Override
	protected @Nullable CorsConfiguration initCorsConfiguration(Object handler, Method method,
			RequestMappingInfo mapping) {
		return this.cors;
	}

}
