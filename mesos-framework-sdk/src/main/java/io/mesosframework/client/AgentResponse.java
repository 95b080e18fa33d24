package io.mesosframework.client;

import java.nio.charset.StandardCharsets;

/**
 * The answer to an {@link AgentRequest}. Immutable as long as the body is not changed.
 *
 * @param status the HTTP status
 * @param body the body, possibly empty
 * @since 0.1.0
 */
public record AgentResponse(int status, byte[] body) {

	/**
	 * Return the body as text for use in a message.
	 * @return at most 300 characters on one line
	 */
	public String excerpt() {
		return Text.excerpt(new String(this.body, StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return this.status + " (" + this.body.length + " bytes)";
	}

}
