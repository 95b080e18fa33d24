package io.mesosframework.client;

import org.jspecify.annotations.Nullable;

/**
 * Limits how many redirects are followed in a row: during an election two masters may
 * each take the other for the leader. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class RedirectLimit {

	/**
	 * The default number of redirects in a row.
	 */
	public static final int DEFAULT_HOPS = 5;

	private final int limit;

	private int hops;

	/**
	 * Create a limit.
	 * @param limit the number of redirects that may be followed in a row
	 */
	public RedirectLimit(int limit) {
		this.limit = limit;
	}

	/**
	 * Return the server to contact after a redirect.
	 * @param leader the leader named in the answer, if any
	 * @return the leader, or {@code null} if there is none or there were too many
	 * redirects in a row; in that case back off and detect the leader again
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
	 * Reset the count, because a session was opened or the leader was detected.
	 */
	public void reset() {
		this.hops = 0;
	}

}
