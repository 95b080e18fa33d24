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
 * The answer of an offer handler, for cases in which a {@code TaskInfo} or
 * {@code Offer.Operation} alone is not sufficient. A handler may return one answer or a
 * collection of answers. Offers that it does not mention are passed to the next handler
 * and declined if no handler answers them.
 *
 * @param action what to do with the offers
 * @param offerIds the offers; if they are accepted, all of one agent and one role
 * @param operations the operations on the resources of the offers, in order; only if the
 * offers are accepted
 * @param filters how long the unused resources are not offered again; {@code null} for
 * the configured default
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
	 * Accept an offer and launch tasks on it.
	 * @param offer the offer
	 * @param tasks the tasks, with the agent id of the offer
	 * @return the answer
	 */
	public static OfferAnswer launch(Offer offer, TaskInfo... tasks) {
		return launch(offer, List.of(tasks));
	}

	/**
	 * Accept an offer and launch tasks on it.
	 * @param offer the offer
	 * @param tasks the tasks, with the agent id of the offer
	 * @return the answer
	 */
	public static OfferAnswer launch(Offer offer, Collection<TaskInfo> tasks) {
		return accept(List.of(offer), List.of(launchOperation(tasks)));
	}

	/**
	 * Accept an offer and apply operations to its resources.
	 * @param offer the offer
	 * @param operations the operations, applied in this order
	 * @return the answer
	 */
	public static OfferAnswer accept(Offer offer, Offer.Operation... operations) {
		return accept(List.of(offer), List.of(operations));
	}

	/**
	 * Accept offers of one agent and one role together and apply operations to their
	 * resources.
	 * @param offers the offers
	 * @param operations the operations, applied in this order
	 * @return the answer
	 */
	public static OfferAnswer accept(Collection<Offer> offers, List<Offer.Operation> operations) {
		return new OfferAnswer(Action.ACCEPT, ids(offers), operations, null);
	}

	/**
	 * Decline an offer.
	 * @param offer the offer
	 * @param refuse how long its resources are not offered again
	 * @return the answer
	 */
	public static OfferAnswer decline(Offer offer, Duration refuse) {
		return new OfferAnswer(Action.DECLINE, List.of(offer.getId()), List.of(), filters(refuse));
	}

	/**
	 * Keep offers, so that they are neither passed to later handlers nor declined. The
	 * caller answers them later through {@code MesosScheduler} and discards them when
	 * they are rescinded or the session ends.
	 * @param offers the offers
	 * @return the answer
	 */
	public static OfferAnswer keep(Offer... offers) {
		return new OfferAnswer(Action.KEEP, ids(List.of(offers)), List.of(), null);
	}

	/**
	 * Return a copy of this answer with a different refuse duration.
	 * @param refuse how long the unused resources are not offered again
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
		 * Keep them: the handler answers them later itself.
		 */
		KEEP

	}

}
