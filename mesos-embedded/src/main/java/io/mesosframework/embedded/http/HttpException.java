package io.mesosframework.embedded.http;

/**
 * Thrown to reject a request with a complete reply.
 *
 * @since 0.1.0
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
	 * Create an exception with a text.
	 * @param status the status code of the reply
	 * @param text its text
	 * @return the exception
	 */
	public static HttpException of(int status, String text) {
		return new HttpException(HttpReply.text(status, text));
	}

	/**
	 * Return the reply to send.
	 * @return the reply
	 */
	public HttpReply reply() {
		return this.reply;
	}

}
