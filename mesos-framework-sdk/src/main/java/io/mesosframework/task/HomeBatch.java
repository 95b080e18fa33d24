package io.mesosframework.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.ResourceBag;

/**
 * What is done with the offers of one agent and role in one ACCEPT. Used on the event
 * loop only.
 */
final class HomeBatch {

	private final AgentOffer agent;

	private final List<Offer.Operation> operations = new ArrayList<>();

	/** The operations of each home, by its id. */
	private final Map<String, List<HomeOperation>> homes = new LinkedHashMap<>();

	/** The instances that are launched, by task id. */
	private final Map<String, Instance> launched = new LinkedHashMap<>();

	private ResourceBag rest;

	HomeBatch(AgentOffer agent) {
		this.agent = agent;
		this.rest = agent.resources();
	}

	AgentOffer agent() {
		return this.agent;
	}

	/** Return what nothing in the batch has taken. */
	ResourceBag rest() {
		return this.rest;
	}

	void take(ResourceBag consumed) {
		this.rest = this.rest.minus(consumed);
	}

	void add(Home home, List<Offer.Operation> more, List<HomeOperation> tracked) {
		this.operations.addAll(more);
		this.homes.put(home.id(), tracked);
	}

	void launch(Offer.Operation launch, String taskId, Instance instance) {
		this.operations.add(launch);
		this.launched.put(taskId, instance);
	}

	List<Offer.Operation> operations() {
		return this.operations;
	}

	Map<String, List<HomeOperation>> homes() {
		return this.homes;
	}

	Map<String, Instance> launched() {
		return this.launched;
	}

}
