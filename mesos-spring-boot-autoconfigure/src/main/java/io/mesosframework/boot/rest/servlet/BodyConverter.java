package io.mesosframework.boot.rest.servlet;

import java.io.IOException;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;

import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.RequestBodies;

/**
 * Reads request bodies up to a size limit.
 */
final class BodyConverter extends ByteArrayHttpMessageConverter {

	private final int limit;

	BodyConverter(int limit) {
		this.limit = limit;
	}

	@Override
	public byte[] readInternal(Class<? extends byte[]> type, HttpInputMessage message) throws IOException {
		if (message.getHeaders().getContentLength() > this.limit) {
			throw ProblemException.tooLarge(this.limit);
		}
		return RequestBodies.checked(message.getBody().readNBytes(this.limit + 1), this.limit, message.getHeaders());
	}

}
