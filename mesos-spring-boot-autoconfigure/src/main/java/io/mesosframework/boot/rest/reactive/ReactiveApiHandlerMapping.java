package io.mesosframework.boot.rest.reactive;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

import io.mesosframework.boot.rest.ApiCall;
import io.mesosframework.boot.rest.ApiMappings;

/**
 * Maps requests to the controllers of the API. Ordered before the actuator's own mapping.
 *
 * @since 0.1.0
 */
public final class ReactiveApiHandlerMapping extends RequestMappingHandlerMapping {

	private final ApiMappings mappings;

	/**
	 * Create a mapping.
	 * @param mappings the mappings of the controllers
	 * @param cors the CORS configuration, or {@code null} if cross-origin requests are
	 * not allowed
	 */
	public ReactiveApiHandlerMapping(ApiMappings mappings, @Nullable CorsConfiguration cors) {
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
		if (info == null) {
			return null;
		}
		Set<String> patterns = info.getPatternsCondition()
			.getPatterns()
			.stream()
			.map(PathPattern::getPatternString)
			.collect(Collectors.toSet());
		return info.mutate().paths(ApiMappings.patterns(patterns)).build();
	}

	@Override
	public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
		Mono<HandlerMethod> found = super.getHandlerInternal(exchange);
		return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? found
				: found.flatMap((handler) -> mapped(handler, exchange));
	}

	private Mono<HandlerMethod> mapped(HandlerMethod found, ServerWebExchange exchange) {
		ApiCall call = call(exchange);
		HandlerMethod handler = this.mappings.mapped(found, call);
		return this.mappings.refusesBody(handler)
				? sent(exchange.getRequest()).map((bytes) -> this.mappings.withoutBody(handler, call, bytes))
				: Mono.just(handler);
	}

	@Override
	protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, ServerWebExchange exchange) {
		Set<HttpMethod> methods = infos.stream()
			.filter((info) -> info.getPatternsCondition().getMatchingCondition(exchange) != null)
			.flatMap((info) -> info.getMethodsCondition().getMethods().stream())
			.map(RequestMethod::asHttpMethod)
			.collect(Collectors.toSet());
		return this.mappings.unmapped(methods, call(exchange));
	}

	private static ApiCall call(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		return new ApiCall(request.getMethod(), request.getPath(), request.getURI().getRawQuery(),
				request.getHeaders()::getFirst, exchange.getAttributes()::put);
	}

	/** Count the bytes of a body that no handler method reads. */
	private static Mono<Long> sent(ServerHttpRequest request) {
		return request.getBody().map(ReactiveApiHandlerMapping::size).reduce(0L, Long::sum);
	}

	private static long size(DataBuffer buffer) {
		int size = buffer.readableByteCount();
		DataBufferUtils.release(buffer);
		return size;
	}

}
