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
import java.util.concurrent.atomic.AtomicReference;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;

/**
 * The offers of the current session which are not answered, and who has claimed them.
 * Filled on the event loop; answered from any thread.
 */
final class OfferLedger implements OfferClaims {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private final Sender sender;

	private long sequence;

	OfferLedger(Sender sender) {
		this.sender = sender;
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
	 * Notes that offers are answered by a call.
	 * @param offerIds the offers
	 */
	void answered(Collection<OfferID> offerIds) {
		for (OfferID id : offerIds) {
			Entry entry = this.entries.remove(id.getValue());
			if (entry != null) {
				entry.state.set(State.ANSWERED);
			}
		}
	}

	void rescinded(OfferID offerId) {
		Entry entry = this.entries.remove(offerId.getValue());
		if (entry != null) {
			entry.gone(State.RESCINDED);
		}
	}

	void sessionEnded() {
		List<Entry> ended = List.copyOf(this.entries.values());
		this.entries.clear();
		ended.forEach((entry) -> entry.gone(State.SESSION_ENDED));
	}

	/**
	 * Takes the offers which all listeners have seen and no one wants.
	 * @param offers the offers of one event
	 * @return those to decline; they count as answered now
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
	public @Nullable ClaimedOffer claim(OfferID offerId) {
		Entry entry = this.entries.get(offerId.getValue());
		return (entry != null && entry.state.compareAndSet(State.OPEN, State.CLAIMED)) ? entry : null;
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
				throw new IllegalArgumentException("'replies' must be claimed at this desk");
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
				throw new IllegalArgumentException("'replies' must be claimed at this desk");
			}
			if (entry.state.compareAndSet(State.CLAIMED, State.ANSWERED)) {
				byEpoch.computeIfAbsent(entry.epoch, (epoch) -> new ArrayList<>()).add(entry.offer.getId());
			}
		}
		byEpoch.forEach((epoch, ids) -> this.sender.send(Calls.decline(ids, filters), epoch));
	}

	/**
	 * What has become of an offer.
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
	 * An offer and what has become of it.
	 */
	private final class Entry implements ClaimedOffer {

		private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

		private final Offer offer;

		private final long epoch;

		private final long sequence;

		private volatile boolean handled;

		private Entry(Offer offer, long epoch, long sequence) {
			this.offer = offer;
			this.epoch = epoch;
			this.sequence = sequence;
		}

		private OfferLedger ledger() {
			return OfferLedger.this;
		}

		private void gone(State why) {
			if (!this.state.compareAndSet(State.OPEN, why)) {
				this.state.compareAndSet(State.CLAIMED, why);
			}
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
