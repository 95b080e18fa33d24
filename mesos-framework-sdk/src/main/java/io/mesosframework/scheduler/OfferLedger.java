package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.CallResult;

/**
 * The unanswered offers of the current session and the owners of their claims. Filled on
 * the event loop; offers may be answered on any thread.
 */
final class OfferLedger implements OfferClaims {

	private static final Logger logger = LoggerFactory.getLogger(OfferLedger.class);

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private final Sender sender;

	private final Executor loop;

	private long sequence;

	/**
	 * Create a ledger without offers.
	 * @param sender sends answers
	 * @param loop notifies the owners of claims; runs immediately if called on the event
	 * loop
	 */
	OfferLedger(Sender sender, Executor loop) {
		this.sender = sender;
		this.loop = loop;
	}

	/**
	 * Sends calls of a given session.
	 */
	@FunctionalInterface
	interface Sender {

		CompletionStage<CallResult> send(Call call, long epoch);

	}

	void received(Collection<Offer> offers, long epoch) {
		for (Offer offer : offers) {
			this.entries.put(offer.getId().getValue(), new Entry(offer, epoch, this.sequence++));
		}
	}

	/**
	 * Record that offers were answered by a call.
	 * @param offerIds the offers
	 */
	void answered(Collection<OfferID> offerIds) {
		for (OfferID id : offerIds) {
			Entry entry = this.entries.remove(id.getValue());
			if (entry != null && entry.end(State.ANSWERED) == State.CLAIMED) {
				tell(List.of(entry), ClaimOwner.Reason.ANSWERED);
			}
		}
	}

	void rescinded(OfferID offerId) {
		Entry entry = this.entries.remove(offerId.getValue());
		if (entry != null && entry.end(State.RESCINDED) == State.CLAIMED) {
			tell(List.of(entry), ClaimOwner.Reason.RESCINDED);
		}
	}

	void sessionEnded() {
		List<Entry> ended = List.copyOf(this.entries.values());
		this.entries.clear();
		tell(ended.stream().filter((entry) -> entry.end(State.SESSION_ENDED) == State.CLAIMED).toList(),
				ClaimOwner.Reason.SESSION_ENDED);
	}

	/** Notify the owners of claims that their offers are void. */
	private void tell(List<Entry> claims, ClaimOwner.Reason reason) {
		Map<ClaimOwner, List<Offer>> byOwner = new LinkedHashMap<>();
		claims.forEach((entry) -> byOwner.computeIfAbsent(entry.owner, (owner) -> new ArrayList<>()).add(entry.offer));
		byOwner.keySet().remove(ClaimOwner.NONE);
		byOwner.forEach((owner, offers) -> this.loop.execute(() -> tell(owner, offers, reason)));
	}

	/**
	 * Notify one owner. An owner that fails must not prevent the others from being
	 * notified.
	 */
	private static void tell(ClaimOwner owner, List<Offer> offers, ClaimOwner.Reason reason) {
		try {
			owner.voided(offers, reason);
		}
		catch (RuntimeException ex) {
			logger.error("The owner of {} claimed offers failed when it was told that they are void", offers.size(),
					ex);
		}
	}

	/**
	 * Take the offers that all listeners have seen and nobody has claimed or answered.
	 * @param offers the offers of one event
	 * @return the offers to decline; they count as answered from now on
	 */
	List<OfferID> takeUnanswered(Collection<Offer> offers) {
		List<OfferID> unanswered = new ArrayList<>();
		for (Offer offer : offers) {
			Entry entry = this.entries.get(offer.getId().getValue());
			if (entry != null) {
				entry.handled = true;
				if (entry.state.compareAndSet(State.OPEN, State.ANSWERED)) {
					this.entries.remove(offer.getId().getValue());
					unanswered.add(offer.getId());
				}
			}
		}
		return unanswered;
	}

	@Override
	public List<Offer> open() {
		return this.entries.values()
			.stream()
			.filter((entry) -> entry.state.get() == State.OPEN)
			.sorted(Comparator.comparingLong((entry) -> entry.sequence))
			.map((entry) -> entry.offer)
			.toList();
	}

	@Override
	public int outstanding() {
		return this.entries.size();
	}

	@Override
	public @Nullable ClaimedOffer claim(OfferID offerId, ClaimOwner owner) {
		Entry entry = this.entries.get(offerId.getValue());
		return (entry != null && entry.claim(owner)) ? entry : null;
	}

	@Override
	public CompletionStage<CallResult> accept(Collection<ClaimedOffer> replies, Collection<Offer.Operation> operations,
			@Nullable Filters filters) {
		if (replies.isEmpty()) {
			throw new IllegalArgumentException("'replies' must not be empty");
		}
		List<Entry> taken = new ArrayList<>(replies.size());
		for (ClaimedOffer reply : replies) {
			if (!(reply instanceof Entry entry) || entry.ledger() != this) {
				throw new IllegalArgumentException("'replies' must have been claimed here");
			}
			if (!entry.state.compareAndSet(State.CLAIMED, State.ANSWERED)) {
				taken.forEach((other) -> other.state.set(State.CLAIMED));
				return entry.failed();
			}
			taken.add(entry);
		}
		List<OfferID> ids = taken.stream().map((entry) -> entry.offer.getId()).toList();
		return this.sender.send(Calls.accept(ids, operations, filters), taken.get(0).epoch);
	}

	@Override
	public void decline(Collection<ClaimedOffer> replies, @Nullable Filters filters) {
		Map<Long, List<OfferID>> byEpoch = new LinkedHashMap<>();
		for (ClaimedOffer reply : replies) {
			if (!(reply instanceof Entry entry) || entry.ledger() != this) {
				throw new IllegalArgumentException("'replies' must have been claimed here");
			}
			if (entry.state.compareAndSet(State.CLAIMED, State.ANSWERED)) {
				byEpoch.computeIfAbsent(entry.epoch, (epoch) -> new ArrayList<>()).add(entry.offer.getId());
			}
		}
		byEpoch.forEach((epoch, ids) -> this.sender.send(Calls.decline(ids, filters), epoch));
	}

	/**
	 * The states of an offer.
	 */
	private enum State {

		OPEN("no one has claimed it"), CLAIMED("it is claimed"), ANSWERED("it was answered before"),
		RESCINDED("it was rescinded"), SESSION_ENDED("its session has ended");

		private final String text;

		State(String text) {
			this.text = text;
		}

	}

	/**
	 * An offer and its state.
	 */
	private final class Entry implements ClaimedOffer {

		private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

		private final Offer offer;

		private final long epoch;

		private final long sequence;

		private volatile boolean handled;

		/** The owner of the claim; set before the claim becomes visible. */
		private volatile ClaimOwner owner = ClaimOwner.NONE;

		private Entry(Offer offer, long epoch, long sequence) {
			this.offer = offer;
			this.epoch = epoch;
			this.sequence = sequence;
		}

		private OfferLedger ledger() {
			return OfferLedger.this;
		}

		private synchronized boolean claim(ClaimOwner owner) {
			if (this.state.get() != State.OPEN) {
				return false;
			}
			this.owner = owner;
			return this.state.compareAndSet(State.OPEN, State.CLAIMED);
		}

		/**
		 * End the offer, so that it can no longer be answered, and return its previous
		 * state.
		 */
		private State end(State why) {
			return this.state
				.getAndUpdate((before) -> (before == State.OPEN || before == State.CLAIMED) ? why : before);
		}

		private CompletionStage<CallResult> failed() {
			return CompletableFuture
				.failedStage(new OfferGoneException(this.offer.getId(), Objects.requireNonNull(this.state.get()).text));
		}

		@Override
		public Offer offer() {
			return this.offer;
		}

		@Override
		public boolean isOpen() {
			return this.state.get() == State.CLAIMED;
		}

		@Override
		public CompletionStage<CallResult> accept(Collection<Offer.Operation> operations, @Nullable Filters filters) {
			return OfferLedger.this.accept(List.of(this), operations, filters);
		}

		@Override
		public CompletionStage<CallResult> decline(@Nullable Filters filters) {
			if (!this.state.compareAndSet(State.CLAIMED, State.ANSWERED)) {
				return failed();
			}
			return OfferLedger.this.sender.send(Calls.decline(List.of(this.offer.getId()), filters), this.epoch);
		}

		@Override
		public void release() {
			if (!this.handled) {
				this.state.compareAndSet(State.CLAIMED, State.OPEN);
			}
			else if (this.state.get() == State.CLAIMED) {
				decline(null);
			}
		}

	}

}
