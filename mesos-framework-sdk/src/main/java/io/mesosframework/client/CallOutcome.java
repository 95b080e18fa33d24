package io.mesosframework.client;

/**
 * The meaning of an answer to a call. The texts that are recognized are those of {@code
 * src/master/http.cpp} and {@code src/slave/http.cpp}.
 *
 * @since 0.1.0
 */
public enum CallOutcome {

	/**
	 * 202: the call was parsed and dispatched. This does not mean that it had the
	 * intended effect.
	 */
	ACCEPTED,

	/**
	 * 200: the call is completed (UPDATE_FRAMEWORK) or answered.
	 */
	OK,

	/**
	 * The server no longer knows this subscription. The call had no effect.
	 */
	LOST_SESSION,

	/**
	 * 307: this master is no longer the leader. The call had no effect and the session is
	 * lost.
	 */
	NOT_LEADER,

	/**
	 * 400 in all other cases: the call is invalid; the body says why. The session
	 * continues.
	 */
	BAD_CALL,

	/**
	 * 401: the credentials were refused. The call had no effect. The transport requests
	 * new credentials once, for later calls.
	 */
	UNAUTHORIZED,

	/**
	 * 403 in all other cases: the principal is not authorized. The session continues.
	 */
	FORBIDDEN,

	/**
	 * 404, 503 and other server errors. With 404 and 503 the session is lost.
	 */
	UNAVAILABLE,

	/**
	 * 405, 406, 415, 501 and any status that Mesos never uses: a bug, or an intermediary.
	 */
	PROTOCOL_ERROR,

	/**
	 * The connection broke before an answer arrived, so that it is unknown whether the
	 * call had its effect. An ACCEPT must never be repeated in this case; reconcile its
	 * tasks instead.
	 */
	UNKNOWN,

	/**
	 * Nothing was sent because nothing was needed: a status without {@code uuid} is not
	 * acknowledged.
	 */
	NOT_NEEDED;

	/**
	 * Return whether the server accepted the call.
	 * @return whether this is {@link #ACCEPTED} or {@link #OK}
	 */
	public boolean successful() {
		return this == ACCEPTED || this == OK;
	}

}
