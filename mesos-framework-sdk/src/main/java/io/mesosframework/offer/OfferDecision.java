package io.mesosframework.offer;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one or more offers.
 *
 * @param at when it was decided
 * @param offers the number of offers
 * @param agentId the agent, or {@code null} if the offers are of several agents
 * @param hostname its hostname, or {@code null}
 * @param outcome the outcome
 * @param reason the reason, as a short text
 * @param refuseSeconds for how many seconds the master was asked not to offer such
 * resources again
 * @param launched the ids of the launched tasks; for task groups the id of the launch
 * @since 0.1.0
 */
public record OfferDecision(Instant at, int offers, @Nullable String agentId, @Nullable String hostname,
		Outcome outcome, String reason, double refuseSeconds, List<String> launched) {

	/**
	 * The outcome of an offer.
	 */
	public enum Outcome {

		/** The offer was accepted. */
		USED,

		/** The offer was declined. */
		DECLINED,

		/** The master rescinded the offer. */
		RESCINDED,

		/** The offer was declined because it was too old to be used. */
		EXPIRED,

		/** The offer ended with its session or was answered by someone else. */
		LOST

	}

}
