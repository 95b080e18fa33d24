package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a handler of offers answers when a bare {@code TaskInfo} or
 * {@code Offer.Operation} does not say enough. A handler may return one reply or a
 * collection of them; offers it does not mention are shown to the next handler and
 * declined in the end.
 *
 * @param action what to do with the offers
 * @param offerIds the offers, all of one agent and one role when they are accepted
 * @param operations what to do with the resources of the offers, in order; only when they
 * are accepted
 * @param filters for how long the unused rest of the resources is not to be offered
 * again; {@code null} for the configured default
 * @since 0.1.0
 */
public record OfferAnswer(Action action, List<OfferID> offerIds, List<Offer.Operation> operations,
		@Nullable Filters filters) {

	private static final double NANOS_PER_SECOND = 1e9;

	public OfferAnswer {
		offerIds = List.copyOf(offerIds);
		operations = List.copyOf(operations);
		if (offerIds.isEmpty()) {
			throw new IllegalArgumentException("'offerIds' must not be empty: name the offers which the answer is for");
		}
		if (action != Action.ACCEPT && !operations.isEmpty()) {
			throw new IllegalArgumentException("'operations' must be empty when the offers are not accepted");
		}
	}

	/**
	 * Accepts an offer and launches tasks on it.
	 * @param offer the offer
	 * @param tasks the tasks, with the agent of the offer
	 * @return the answer
	 */
	public static OfferAnswer launch(Offer offer, TaskInfo... tasks) {
		return launch(offer, List.of(tasks));
	}

	/**
	 * Accepts an offer and launches tasks on it.
	 * @param offer the offer
	 * @param tasks the tasks, with the agent of the offer
	 * @return the answer
	 */
	public static OfferAnswer launch(Offer offer, Collection<TaskInfo> tasks) {
		return accept(List.of(offer), List.of(launchOperation(tasks)));
	}

	/**
	 * Accepts an offer and applies operations to its resources.
	 * @param offer the offer
	 * @param operations the operations, applied in this order
	 * @return the answer
	 */
	public static OfferAnswer accept(Offer offer, Offer.Operation... operations) {
		return accept(List.of(offer), List.of(operations));
	}

	/**
	 * Accepts offers of one agent and one role together and applies operations to their
	 * resources.
	 * @param offers the offers
	 * @param operations the operations, applied in this order
	 * @return the answer
	 */
	public static OfferAnswer accept(Collection<Offer> offers, List<Offer.Operation> operations) {
		return new OfferAnswer(Action.ACCEPT, ids(offers), operations, null);
	}

	/**
	 * Declines an offer.
	 * @param offer the offer
	 * @param refuse time for which its resources are not to be offered again
	 * @return the answer
	 */
	public static OfferAnswer decline(Offer offer, Duration refuse) {
		return new OfferAnswer(Action.DECLINE, List.of(offer.getId()), List.of(), filters(refuse));
	}

	/**
	 * Keeps offers: they are neither shown to later handlers nor declined. The caller
	 * answers them later through {@code MesosScheduler}, and forgets them when they are
	 * rescinded or the session ends.
	 * @param offers the offers
	 * @return the answer
	 */
	public static OfferAnswer keep(Offer... offers) {
		return new OfferAnswer(Action.KEEP, ids(List.of(offers)), List.of(), null);
	}

	/**
	 * Returns the answer with a time for which the unused rest of the resources is not to
	 * be offered again.
	 * @param refuse the time
	 * @return the new answer
	 */
	public OfferAnswer withRefuse(Duration refuse) {
		return new OfferAnswer(this.action, this.offerIds, this.operations, filters(refuse));
	}

	static Filters filters(Duration refuse) {
		return Filters.newBuilder().setRefuseSeconds(refuse.toNanos() / NANOS_PER_SECOND).build();
	}

	static Offer.Operation launchOperation(Collection<TaskInfo> tasks) {
		return Offer.Operation.newBuilder()
			.setType(Offer.Operation.Type.LAUNCH)
			.setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks))
			.build();
	}

	private static List<OfferID> ids(Collection<Offer> offers) {
		return offers.stream().map(Offer::getId).toList();
	}

	/**
	 * What to do with offers.
	 */
	public enum Action {

		/**
		 * Accept them with the operations of the answer.
		 */
		ACCEPT,

		/**
		 * Decline them.
		 */
		DECLINE,

		/**
		 * Neither: the handler answers them itself, later.
		 */
		KEEP

	}

}
