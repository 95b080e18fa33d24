package io.mesosframework.offer;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * Publishes the counts of the resource manager as meters. Reading a meter costs the same
 * for any number of offers.
 *
 * @since 0.1.0
 */
public final class OfferMetrics {

	private OfferMetrics() {
	}

	/**
	 * Register the meters {@code mesos.offers.*}.
	 * @param registry the registry
	 * @param resources the manager whose counts are published
	 * @param tags tags of every meter
	 */
	public static void bind(MeterRegistry registry, ResourceManager resources, Iterable<Tag> tags) {
		Tags common = Tags.of(tags);
		counter(registry, resources, common, "mesos.offers.received", "Offers taken for placement",
				OfferCounters::received);
		outcome(registry, resources, common, "used", OfferCounters::used);
		outcome(registry, resources, common, "declined", OfferCounters::declined);
		outcome(registry, resources, common, "rescinded", OfferCounters::rescinded);
		outcome(registry, resources, common, "expired", OfferCounters::expired);
		outcome(registry, resources, common, "lost", OfferCounters::lost);
		counter(registry, resources, common, "mesos.offers.invalid",
				"Tasks that the master dropped because an offer was no longer valid", OfferCounters::invalid);
		counter(registry, resources, common, "mesos.offers.constraints",
				"Times the master was told other offer constraints", OfferCounters::constraintUpdates);
		counter(registry, resources, common, "mesos.offers.inverse", "Inverse offers answered",
				OfferCounters::inverseOffers);
		Gauge.builder("mesos.offers.held", resources, (source) -> source.counters().held())
			.description("Offers held at the moment")
			.tags(common)
			.register(registry);
		timer(registry, resources, common, "mesos.offers.hold", "Time offers were held until they were answered",
				(all) -> all.used() + all.declined() + all.rescinded() + all.expired() + all.lost(),
				(all) -> all.holdTime().toNanos());
		timer(registry, resources, common, "mesos.offers.placement", "Time rounds of placement took to decide",
				OfferCounters::placements, (all) -> all.placementTime().toNanos());
	}

	private static void outcome(MeterRegistry registry, ResourceManager resources, Tags common, String outcome,
			ToDoubleFunction<OfferCounters> count) {
		counter(registry, resources, common.and("outcome", outcome), "mesos.offers.answered",
				"What became of the offers taken for placement", count);
	}

	private static void counter(MeterRegistry registry, ResourceManager resources, Tags tags, String name,
			String description, ToDoubleFunction<OfferCounters> count) {
		FunctionCounter.builder(name, resources, (source) -> count.applyAsDouble(source.counters()))
			.description(description)
			.tags(tags)
			.register(registry);
	}

	private static void timer(MeterRegistry registry, ResourceManager resources, Tags tags, String name,
			String description, ToLongFunction<OfferCounters> count, ToDoubleFunction<OfferCounters> nanos) {
		FunctionTimer
			.builder(name, resources, (source) -> count.applyAsLong(source.counters()),
					(source) -> nanos.applyAsDouble(source.counters()), TimeUnit.NANOSECONDS)
			.description(description)
			.tags(tags)
			.register(registry);
	}

}
