package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.util.LogLimit;
import io.mesosframework.util.LogText;

/**
 * Removes malformed offers from events and declines them, so that they affect neither the
 * other offers nor resource calculations. Call on the event loop only.
 */
final class OfferCheck {

	private static final Logger logger = LoggerFactory.getLogger(OfferCheck.class);

	/**
	 * Larger than the resources of any agent, and far below the values that overflow when
	 * offers are added.
	 */
	private static final double MAX_AMOUNT = 1e12;

	private static final Filters FILTERS = Filters.newBuilder().setRefuseSeconds(300).build();

	private final DefaultMesosScheduler scheduler;

	private final LogLimit limit = new LogLimit();

	OfferCheck(DefaultMesosScheduler scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Decline malformed offers.
	 * @param event an event of type {@code OFFERS}
	 * @return the event with the other offers; the same one if none is malformed
	 */
	MesosEvent check(MesosEvent event) {
		List<OfferID> malformed = new ArrayList<>();
		List<Offer> others = new ArrayList<>();
		for (Offer offer : event.offers()) {
			String problem = problem(offer);
			if (problem == null) {
				others.add(offer);
			}
			else {
				malformed.add(offer.getId());
				this.limit.log((count) -> logger.warn("Declined malformed offers ({}), the last one from {}: {}", count,
						LogText.of(offer.getHostname()), problem));
			}
		}
		if (malformed.isEmpty()) {
			return event;
		}
		this.scheduler.metrics().offersReceived.add(malformed.size());
		this.scheduler.metrics().offersMalformed.add(malformed.size());
		this.scheduler.call(Calls.decline(malformed, FILTERS), event.epoch()).whenComplete((result, failure) -> {
			if (failure != null) {
				logger.debug("{} malformed offers were not declined: {}", malformed.size(), failure.getMessage());
			}
		});
		return event.withOffers(others);
	}

	/** Return what is wrong with an offer, or {@code null} if nothing is. */
	static @Nullable String problem(Offer offer) {
		for (Resource resource : offer.getResourcesList()) {
			String problem = problem(resource);
			if (problem != null) {
				return "resource " + LogText.of(resource.getName()) + ' ' + problem;
			}
		}
		for (Attribute attribute : offer.getAttributesList()) {
			String problem = ranges(attribute.getRanges());
			if (problem != null) {
				return "attribute " + LogText.of(attribute.getName()) + ' ' + problem;
			}
		}
		return null;
	}

	private static @Nullable String problem(Resource resource) {
		if (resource.getName().isEmpty()) {
			return "has no name";
		}
		return switch (resource.getType()) {
			case SCALAR -> resource.hasScalar() ? amount(resource.getScalar().getValue()) : "has no value";
			case RANGES -> resource.hasRanges() ? ranges(resource.getRanges()) : "has no value";
			case SET -> resource.hasSet() ? null : "has no value";
			case TEXT -> "is of type TEXT, which no resource has";
		};
	}

	private static @Nullable String amount(double amount) {
		return (amount >= 0 && amount <= MAX_AMOUNT) ? null : "has the amount " + amount;
	}

	private static @Nullable String ranges(Value.Ranges ranges) {
		for (Value.Range range : ranges.getRangeList()) {
			// unsigned on the wire, so large values are negative here
			if (range.getBegin() < 0 || range.getEnd() < range.getBegin() || range.getEnd() > MAX_AMOUNT) {
				return "has the range " + Long.toUnsignedString(range.getBegin()) + '-'
						+ Long.toUnsignedString(range.getEnd());
			}
		}
		return null;
	}

}
