package io.mesosframework.boot.rest.reactive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

import io.mesosframework.boot.rest.EventStream;

/**
 * Writes server-sent events as they become available. Waits for them on a thread of an
 * executor, not on a server thread.
 */
final class EventStreamWriter implements HttpMessageWriter<EventStream> {

	private final Executor streams;

	EventStreamWriter(Executor streams) {
		this.streams = streams;
	}

	@Override
	public List<MediaType> getWritableMediaTypes() {
		return List.of(MediaType.TEXT_EVENT_STREAM);
	}

	@Override
	public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
		return EventStream.class.isAssignableFrom(type.toClass());
	}

	@Override
	public Mono<Void> write(Publisher<? extends EventStream> input, ResolvableType type, @Nullable MediaType mediaType,
			ReactiveHttpOutputMessage message, Map<String, Object> hints) {
		return Mono.from(input)
			.flatMap((events) -> message
				.writeAndFlushWith(texts(events)
					.map((text) -> Mono.just(message.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8)))))
				.doFinally((signal) -> events.close()));
	}

	private Flux<String> texts(EventStream events) {
		return Flux.<String, EventStream>generate(() -> events, EventStreamWriter::next, EventStream::close)
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

}
