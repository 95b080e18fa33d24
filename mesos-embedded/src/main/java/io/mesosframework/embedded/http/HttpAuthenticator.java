package io.mesosframework.embedded.http;

import org.jspecify.annotations.Nullable;

/**
 * Authenticates a request before its handler is called. Called on the loop; must not
 * block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HttpAuthenticator {

	/**
	 * Authenticate a request.
	 * @param request the request, still without principal
	 * @return the outcome
	 */
	Outcome authenticate(HttpRequest request);

	/**
	 * What authentication came to: either a principal (which may be {@code null} for
	 * someone anonymous) or a reply that refuses the request.
	 *
	 * @param principal the principal
	 * @param refusal the reply or {@code null} when the request is let through
	 */
	record Outcome(@Nullable String principal, @Nullable HttpReply refusal) {

		/**
		 * The request is let through.
		 * @param principal on whose behalf
		 * @return the outcome
		 */
		public static Outcome authenticated(@Nullable String principal) {
			return new Outcome(principal, null);
		}

		/**
		 * The request is refused with 401 and a challenge.
		 * @param challenge the value of {@code WWW-Authenticate}
		 * @return the outcome
		 */
		public static Outcome unauthorized(String challenge) {
			return new Outcome(null,
					HttpReply.text(401, "401 Unauthorized.").withHeader("WWW-Authenticate", challenge));
		}

		/**
		 * The request is refused with 403.
		 * @return the outcome
		 */
		public static Outcome forbidden() {
			return new Outcome(null, HttpReply.text(403, "403 Forbidden."));
		}

	}

}
