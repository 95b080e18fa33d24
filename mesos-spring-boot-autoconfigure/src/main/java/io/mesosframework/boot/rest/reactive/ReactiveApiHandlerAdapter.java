package io.mesosframework.boot.rest.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.rest.ApiController;

/**
 * Invokes the handler methods of the API and writes their responses. Uses Spring
 * WebFlux's adapter with separate settings, so that codecs and advice of the application
 * do not affect the API.
 *
 * @since 0.1.0
 */
public final class ReactiveApiHandlerAdapter implements HandlerAdapter, HandlerResultHandler, Ordered {

	private final RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();

	private final ResponseEntityResultHandler results;

	/**
	 * Create an adapter.
	 * @param json writes JSON
	 * @param maxBody the maximum size of a body in bytes
	 * @param streams the executor that runs event streams
	 * @throws Exception if the adapter cannot be set up
	 */
	public ReactiveApiHandlerAdapter(JsonMapper json, int maxBody, Executor streams) throws Exception {
		List<HttpMessageWriter<?>> writers = List.of(new EncoderHttpMessageWriter<>(new ByteArrayEncoder()),
				new EventStreamWriter(streams), new EncoderHttpMessageWriter<>(new JacksonJsonEncoder(json)));
		this.results = new ResponseEntityResultHandler(writers, new HeaderContentTypeResolver());
		GenericApplicationContext isolated = new GenericApplicationContext();
		isolated.refresh();
		this.adapter.setApplicationContext(isolated);
		this.adapter.setMessageReaders(List.of(new BodyReader(maxBody)));
		this.adapter.afterPropertiesSet();
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && method.getBean() instanceof ApiController;
	}

	@Override
	public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
		return this.adapter.handle(exchange.mutate().request(new ValuedRequest(exchange.getRequest())).build(),
				handler);
	}

	@Override
	public boolean supports(HandlerResult result) {
		return supports(result.getHandler());
	}

	@Override
	public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
		return this.results.handleResult(exchange, result);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	/**
	 * A request in which query parameters without a value have an empty value, as in
	 * servlet applications. They would otherwise be treated as missing.
	 */
	private static final class ValuedRequest extends ServerHttpRequestDecorator {

		ValuedRequest(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public MultiValueMap<String, String> getQueryParams() {
			MultiValueMap<String, String> valued = new LinkedMultiValueMap<>();
			super.getQueryParams().forEach((name, values) -> {
				List<String> present = new ArrayList<>();
				values.forEach((value) -> present.add((value != null) ? value : ""));
				valued.addAll(name, present);
			});
			return valued;
		}

	}

}
