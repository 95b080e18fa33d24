package io.mesosframework.embedded.master.state;

import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.resource.Resources;

/**
 * An outstanding offer.
 *
 * @since 0.1.0
 */
public final class OfferRecord {

	private final Offer offer;

	private final Framework framework;

	private final Agent agent;

	private final Resources resources;

	private Loop.@Nullable Timer timer;

	public OfferRecord(Offer offer, Framework framework, Agent agent, Resources resources) {
		this.offer = offer;
		this.framework = framework;
		this.agent = agent;
		this.resources = resources;
	}

	public String id() {
		return this.offer.getId().getValue();
	}

	/** The offer with allocation info and in the newer resource format. */
	public Offer offer() {
		return this.offer;
	}

	public Framework framework() {
		return this.framework;
	}

	public Agent agent() {
		return this.agent;
	}

	public String role() {
		return this.offer.getAllocationInfo().getRole();
	}

	public Resources resources() {
		return this.resources;
	}

	public void timer(Loop.@Nullable Timer timer) {
		if (this.timer != null) {
			this.timer.cancel();
		}
		this.timer = timer;
	}

}
