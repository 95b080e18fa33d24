package io.mesosframework.embedded.http;

/**
 * Answers the requests of one route. Called on the cluster's loop, in the order in which
 * requests have arrived; must answer exactly once, now or later, and never block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HttpHandler {

	/**
	 * Handle a request.
	 * @param request the request
	 * @param responder takes the answer
	 */
	void handle(HttpRequest request, HttpResponder responder);

}
