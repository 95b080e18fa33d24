package io.mesosframework.boot.rest.reactive;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

import io.mesosframework.boot.rest.ApiEndpoint;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.EventStream;

/**
 * Passes reactive requests below one endpoint to the router. Nothing blocks a thread of
 * the server; streams of events get one from an executor.
 */
final class ReactiveApiEndpoint {

	private final ApiEndpoint endpoint;

	ReactiveApiEndpoint(ApiEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Answer a request.
	 * @param exchange the request and its response
	 * @return completes when the response is written
	 */
	public Mono<Void> handle(ServerWebExchange exchange) {
		return DataBufferUtils.join(exchange.getRequest().getBody(), this.endpoint.maxBody())
			.map(ReactiveApiEndpoint::bytes)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> Mono.fromCompletionStage(() -> this.endpoint.handle(request(exchange, body))))
			.onErrorResume(DataBufferLimitException.class,
					(ex) -> Mono.fromSupplier(() -> this.endpoint.tooLarge(request(exchange, new byte[0]))))
			.flatMap((answer) -> write(answer, exchange));
	}

	private ApiRequest request(ServerWebExchange exchange, byte[] body) {
		ServerHttpRequest request = exchange.getRequest();
		Map<String, String> headers = new LinkedHashMap<>();
		request.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
		return this.endpoint.request(request.getMethod().name(), request.getPath(), request.getURI().getRawQuery(),
				headers, body);
	}

	private Mono<Void> write(ApiResponse answer, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		answer.headers().forEach(response.getHeaders()::set);
		if (answer.contentType().isEmpty()) {
			return response.setComplete();
		}
		response.getHeaders().set("Content-Type", answer.contentType());
		boolean head = HttpMethod.HEAD.equals(exchange.getRequest().getMethod());
		if (answer.content() instanceof EventStream events) {
			if (head) {
				events.close();
				return response.setComplete();
			}
			return response.writeAndFlushWith(texts(events).map((text) -> Mono.just(buffer(response, text))))
				.doFinally((signal) -> events.close());
		}
		byte[] bytes = this.endpoint.bytes(answer);
		response.getHeaders().setContentLength(bytes.length);
		return head ? response.setComplete() : response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
	}

	private Flux<String> texts(EventStream events) {
		return Flux.<String, EventStream>generate(() -> events, ReactiveApiEndpoint::next, EventStream::close)
			.subscribeOn(Schedulers.fromExecutor(this.endpoint.streams()))
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
