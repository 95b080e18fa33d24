package io.mesosframework.embedded.master;

import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.resource.Resources;

/**
 * An outstanding offer.
 */
final class OfferRecord {

	private final Offer offer;

	private final Framework framework;

	private final Agent agent;

	private final Resources resources;

	private Loop.@Nullable Timer timer;

	OfferRecord(Offer offer, Framework framework, Agent agent, Resources resources) {
		this.offer = offer;
		this.framework = framework;
		this.agent = agent;
		this.resources = resources;
	}

	String id() {
		return this.offer.getId().getValue();
	}

	/** The offer with allocation info and in the newer resource format. */
	Offer offer() {
		return this.offer;
	}

	Framework framework() {
		return this.framework;
	}

	Agent agent() {
		return this.agent;
	}

	String role() {
		return this.offer.getAllocationInfo().getRole();
	}

	Resources resources() {
		return this.resources;
	}

	void timer(Loop.@Nullable Timer timer) {
		if (this.timer != null) {
			this.timer.cancel();
		}
		this.timer = timer;
	}

}
