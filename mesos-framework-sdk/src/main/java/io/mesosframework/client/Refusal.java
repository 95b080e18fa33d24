package io.mesosframework.client;

/**
 * What the refusal of a SUBSCRIBE means for the one who subscribes.
 *
 * @since 0.1.0
 */
public enum Refusal {

	/**
	 * 307: another master leads, {@link RefusedResponse#leader()} says which. Subscribe
	 * there.
	 */
	NOT_LEADER(false),

	/**
	 * 400: the call or the configuration behind it is wrong. Trying again does not help.
	 */
	BAD_CALL(true),

	/**
	 * 401: the credentials are missing or wrong; new ones were asked for once, if that
	 * was possible.
	 */
	UNAUTHORIZED(true),

	/**
	 * 403: the principal may not subscribe.
	 */
	FORBIDDEN(true),

	/**
	 * 404, 503 and other server errors: starting, without a leader or recovering. Back
	 * off and detect the leader again.
	 */
	UNAVAILABLE(false),

	/**
	 * 405, 406, 415, 501 and everything else Mesos never answers to a correct client: a
	 * bug, or something in between.
	 */
	PROTOCOL_ERROR(true),

	/**
	 * 200, but not with a stream of events: the server is not the Mesos API.
	 */
	NOT_MESOS(true);

	private final boolean permanent;

	Refusal(boolean permanent) {
		this.permanent = permanent;
	}

	/**
	 * Return whether trying again without a change of configuration is pointless.
	 * @return whether a person has to act
	 */
	public boolean permanent() {
		return this.permanent;
	}

}
