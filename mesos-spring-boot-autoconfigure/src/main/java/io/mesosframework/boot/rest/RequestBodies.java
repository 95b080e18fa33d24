package io.mesosframework.boot.rest;

import org.springframework.http.HttpHeaders;

/**
 * Checks what was read as the body of a request.
 *
 * @since 0.1.0
 */
public final class RequestBodies {

	private RequestBodies() {
	}

	/**
	 * Take a body.
	 * @param body the body
	 * @param limit the largest size, in bytes
	 * @param headers the headers of the request
	 * @return the body
	 * @throws ProblemException if it is too large, or does not say that it is JSON
	 */
	public static byte[] checked(byte[] body, int limit, HttpHeaders headers) {
		if (body.length > limit) {
			throw ProblemException.tooLarge(limit);
		}
		if (body.length > 0 && headers.getFirst(HttpHeaders.CONTENT_TYPE) == null) {
			throw ProblemException.unsupported("The body must be 'application/json' but does not say what it is");
		}
		return body;
	}

}
