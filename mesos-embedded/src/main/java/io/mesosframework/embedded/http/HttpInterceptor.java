package io.mesosframework.embedded.http;

/**
 * Intercepts every request of a server before its route is looked up. Called on the loop
 * only.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HttpInterceptor {

	/**
	 * Handle a request or pass it on, now or later, maybe with another responder.
	 * @param request the request with the path as it was sent
	 * @param responder takes the answer
	 * @param next what would happen to the request otherwise
	 */
	void intercept(HttpRequest request, HttpResponder responder, HttpHandler next);

}
