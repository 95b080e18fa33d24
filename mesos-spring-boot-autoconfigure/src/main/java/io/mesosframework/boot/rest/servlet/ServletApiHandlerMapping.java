package io.mesosframework.boot.rest.servlet;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import io.mesosframework.boot.rest.ApiCall;
import io.mesosframework.boot.rest.ApiMappings;

/**
 * Maps requests to the controllers of the API. Ordered before the actuator's own mapping.
 *
 * @since 0.1.0
 */
public final class ServletApiHandlerMapping extends RequestMappingHandlerMapping {

	private static final int MAX_COUNTED = 1 << 20;

	private final ApiMappings mappings;

	/**
	 * Create a mapping.
	 * @param mappings the mappings of the controllers
	 * @param cors the CORS configuration, or {@code null} if cross-origin requests are
	 * not allowed
	 */
	public ServletApiHandlerMapping(ApiMappings mappings, @Nullable CorsConfiguration cors) {
		this.mappings = mappings;
		setOrder(ApiMappings.ORDER);
		setPathPrefixes(mappings.prefixes());
		if (cors != null) {
			setCorsConfigurations(Map.of("/**", cors));
		}
	}

	@Override
	protected void initHandlerMethods() {
		this.mappings.controllers().forEach(this::detectHandlerMethods);
	}

	@Override
	protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
		RequestMappingInfo info = super.getMappingForMethod(method, handlerType);
		return (info != null) ? info.mutate().paths(ApiMappings.patterns(info.getPatternValues())).build() : null;
	}

	@Override
	protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
		HandlerMethod found = super.getHandlerInternal(request);
		if (found == null || CorsUtils.isPreFlightRequest(request)) {
			return found;
		}
		ApiCall call = call(request);
		HandlerMethod handler = this.mappings.mapped(found, call);
		return this.mappings.refusesBody(handler) ? this.mappings.withoutBody(handler, call, sent(request)) : handler;
	}

	@Override
	protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, String lookupPath,
			HttpServletRequest request) {
		Set<HttpMethod> methods = infos.stream()
			.filter((info) -> matches(info.getPathPatternsCondition(), request))
			.flatMap((info) -> info.getMethodsCondition().getMethods().stream())
			.map(RequestMethod::asHttpMethod)
			.collect(Collectors.toSet());
		return this.mappings.unmapped(methods, call(request));
	}

	private static boolean matches(@Nullable PathPatternsRequestCondition patterns, HttpServletRequest request) {
		return patterns != null && patterns.getMatchingCondition(request) != null;
	}

	private static ApiCall call(HttpServletRequest request) {
		return new ApiCall(HttpMethod.valueOf(request.getMethod()),
				ServletRequestPathUtils.getParsedRequestPath(request), request.getQueryString(), request::getHeader,
				request::setAttribute);
	}

	/** Count the bytes of a body that no handler method reads. */
	private static long sent(HttpServletRequest request) throws Exception {
		InputStream body = request.getInputStream();
		return body.readNBytes(MAX_COUNTED).length;
	}

}
