package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.URL;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Capabilities;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.InverseOfferRecord;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.resource.ResourceFormats;
import io.mesosframework.embedded.resource.Resources;

/**
 * The outstanding offers and inverse offers. An offer ends in one of three ways: it is
 * used, <em>discarded</em> (silently) or <em>rescinded</em> (the framework is told).
 */
final class Offers {

	private final Term term;

	private final Map<String, OfferRecord> offers = new HashMap<>();

	private final Map<String, InverseOfferRecord> inverseOffers = new HashMap<>();

	private long next;

	Offers(Term term) {
		this.term = term;
	}

	@Nullable OfferRecord get(OfferID id) {
		return this.offers.get(id.getValue());
	}

	@Nullable InverseOfferRecord getInverse(OfferID id) {
		return this.inverseOffers.get(id.getValue());
	}

	/**
	 * Offer what the allocator has set aside for a framework, in one event.
	 * @param framework the framework
	 * @param allocations the allocations, not empty
	 */
	void offer(Framework framework, List<Allocation> allocations) {
		Event.Offers.Builder event = Event.Offers.newBuilder();
		for (Allocation allocation : allocations) {
			Offer offer = build(framework, allocation);
			OfferRecord record = new OfferRecord(offer, framework, allocation.agent(), allocation.resources());
			this.offers.put(record.id(), record);
			framework.offers().add(record);
			allocation.agent().offers().add(record);
			Duration timeout = this.term.options().offerTimeout();
			if (timeout != null) {
				record.timer(this.term.loop().schedule(timeout, () -> rescind(record, null)));
			}
			event.addOffers(presented(offer, framework.capabilities()));
		}
		this.term.send(framework, Event.newBuilder().setType(Event.Type.OFFERS).setOffers(event).build());
	}

	private Offer build(Framework framework, Allocation allocation) {
		Agent agent = allocation.agent();
		Offer.Builder builder = Offer.newBuilder()
			.setId(newId())
			.setFrameworkId(framework.id())
			.setAgentId(agent.id())
			.setHostname(agent.info().getHostname())
			.setUrl(url(agent))
			.addAllResources(allocation.resources().toList())
			.addAllAttributes(agent.info().getAttributesList())
			.setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(allocation.role()));
		if (agent.info().hasDomain()) {
			builder.setDomain(agent.info().getDomain());
		}
		for (String executor : agent.executors().getOrDefault(framework.key(), Map.of()).keySet()) {
			builder.addExecutorIds(ExecutorID.newBuilder().setValue(executor));
		}
		Unavailability unavailability = this.term.machines().unavailability(agent.machineId());
		if (unavailability != null) {
			builder.setUnavailability(unavailability);
		}
		return builder.build();
	}

	/**
	 * Show an offer as a framework is able to read it.
	 * @param offer the offer
	 * @param capabilities what the framework understands
	 * @return the offer without what it does not understand
	 */
	static Offer presented(Offer offer, Capabilities capabilities) {
		if (capabilities.multiRole() && capabilities.reservationRefinement()) {
			return offer;
		}
		Offer.Builder builder = offer.toBuilder().clearResources();
		if (!capabilities.multiRole()) {
			builder.clearAllocationInfo();
		}
		for (Resource resource : offer.getResourcesList()) {
			Resource shown = resource;
			if (!capabilities.multiRole()) {
				shown = shown.toBuilder().clearAllocationInfo().build();
			}
			if (!capabilities.reservationRefinement()) {
				shown = ResourceFormats.downgrade(shown);
			}
			builder.addResources(shown);
		}
		return builder.build();
	}

	/**
	 * Tell frameworks that an agent is going to be unavailable, in one event.
	 * @param framework the framework
	 * @param agents the agents, not empty
	 */
	void inverseOffer(Framework framework, Collection<Agent> agents) {
		Event.InverseOffers.Builder event = Event.InverseOffers.newBuilder();
		for (Agent agent : agents) {
			Unavailability unavailability = this.term.machines().unavailability(agent.machineId());
			if (unavailability == null) {
				continue;
			}
			InverseOffer offer = InverseOffer.newBuilder()
				.setId(newId())
				.setUrl(url(agent))
				.setFrameworkId(framework.id())
				.setAgentId(agent.id())
				.setUnavailability(unavailability)
				.build();
			InverseOfferRecord record = new InverseOfferRecord(offer, framework, agent);
			this.inverseOffers.put(record.id(), record);
			framework.inverseOffers().add(record);
			agent.inverseOffers().add(record);
			Duration timeout = this.term.options().offerTimeout();
			if (timeout != null) {
				record.timer(this.term.loop().schedule(timeout, () -> removeInverse(record, true)));
			}
			event.addInverseOffers(offer);
		}
		if (event.getInverseOffersCount() > 0) {
			this.term.send(framework,
					Event.newBuilder().setType(Event.Type.INVERSE_OFFERS).setInverseOffers(event).build());
		}
	}

	/**
	 * Take an offer back and tell the framework.
	 * @param offer the offer
	 * @param filters the filters for its resources, {@code null} for none
	 */
	void rescind(OfferRecord offer, @Nullable Filters filters) {
		this.term.send(offer.framework(),
				Event.newBuilder()
					.setType(Event.Type.RESCIND)
					.setRescind(Event.Rescind.newBuilder().setOfferId(offer.offer().getId()))
					.build());
		discard(offer, filters);
	}

	/**
	 * Take an offer back silently.
	 * @param offer the offer
	 * @param filters the filters for its resources, {@code null} for none
	 */
	void discard(OfferRecord offer, @Nullable Filters filters) {
		remove(offer);
		this.term.allocator().recover(offer.framework(), offer.agent(), offer.resources(), filters);
	}

	/**
	 * Forget an offer; its resources stay allocated.
	 * @param offer the offer
	 */
	void remove(OfferRecord offer) {
		offer.timer(null);
		this.offers.remove(offer.id());
		offer.framework().offers().remove(offer);
		offer.agent().offers().remove(offer);
	}

	void removeInverse(InverseOfferRecord offer, boolean rescind) {
		this.term.allocator().inverseOfferEnded(offer);
		offer.timer(null);
		this.inverseOffers.remove(offer.id());
		offer.framework().inverseOffers().remove(offer);
		offer.agent().inverseOffers().remove(offer);
		if (rescind) {
			this.term.send(offer.framework(),
					Event.newBuilder()
						.setType(Event.Type.RESCIND_INVERSE_OFFER)
						.setRescindInverseOffer(
								Event.RescindInverseOffer.newBuilder().setInverseOfferId(offer.offer().getId()))
						.build());
		}
	}

	void removeAll(Framework framework, boolean rescind) {
		for (OfferRecord offer : new ArrayList<>(framework.offers())) {
			if (rescind) {
				rescind(offer, null);
			}
			else {
				discard(offer, null);
			}
		}
		for (InverseOfferRecord offer : new ArrayList<>(framework.inverseOffers())) {
			removeInverse(offer, rescind);
		}
	}

	void rescindAll(Agent agent) {
		for (OfferRecord offer : new ArrayList<>(agent.offers())) {
			rescind(offer, null);
		}
		for (InverseOfferRecord offer : new ArrayList<>(agent.inverseOffers())) {
			removeInverse(offer, true);
		}
	}

	private OfferID newId() {
		return OfferID.newBuilder().setValue(this.term.info().getId() + "-O" + this.next++).build();
	}

	private static URL url(Agent agent) {
		return URL.newBuilder()
			.setScheme("http")
			.setAddress(Address.newBuilder()
				.setHostname(agent.info().getHostname())
				.setIp(agent.ip())
				.setPort(agent.port()))
			.setPath(Agent.PATH)
			.build();
	}

	/**
	 * What the allocator gives to a framework.
	 *
	 * @param agent the agent
	 * @param role the role
	 * @param resources the resources, allocated to the role
	 */
	record Allocation(Agent agent, String role, Resources resources) {
	}

}
