package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.OfferID;

import io.mesosframework.offer.OfferOptions.InverseOfferPolicy;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Answers inverse offers according to a policy. Accepting one only promises to let the
 * agent go: instances stay on it until it goes down and are replaced elsewhere
 * afterwards.
 */
final class InverseOffers {

	private final MesosScheduler scheduler;

	private final InverseOfferPolicy policy;

	private final Filters filters;

	private final OfferTally tally;

	InverseOffers(MesosScheduler scheduler, OfferOptions options, OfferTally tally) {
		this.scheduler = scheduler;
		this.policy = options.inverseOffers();
		// the answer will not change, so the master need not ask every few seconds
		this.filters = Filters.newBuilder().setRefuseSeconds(options.refuseIdle().toMillis() / 1000.0).build();
		this.tally = tally;
	}

	void answer(List<InverseOffer> offers) {
		if (offers.isEmpty() || this.policy == InverseOfferPolicy.IGNORE) {
			return;
		}
		Map<String, List<OfferID>> byAgent = new LinkedHashMap<>();
		offers.forEach((offer) -> byAgent.computeIfAbsent(offer.getAgentId().getValue(), (agent) -> new ArrayList<>())
			.add(offer.getId()));
		// the master rejects a call with inverse offers of several agents
		byAgent.values().forEach((ids) -> {
			if (this.policy == InverseOfferPolicy.ACCEPT) {
				this.scheduler.acceptInverseOffers(ids, this.filters);
			}
			else {
				this.scheduler.declineInverseOffers(ids, this.filters);
			}
		});
		this.tally.inverseOffers(offers.size());
	}

}
