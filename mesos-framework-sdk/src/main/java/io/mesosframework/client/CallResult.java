package io.mesosframework.client;

import org.jspecify.annotations.Nullable;

/**
 * The classified answer to a call.
 *
 * @param outcome the meaning of the answer
 * @param status the HTTP status, 0 if there was no answer
 * @param body the body as text, truncated to 64 KiB; the cause if there was no answer
 * @param leader the leading master, if the answer named it
 * @since 0.1.0
 */
public record CallResult(CallOutcome outcome, int status, String body, @Nullable MasterAddress leader) {

	static final CallResult ACCEPTED = new CallResult(CallOutcome.ACCEPTED, 202, "", null);

	private static final CallResult NOT_NEEDED = new CallResult(CallOutcome.NOT_NEEDED, 0, "", null);

	/**
	 * Return the result of a call that was not needed.
	 * @return a result with {@link CallOutcome#NOT_NEEDED}
	 */
	public static CallResult notNeeded() {
		return NOT_NEEDED;
	}

	/**
	 * Return whether the session is lost. If so, subscribe again with the same framework
	 * id.
	 * @return whether no further call of the session can succeed
	 */
	public boolean sessionLost() {
		return switch (this.outcome) {
			case LOST_SESSION, NOT_LEADER, UNKNOWN -> true;
			case UNAVAILABLE -> this.status == 404 || this.status == 503;
			default -> false;
		};
	}

}
