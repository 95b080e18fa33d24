package io.mesosframework.embedded.http;

/**
 * A request is refused with a complete reply.
 */
public final class HttpException extends Exception {

	private static final long serialVersionUID = 1;

	private final transient HttpReply reply;

	/**
	 * Create the exception.
	 * @param reply the reply to send
	 */
	public HttpException(HttpReply reply) {
		super("HTTP " + reply.status());
		this.reply = reply;
	}

	/**
	 * Return the reply to send.
	 * @return the reply
	 */
	public HttpReply reply() {
		return this.reply;
	}

}
