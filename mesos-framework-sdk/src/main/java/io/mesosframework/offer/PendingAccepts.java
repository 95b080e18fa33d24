package io.mesosframework.offer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferPool.Held;

/**
 * The offers of one agent and role that are about to be accepted. Used on the event loop
 * only.
 *
 * @since 0.1.0
 */
public final class PendingAccepts {

	private final List<Held> held;

	/** Those of which it is not known yet what becomes of them. */
	private final List<Held> undecided;

	PendingAccepts(List<Held> held) {
		this.held = List.copyOf(held);
		this.undecided = new ArrayList<>(held);
	}

	List<Held> held() {
		return this.held;
	}

	/** Take out what is undecided. */
	List<Held> takeAll() {
		List<Held> all = List.copyOf(this.undecided);
		this.undecided.clear();
		return all;
	}

	/** Take an offer out; return it if it was there and undecided. */
	@Nullable Held take(String offerId) {
		for (Held each : this.undecided) {
			if (each.id().equals(offerId)) {
				this.undecided.remove(each);
				return each;
			}
		}
		return null;
	}

	/** Return when the oldest was received, or {@code null} if there is none. */
	@Nullable Instant oldest() {
		return this.held.stream().map(Held::since).min(Instant::compareTo).orElse(null);
	}

}
