package io.mesosframework.task.internal.reservation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;

/**
 * Use of the offers of one agent and role in one ACCEPT call. Used on the event loop
 * only.
 */
final class ReservationBatch {

	private final AgentOffer agent;

	private final List<Offer.Operation> operations = new ArrayList<>();

	/** Operations by reservation id. */
	private final Map<String, List<ReservationOperation>> reservations = new LinkedHashMap<>();

	/** Launched instances by task id. */
	private final Map<String, Instance> launched = new LinkedHashMap<>();

	private ResourceBag rest;

	ReservationBatch(AgentOffer agent) {
		this.agent = agent;
		this.rest = agent.resources();
	}

	AgentOffer agent() {
		return this.agent;
	}

	/** Return the resources that nothing in the batch has taken. */
	ResourceBag rest() {
		return this.rest;
	}

	void take(ResourceBag consumed) {
		this.rest = this.rest.minus(consumed);
	}

	void add(Reservation reservation, List<Offer.Operation> more, List<ReservationOperation> tracked) {
		this.operations.addAll(more);
		this.reservations.put(reservation.id(), tracked);
	}

	void launch(Offer.Operation launch, String taskId, Instance instance) {
		this.operations.add(launch);
		this.launched.put(taskId, instance);
	}

	List<Offer.Operation> operations() {
		return this.operations;
	}

	Map<String, List<ReservationOperation>> reservations() {
		return this.reservations;
	}

	Map<String, Instance> launched() {
		return this.launched;
	}

}
