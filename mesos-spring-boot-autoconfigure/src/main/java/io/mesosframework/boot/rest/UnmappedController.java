package io.mesosframework.boot.rest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;

/**
 * Answers requests below the endpoints that no other controller answers: the handler
 * mappings lead them here.
 */
final class UnmappedController extends ApiController {

	/** The name of the attribute with the methods of a path. */
	static final String ALLOW = "io.mesosframework.boot.rest.allow";

	/** The name of the attribute with the reason of a refusal. */
	static final String FAILURE = "io.mesosframework.boot.rest.failure";

	UnmappedController(ApiAnswers answers) {
		super("", answers);
	}

	/**
	 * Tell the methods of a path.
	 * @param allow the methods
	 * @return the answer
	 */
	public ResponseEntity<Void> options(@RequestAttribute(ALLOW) String allow) {
		return ResponseEntity.noContent().header(HttpHeaders.ALLOW, allow).build();
	}

	/**
	 * Refuse a request.
	 * @param failure the reason
	 * @return nothing
	 */
	public ResponseEntity<Void> refuse(@RequestAttribute(FAILURE) ProblemException failure) {
		throw failure;
	}

}
