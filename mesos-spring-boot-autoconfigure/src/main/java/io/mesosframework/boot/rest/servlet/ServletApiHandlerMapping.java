package io.mesosframework.boot.rest.servlet;

import java.lang.reflect.Method;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.mesosframework.boot.rest.ApiMount;

/**
 * Maps everything below the paths of the endpoints to the API, before the actuator's own
 * mapping.
 */
public final class ServletApiHandlerMapping extends RequestMappingInfoHandlerMapping {

	/** Before the mapping of the actuator, which is at -100. */
	private static final int ORDER = -110;

	private static final Method HANDLE = ClassUtils.getMethod(ServletApiEndpoint.class, "handle",
			HttpServletRequest.class, HttpServletResponse.class);

	private final ApiMount mount;

	private final Map<String, ServletApiEndpoint> endpoints;

	private final CorsConfiguration cors;

	/**
	 * Create a mapping.
	 * @param mount where the endpoints are
	 * @param endpoints what answers below them, by id
	 * @param cors who may use them from other origins
	 */
	public ServletApiHandlerMapping(ApiMount mount, Map<String, ServletApiEndpoint> endpoints, CorsConfiguration cors) {
		this.mount = mount;
		this.endpoints = Map.copyOf(endpoints);
		this.cors = cors;
		setOrder(ORDER);
	}

	@Override
	protected void initHandlerMethods() {
		RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
		options.setPatternParser(getPatternParser());
		this.endpoints.forEach((id, endpoint) -> {
			String pattern = this.mount.path(id, "{*rest}");
			if (pattern != null) {
				registerMapping(RequestMappingInfo.paths(pattern).options(options).build(), endpoint, HANDLE);
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
		return handler instanceof HandlerMethod || handler instanceof ServletApiEndpoint;
	}

	@Override
	protected @Nullable CorsConfiguration getCorsConfiguration(Object handler, HttpServletRequest request) {
		return (this.cors.getAllowedOrigins() != null || this.cors.getAllowedOriginPatterns() != null)
				? super.getCorsConfiguration(handler, request) : null;
	}

}
