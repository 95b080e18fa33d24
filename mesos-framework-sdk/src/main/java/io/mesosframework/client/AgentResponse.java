package io.mesosframework.client;

import java.nio.charset.StandardCharsets;

/**
 * The answer to a {@link AgentRequest}. Immutable as long as nobody changes the body.
 *
 * @param status the status
 * @param body the body, possibly empty
 * @since 0.1.0
 */
public record AgentResponse(int status, byte[] body) {

	/**
	 * Return the body as text, fit for a message.
	 * @return at most 300 characters in one line
	 */
	public String excerpt() {
		return Text.excerpt(new String(this.body, StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return this.status + " (" + this.body.length + " bytes)";
	}

}
