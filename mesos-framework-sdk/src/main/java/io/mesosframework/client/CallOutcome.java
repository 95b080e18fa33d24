package io.mesosframework.client;

/**
 * What an answer to a call means. The texts behind it are those of
 * {@code src/master/http.cpp} and {@code src/slave/http.cpp}.
 *
 * @since 0.1.0
 */
public enum CallOutcome {

	/**
	 * 202: parsed and dispatched. It does not mean that the call had the wished effect.
	 */
	ACCEPTED,

	/**
	 * 200: done (UPDATE_FRAMEWORK) or answered.
	 */
	OK,

	/**
	 * The server no longer knows this subscription. The call had no effect.
	 */
	LOST_SESSION,

	/**
	 * 307: this master no longer leads. The call had no effect and the session is lost.
	 */
	NOT_LEADER,

	/**
	 * 400 otherwise: the call is wrong; the body says why. The session lives.
	 */
	BAD_CALL,

	/**
	 * 401: the credentials were refused. The call had no effect. The transport asks for
	 * new ones once, for later calls.
	 */
	UNAUTHORIZED,

	/**
	 * 403 otherwise: the principal may not do this. The session lives.
	 */
	FORBIDDEN,

	/**
	 * 404, 503 and other server errors. With 404 and 503 the session is lost.
	 */
	UNAVAILABLE,

	/**
	 * 405, 406, 415, 501 and whatever Mesos never answers: a bug, or something in
	 * between.
	 */
	PROTOCOL_ERROR,

	/**
	 * The connection broke before an answer came: the call may or may not have had its
	 * effect. An ACCEPT must never be sent again for this reason; reconcile its tasks.
	 */
	UNKNOWN,

	/**
	 * Nothing was sent, because nothing was needed: a status which carries no
	 * {@code uuid} is not acknowledged.
	 */
	NOT_NEEDED;

	/**
	 * Return whether the server took the call.
	 * @return whether this is {@link #ACCEPTED} or {@link #OK}
	 */
	public boolean successful() {
		return this == ACCEPTED || this == OK;
	}

}
