package io.mesosframework.boot.rest;

import java.util.concurrent.CompletionStage;

/**
 * Answers the requests of one route. Called on a thread of the web server, which it must
 * not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ApiHandler {

	/**
	 * Answer a request.
	 * @param request the request
	 * @return completes with the answer, or fails; see {@link Problems}
	 */
	CompletionStage<ApiResponse> handle(ApiRequest request);

}
