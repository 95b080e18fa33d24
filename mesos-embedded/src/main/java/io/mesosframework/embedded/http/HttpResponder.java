package io.mesosframework.embedded.http;

import java.util.Map;

/**
 * Sends the reply to one request. Used on the loop only.
 *
 * @since 0.1.0
 */
public interface HttpResponder {

	/**
	 * Answer with a complete reply.
	 * @param reply the reply
	 */
	void reply(HttpReply reply);

	/**
	 * Answer with 200 and a chunked body that stays open. The headers are flushed at
	 * once. Replies of later requests on the same connection wait behind the stream.
	 * @param headers the headers in order
	 * @return the open body
	 */
	ByteStream stream(Map<String, String> headers);

	/**
	 * Close the connection without any reply.
	 */
	void abort();

}
