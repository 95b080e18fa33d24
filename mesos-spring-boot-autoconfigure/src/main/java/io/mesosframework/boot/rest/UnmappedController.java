package io.mesosframework.boot.rest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;

/**
 * Handles requests below the endpoints for which no other controller is responsible. The
 * handler mappings route such requests here.
 */
final class UnmappedController extends ApiController {

	/** Name of the request attribute that holds the allowed methods. */
	static final String ALLOW = "io.mesosframework.boot.rest.allow";

	/** Name of the request attribute that holds the reason for a rejection. */
	static final String FAILURE = "io.mesosframework.boot.rest.failure";

	UnmappedController(ApiAnswers answers) {
		super("", answers);
	}

	/**
	 * Respond with the allowed methods of a path.
	 * @param allow the methods
	 * @return the response
	 */
	public ResponseEntity<Void> options(@RequestAttribute(ALLOW) String allow) {
		return ResponseEntity.noContent().header(HttpHeaders.ALLOW, allow).build();
	}

	/**
	 * Reject a request.
	 * @param failure the reason
	 * @return never returns normally
	 */
	public ResponseEntity<Void> refuse(@RequestAttribute(FAILURE) ProblemException failure) {
		throw failure;
	}

}
