package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.mesosframework.offer.OfferDecision.Outcome;

/**
 * Counts the outcomes of offers and remembers the last decisions. Written on the event
 * loop, readable from any thread.
 */
final class OfferTally {

	private final LongAdder received = new LongAdder();

	private final LongAdder invalid = new LongAdder();

	private final LongAdder constraintUpdates = new LongAdder();

	private final LongAdder inverseOffers = new LongAdder();

	private final LongAdder heldNanos = new LongAdder();

	private final LongAdder placements = new LongAdder();

	private final LongAdder placementNanos = new LongAdder();

	private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);

	private final Deque<OfferDecision> decisions = new ArrayDeque<>();

	OfferTally() {
		for (Outcome outcome : Outcome.values()) {
			this.outcomes.put(outcome, new LongAdder());
		}
	}

	void received() {
		this.received.increment();
	}

	void invalid() {
		this.invalid.increment();
	}

	void constraintsUpdated() {
		this.constraintUpdates.increment();
	}

	void placed(Duration time) {
		this.placements.increment();
		this.placementNanos.add(time.toNanos());
	}

	void inverseOffers(int count) {
		this.inverseOffers.add(count);
	}

	/** Record the outcome of at least one offer. */
	void decided(Collection<OfferPool.Held> offers, Outcome outcome, String reason, double refuseSeconds,
			List<String> launched, Instant now) {
		OfferPool.Held first = offers.iterator().next();
		boolean oneAgent = true;
		for (OfferPool.Held each : offers) {
			Duration held = Duration.between(each.since(), now);
			this.heldNanos.add(held.isNegative() ? 0 : held.toNanos());
			oneAgent &= each.key().agentId().equals(first.key().agentId());
		}
		Objects.requireNonNull(this.outcomes.get(outcome)).add(offers.size());
		OfferDecision decision = new OfferDecision(now, offers.size(), oneAgent ? first.key().agentId() : null,
				oneAgent ? first.reply().offer().getHostname() : null, outcome, reason, refuseSeconds,
				List.copyOf(launched));
		synchronized (this.decisions) {
			this.decisions.addFirst(decision);
			if (this.decisions.size() > OfferView.DECISIONS) {
				this.decisions.removeLast();
			}
		}
	}

	List<OfferDecision> decisions() {
		synchronized (this.decisions) {
			return List.copyOf(this.decisions);
		}
	}

	OfferCounters counters(int held) {
		return new OfferCounters(this.received.sum(), sum(Outcome.USED), sum(Outcome.DECLINED), sum(Outcome.RESCINDED),
				sum(Outcome.EXPIRED), sum(Outcome.LOST), held, this.invalid.sum(), this.constraintUpdates.sum(),
				this.inverseOffers.sum(), Duration.ofNanos(this.heldNanos.sum()), this.placements.sum(),
				Duration.ofNanos(this.placementNanos.sum()));
	}

	private long sum(Outcome outcome) {
		return Objects.requireNonNull(this.outcomes.get(outcome)).sum();
	}

}
