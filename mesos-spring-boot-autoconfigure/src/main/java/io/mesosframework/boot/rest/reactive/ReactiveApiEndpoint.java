package io.mesosframework.boot.rest.reactive;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.EventStream;

/**
 * Passes reactive requests below one endpoint to the router. Nothing blocks a thread of
 * the server; streams of events get one from an executor.
 */
public final class ReactiveApiEndpoint {

	private final String id;

	private final ApiRouter router;

	private final ApiMount mount;

	private final JsonMapper json;

	private final Executor streams;

	/**
	 * Create an endpoint.
	 * @param id its id
	 * @param router the router
	 * @param mount where the endpoints are
	 * @param json writes JSON
	 * @param streams runs streams of events
	 */
	public ReactiveApiEndpoint(String id, ApiRouter router, ApiMount mount, JsonMapper json, Executor streams) {
		this.id = id;
		this.router = router;
		this.mount = mount;
		this.json = json;
		this.streams = streams;
	}

	/**
	 * Answer a request.
	 * @param exchange the request and its response
	 * @return completes when the response is written
	 */
	public Mono<Void> handle(ServerWebExchange exchange) {
		int limit = (int) Math.min(this.router.maxBody(), Integer.MAX_VALUE);
		return DataBufferUtils.join(exchange.getRequest().getBody(), limit)
			.map(ReactiveApiEndpoint::bytes)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> Mono.fromCompletionStage(() -> this.router.handle(request(exchange, body))))
			.onErrorResume(DataBufferLimitException.class,
					(ex) -> Mono.fromSupplier(() -> this.router.tooLarge(request(exchange, new byte[0]))))
			.flatMap((answer) -> write(answer, exchange));
	}

	private ApiRequest request(ServerWebExchange exchange, byte[] body) {
		ServerHttpRequest request = exchange.getRequest();
		Map<String, String> headers = new LinkedHashMap<>();
		request.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
		Map<String, List<String>> query = new LinkedHashMap<>();
		request.getQueryParams()
			.forEach((name, values) -> query.put(name,
					values.stream().map((value) -> (value != null) ? value : "").toList()));
		Map<String, String> variables = exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
				Map.of());
		return ApiRequest.of(request.getMethod().name(), this.id, variables.getOrDefault("rest", ""), query, headers,
				body, this.mount.below(request.getPath().contextPath().value()));
	}

	private Mono<Void> write(ApiResponse answer, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		response.getHeaders().set("Content-Type", answer.contentType());
		answer.headers().forEach(response.getHeaders()::set);
		boolean head = HttpMethod.HEAD.equals(exchange.getRequest().getMethod());
		if (answer.content() instanceof EventStream events) {
			if (head) {
				events.close();
				return response.setComplete();
			}
			return response.writeAndFlushWith(texts(events).map((text) -> Mono.just(buffer(response, text))));
		}
		byte[] bytes = (answer.content() instanceof byte[] raw) ? raw : this.json.writeValueAsBytes(answer.content());
		response.getHeaders().setContentLength(bytes.length);
		return head ? response.setComplete() : response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
	}

	private Flux<String> texts(EventStream events) {
		return Flux.<String, EventStream>generate(() -> events, ReactiveApiEndpoint::next, EventStream::close)
			.subscribeOn(Schedulers.fromExecutor(this.streams))
			.timeout(events.patience())
			.doOnError(TimeoutException.class, (ex) -> events.close())
			.doOnCancel(events::close);
	}

	private static EventStream next(EventStream events, SynchronousSink<String> sink) {
		try {
			String text = events.next();
			if (text != null) {
				sink.next(text);
			}
			else {
				sink.complete();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			sink.complete();
		}
		return events;
	}

	private static DataBuffer buffer(ServerHttpResponse response, String text) {
		return response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
