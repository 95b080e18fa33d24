package io.mesosframework.client;

import org.jspecify.annotations.Nullable;

/**
 * Follows masters which point at one another, but not forever: during an election two of
 * them may each believe in the other. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class RedirectLimit {

	/**
	 * The default number of hops in a row.
	 */
	public static final int DEFAULT_HOPS = 5;

	private final int limit;

	private int hops;

	/**
	 * Create a limit.
	 * @param limit the number of redirects which may be followed in a row
	 */
	public RedirectLimit(int limit) {
		this.limit = limit;
	}

	/**
	 * Return the server to go to after a redirect.
	 * @param leader the leader the answer named, if any
	 * @return the leader, or {@code null} if there is none or too many redirects came in
	 * a row: then back off and detect the leader anew
	 */
	public @Nullable MasterAddress follow(@Nullable MasterAddress leader) {
		if (leader == null || this.hops >= this.limit) {
			this.hops = 0;
			return null;
		}
		this.hops++;
		return leader;
	}

	/**
	 * Begin anew, because a session was opened or the leader was detected.
	 */
	public void reset() {
		this.hops = 0;
	}

}
