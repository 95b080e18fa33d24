package io.mesosframework.offer;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of offers.
 *
 * @param at when
 * @param offers of how many offers
 * @param agentId the agent, or {@code null} if they are of several agents
 * @param hostname its hostname, or {@code null}
 * @param outcome what
 * @param reason why, as a short text
 * @param refuseSeconds for how long the master was asked not to offer such resources
 * again
 * @param launched the ids of the tasks that were launched; of task groups the id of the
 * launch
 * @since 0.1.0
 */
public record OfferDecision(Instant at, int offers, @Nullable String agentId, @Nullable String hostname,
		Outcome outcome, String reason, double refuseSeconds, List<String> launched) {

	/**
	 * What becomes of an offer.
	 */
	public enum Outcome {

		/** It was accepted. */
		USED,

		/** It was declined. */
		DECLINED,

		/** The master took it back. */
		RESCINDED,

		/** It was declined because it was too old to be used. */
		EXPIRED,

		/** It ended with its session, or was answered by someone else. */
		LOST

	}

}
