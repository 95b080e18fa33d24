package io.mesosframework.embedded.master.state;

import org.apache.mesos.v1.Protos.InverseOffer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * An outstanding inverse offer.
 *
 * @since 0.1.0
 */
public final class InverseOfferRecord {

	private final InverseOffer offer;

	private final Framework framework;

	private final Agent agent;

	private Loop.@Nullable Timer timer;

	public InverseOfferRecord(InverseOffer offer, Framework framework, Agent agent) {
		this.offer = offer;
		this.framework = framework;
		this.agent = agent;
	}

	public String id() {
		return this.offer.getId().getValue();
	}

	public InverseOffer offer() {
		return this.offer;
	}

	public Framework framework() {
		return this.framework;
	}

	public Agent agent() {
		return this.agent;
	}

	public void timer(Loop.@Nullable Timer timer) {
		if (this.timer != null) {
			this.timer.cancel();
		}
		this.timer = timer;
	}

}
