package io.mesosframework.boot.rest.reactive;

import java.util.Map;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.DecoderHttpMessageReader;
import reactor.core.publisher.Mono;

import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.RequestBodies;

/**
 * Reads request bodies up to a size limit.
 */
final class BodyReader extends DecoderHttpMessageReader<byte[]> {

	private final int limit;

	BodyReader(int limit) {
		super(decoder(limit));
		this.limit = limit;
	}

	private static ByteArrayDecoder decoder(int limit) {
		ByteArrayDecoder decoder = new ByteArrayDecoder();
		decoder.setMaxInMemorySize(limit);
		return decoder;
	}

	@Override
	public Mono<byte[]> readMono(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
		return super.readMono(type, message, hints)
			.onErrorMap(DataBufferLimitException.class, (ex) -> ProblemException.tooLarge(this.limit))
			.map((body) -> RequestBodies.checked(body, this.limit, message.getHeaders()));
	}

}
