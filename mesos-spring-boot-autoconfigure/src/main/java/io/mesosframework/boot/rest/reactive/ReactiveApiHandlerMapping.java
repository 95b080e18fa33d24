package io.mesosframework.boot.rest.reactive;

import java.lang.reflect.Method;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

import io.mesosframework.boot.rest.ApiMount;

/**
 * Maps everything below the paths of the endpoints to the API, before the actuator's own
 * mapping.
 */
public final class ReactiveApiHandlerMapping extends RequestMappingInfoHandlerMapping {

	/** Before the mapping of the actuator, which is at -100. */
	private static final int ORDER = -110;

	private static final Method HANDLE = ClassUtils.getMethod(ReactiveApiEndpoint.class, "handle",
			ServerWebExchange.class);

	private final ApiMount mount;

	private final Map<String, ReactiveApiEndpoint> endpoints;

	private final CorsConfiguration cors;

	/**
	 * Create a mapping.
	 * @param mount where the endpoints are
	 * @param endpoints what answers below them, by id
	 * @param cors who may use them from other origins
	 */
	public ReactiveApiHandlerMapping(ApiMount mount, Map<String, ReactiveApiEndpoint> endpoints,
			CorsConfiguration cors) {
		this.mount = mount;
		this.endpoints = Map.copyOf(endpoints);
		this.cors = cors;
		setOrder(ORDER);
	}

	@Override
	protected void initHandlerMethods() {
		this.endpoints.forEach((id, endpoint) -> {
			String pattern = this.mount.path(id, "{*rest}");
			if (pattern != null) {
				registerMapping(RequestMappingInfo.paths(pattern).build(), endpoint, HANDLE);
			}
		});
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
	protected CorsConfiguration initCorsConfiguration(Object handler, Method method, RequestMappingInfo mapping) {
		return this.cors;
	}

	@Override
	protected boolean hasCorsConfigurationSource(Object handler) {
		return handler instanceof HandlerMethod || handler instanceof ReactiveApiEndpoint;
	}

	@Override
	protected @Nullable CorsConfiguration getCorsConfiguration(Object handler, ServerWebExchange exchange) {
		return (this.cors.getAllowedOrigins() != null || this.cors.getAllowedOriginPatterns() != null)
				? super.getCorsConfiguration(handler, exchange) : null;
	}

}
