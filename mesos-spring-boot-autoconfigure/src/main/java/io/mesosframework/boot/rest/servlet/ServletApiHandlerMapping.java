package io.mesosframework.boot.rest.servlet;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.mesosframework.boot.rest.ApiEndpoint;

/**
 * Maps everything below the paths of the endpoints to the API, before the actuator's own
 * mapping.
 *
 * @since 0.1.0
 */
public final class ServletApiHandlerMapping extends RequestMappingInfoHandlerMapping {

	/** Before the mapping of the actuator, which is at -100. */
	private static final int ORDER = -110;

	private static final Method HANDLE = ClassUtils.getMethod(ServletApiEndpoint.class, "handle",
			HttpServletRequest.class, HttpServletResponse.class);

	private final Collection<ApiEndpoint> endpoints;

	private final @Nullable CorsConfiguration cors;

	/**
	 * Create a mapping.
	 * @param endpoints what is below the endpoints
	 * @param cors who may use them from other origins, or {@code null} if nobody may
	 */
	public ServletApiHandlerMapping(Collection<ApiEndpoint> endpoints, @Nullable CorsConfiguration cors) {
		this.endpoints = List.copyOf(endpoints);
		this.cors = cors;
		setOrder(ORDER);
	}

	/**
	 * Map every method, and OPTIONS by name: else the framework would answer it itself.
	 */
	@Override
	protected void initHandlerMethods() {
		RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
		options.setPatternParser(getPatternParser());
		for (ApiEndpoint endpoint : this.endpoints) {
			String pattern = String.valueOf(endpoint.mount().path(endpoint.id(), "{*rest}"));
			ServletApiEndpoint handler = new ServletApiEndpoint(endpoint);
			registerMapping(RequestMappingInfo.paths(pattern).options(options).build(), handler, HANDLE);
			registerMapping(RequestMappingInfo.paths(pattern).methods(RequestMethod.OPTIONS).options(options).build(),
					handler, HANDLE);
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
