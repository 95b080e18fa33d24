package io.mesosframework.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.FixedPoint;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;

/**
 * All outstanding offers of one agent to one role, combined into one because Mesos
 * accepts them in one call. Immutable and thread-safe.
 *
 * @param agentId the agent
 * @param hostname its hostname
 * @param role the role to which the resources are offered; the role of the framework if
 * it is without {@code MULTI_ROLE}, so that its offers name none
 * @param attributes its attributes as text, by name; if several have the same name, the
 * first one counts, as in the offer constraints of Mesos
 * @param typedAttributes its attributes as offered
 * @param region its region or {@code null}
 * @param zone its zone or {@code null}
 * @param offerIds the ids of the offers
 * @param resources the sum of their resources
 * @param unavailableFrom when planned maintenance begins, or {@code null}
 * @param unavailableUntil when it ends, or {@code null} if there is none or it has no end
 * @since 0.1.0
 */
public record AgentOffer(String agentId, String hostname, String role, Map<String, String> attributes,
		List<Attribute> typedAttributes, @Nullable String region, @Nullable String zone, List<OfferID> offerIds,
		ResourceBag resources, @Nullable Instant unavailableFrom, @Nullable Instant unavailableUntil) {

	/** The role of offers to a framework without a role of its own. */
	public static final String ANY_ROLE = "*";

	/**
	 * Combine offers of one agent and role.
	 * @param offers at least one offer, all of the same agent and role
	 * @return the combined offer
	 */
	public static AgentOffer of(Collection<Offer> offers) {
		Offer first = offers.iterator().next();
		return of(offers, first.hasAllocationInfo() ? first.getAllocationInfo().getRole() : ANY_ROLE);
	}

	/**
	 * Combine offers of one agent and role.
	 * @param offers at least one offer, all of the same agent and role
	 * @param role the role; offers to frameworks without {@code MULTI_ROLE} do not name
	 * it
	 * @return the combined offer
	 */
	public static AgentOffer of(Collection<Offer> offers, String role) {
		Offer first = offers.iterator().next();
		List<OfferID> ids = new ArrayList<>(offers.size());
		ResourceBag resources = ResourceBag.EMPTY;
		for (Offer offer : offers) {
			ids.add(offer.getId());
			ResourceBag bag = ResourceBag.of(offer.getResourcesList());
			resources = resources.isEmpty() ? bag : resources.plus(bag);
		}
		boolean domain = first.hasDomain() && first.getDomain().hasFaultDomain();
		return new AgentOffer(first.getAgentId().getValue(), first.getHostname(), role, attributes(first),
				first.getAttributesList(), domain ? first.getDomain().getFaultDomain().getRegion().getName() : null,
				domain ? first.getDomain().getFaultDomain().getZone().getName() : null, List.copyOf(ids), resources,
				unavailableFrom(first), unavailableUntil(first));
	}

	private static @Nullable Instant unavailableFrom(Offer offer) {
		return offer.hasUnavailability()
				? Instant.ofEpochSecond(0, offer.getUnavailability().getStart().getNanoseconds()) : null;
	}

	private static @Nullable Instant unavailableUntil(Offer offer) {
		Instant from = unavailableFrom(offer);
		return (from != null && offer.getUnavailability().hasDuration())
				? from.plusNanos(offer.getUnavailability().getDuration().getNanoseconds()) : null;
	}

	private static Map<String, String> attributes(Offer offer) {
		Map<String, String> attributes = new HashMap<>();
		for (Attribute attribute : offer.getAttributesList()) {
			attributes.putIfAbsent(attribute.getName(), text(attribute));
		}
		return attributes;
	}

	private static String text(Attribute attribute) {
		return switch (attribute.getType()) {
			case SCALAR -> FixedPoint.toString(Math.round(attribute.getScalar().getValue() * FixedPoint.ONE));
			case RANGES -> PortRanges.of(attribute.getRanges()).toString();
			case SET -> "{" + String.join(", ", attribute.getSet().getItemList()) + "}";
			case TEXT -> attribute.getText().getValue();
		};
	}

	/**
	 * Return a copy with other resources.
	 * @param rest the remaining resources
	 * @return the copy
	 */
	public AgentOffer withResources(ResourceBag rest) {
		return new AgentOffer(this.agentId, this.hostname, this.role, this.attributes, this.typedAttributes,
				this.region, this.zone, this.offerIds, rest, this.unavailableFrom, this.unavailableUntil);
	}

	/**
	 * Return the value of a field that constraints can name.
	 * @param field {@code hostname}, {@code @hostname}, {@code @agent}, {@code @region},
	 * {@code @zone} or the name of an attribute
	 * @return the value, or {@code null} if the agent has none
	 */
	public @Nullable String field(String field) {
		return switch (field) {
			case "hostname", "@hostname" -> this.hostname;
			case "@agent" -> this.agentId;
			case "@region" -> this.region;
			case "@zone" -> this.zone;
			default -> this.attributes.get(field);
		};
	}

}
