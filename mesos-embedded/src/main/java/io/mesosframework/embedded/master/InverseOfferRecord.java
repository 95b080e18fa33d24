package io.mesosframework.embedded.master;

import org.apache.mesos.v1.Protos.InverseOffer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * An outstanding inverse offer.
 */
final class InverseOfferRecord {

	private final InverseOffer offer;

	private final Framework framework;

	private final Agent agent;

	private Loop.@Nullable Timer timer;

	InverseOfferRecord(InverseOffer offer, Framework framework, Agent agent) {
		this.offer = offer;
		this.framework = framework;
		this.agent = agent;
	}

	String id() {
		return this.offer.getId().getValue();
	}

	InverseOffer offer() {
		return this.offer;
	}

	Framework framework() {
		return this.framework;
	}

	Agent agent() {
		return this.agent;
	}

	void timer(Loop.@Nullable Timer timer) {
		if (this.timer != null) {
			this.timer.cancel();
		}
		this.timer = timer;
	}

}
