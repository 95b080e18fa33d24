package io.mesosframework.offer;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferPool.Held;

/**
 * The offers of one agent and role that are about to be accepted.
 */
public final class ReservedOffers {

	private final List<Held> held;

	ReservedOffers(List<Held> held) {
		this.held = List.copyOf(held);
	}

	List<Held> held() {
		return this.held;
	}

	/** Return when the oldest was received, or {@code null} if there is none. */
	@Nullable Instant oldest() {
		return this.held.stream().map(Held::since).min(Instant::compareTo).orElse(null);
	}

}
