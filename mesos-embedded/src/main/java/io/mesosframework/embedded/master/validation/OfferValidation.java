package io.mesosframework.embedded.master.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.apache.mesos.v1.Protos.OfferID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferRecord;

/**
 * Validates the offers of an ACCEPT, in the order and with the words of Mesos
 * ({@code src/master/validation.cpp}).
 *
 * @since 0.1.0
 */
public final class OfferValidation {

	private OfferValidation() {
	}

	/**
	 * Validate offers.
	 * @param framework the framework that uses them
	 * @param ids the offers
	 * @param outstanding finds an outstanding offer
	 * @return the error or {@code null}
	 */
	public static @Nullable String validate(Framework framework, List<OfferID> ids,
			Function<OfferID, @Nullable OfferRecord> outstanding) {
		Set<String> seen = new HashSet<>();
		for (OfferID id : ids) {
			if (!seen.add(id.getValue())) {
				return "Duplicate offer " + id.getValue() + " in offer list";
			}
		}
		for (OfferID id : ids) {
			if (outstanding.apply(id) == null) {
				return "Offer " + id.getValue() + " is no longer valid";
			}
		}
		List<OfferRecord> offers = ids.stream().map(outstanding).filter(Objects::nonNull).toList();
		for (OfferRecord offer : offers) {
			if (offer.framework() != framework) {
				return "Offer " + offer.id() + " has invalid framework " + offer.framework().key() + " while framework "
						+ framework.key() + " is expected";
			}
		}
		OfferRecord first = offers.get(0);
		for (OfferRecord offer : offers) {
			if (!offer.role().equals(first.role())) {
				return "Aggregated offers must be allocated to the same role. Offer " + offer.id() + " uses role '"
						+ offer.role() + " but another is using role '" + first.role();
			}
		}
		return oneAgent(ids, (id) -> {
			OfferRecord offer = outstanding.apply(id);
			return (offer != null) ? offer.agent().key() : null;
		});
	}

	/**
	 * Validate that offers or inverse offers are all of one agent.
	 * @param ids the offers
	 * @param agents finds the agent of an offer
	 * @return the error or {@code null}
	 */
	public static @Nullable String oneAgent(List<OfferID> ids, Function<OfferID, @Nullable String> agents) {
		String first = null;
		for (OfferID id : ids) {
			String agent = agents.apply(id);
			if (first == null) {
				first = agent;
			}
			if (agent != null && !agent.equals(first)) {
				return "Aggregated offers must belong to one single agent. Offer " + id.getValue() + " uses agent "
						+ agent + " and agent " + first;
			}
		}
		return null;
	}

}
