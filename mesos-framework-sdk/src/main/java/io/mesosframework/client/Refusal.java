package io.mesosframework.client;

/**
 * The meaning of a refused SUBSCRIBE.
 *
 * @since 0.1.0
 */
public enum Refusal {

	/**
	 * 307: another master, named by {@link RefusedResponse#leader()}, is the leader.
	 * Subscribe there.
	 */
	NOT_LEADER(false),

	/**
	 * 400: the call or the configuration behind it is invalid. Another attempt does not
	 * help.
	 */
	BAD_CALL(true),

	/**
	 * 401: the credentials are missing or wrong. New ones were requested once, if
	 * possible.
	 */
	UNAUTHORIZED(true),

	/**
	 * 403: the principal is not allowed to subscribe.
	 */
	FORBIDDEN(true),

	/**
	 * 404, 503 and other server errors: the master is starting, recovering or without a
	 * leader. Back off and detect the leader again.
	 */
	UNAVAILABLE(false),

	/**
	 * 405, 406, 415, 501 and any status with which Mesos never answers a correct client:
	 * a bug, or an intermediary.
	 */
	PROTOCOL_ERROR(true),

	/**
	 * 200, but without a stream of events: the server is not the Mesos API.
	 */
	NOT_MESOS(true);

	private final boolean permanent;

	Refusal(boolean permanent) {
		this.permanent = permanent;
	}

	/**
	 * Return whether another attempt without a change of configuration is pointless.
	 * @return whether an operator has to act
	 */
	public boolean permanent() {
		return this.permanent;
	}

}
