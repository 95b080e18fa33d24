package io.mesosframework.boot.rest;

import org.springframework.http.HttpHeaders;

/**
 * Validates request bodies.
 *
 * @since 0.1.0
 */
public final class RequestBodies {

	private RequestBodies() {
	}

	/**
	 * Check the size and content type of a body.
	 * @param body the body
	 * @param limit the maximum size in bytes
	 * @param headers the headers of the request
	 * @return the body
	 * @throws ProblemException if the body is too large or is not declared as JSON
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
