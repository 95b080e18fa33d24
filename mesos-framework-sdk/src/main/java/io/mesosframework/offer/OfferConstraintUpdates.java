package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Tells the master which agents can be used whenever that has changed. Updates are sent
 * at most once a second, because every update makes agents resend their unacknowledged
 * status updates. None are sent if the application has offer constraints of its own. Call
 * on the event loop only.
 */
final class OfferConstraintUpdates {

	private static final Logger logger = LoggerFactory.getLogger(OfferConstraintUpdates.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	/**
	 * How long to wait before telling the master about agents that no app needs any
	 * longer.
	 */
	private static final Duration IDLE = Duration.ofSeconds(30);

	private final MesosScheduler scheduler;

	private final OfferTally tally;

	private boolean enabled;

	private boolean subscribedBefore;

	private @Nullable OfferConstraints told;

	private @Nullable Instant nextAt;

	private Instant allowedAt = Instant.MIN;

	private @Nullable Instant idleSince;

	OfferConstraintUpdates(MesosScheduler scheduler, boolean enabled, OfferTally tally) {
		this.scheduler = scheduler;
		this.enabled = enabled;
		this.tally = tally;
	}

	/**
	 * Handle the start of a session, whose SUBSCRIBE has repeated the last constraints.
	 */
	void subscribed() {
		this.told = this.scheduler.offerConstraints();
		if (!this.subscribedBefore && this.told != null && this.enabled) {
			logger.info("The application has offer constraints of its own, which are left as they are");
			this.enabled = false;
		}
		this.subscribedBefore = true;
	}

	void update(Map<String, List<List<PlacementConstraint>>> waiting, Collection<String> roles, Instant now) {
		this.nextAt = null;
		if (!this.enabled) {
			return;
		}
		OfferConstraints wanted = OfferConstraintCompiler.compile(waiting, roles);
		if (!waiting.isEmpty()) {
			this.idleSince = null;
		}
		else if (this.idleSince == null) {
			this.idleSince = now;
		}
		if (Objects.equals(wanted, this.told)) {
			return;
		}
		Instant at = (this.idleSince != null) ? this.idleSince.plus(IDLE) : now;
		at = at.isBefore(this.allowedAt) ? this.allowedAt : at;
		if (now.isBefore(at)) {
			this.nextAt = at;
			return;
		}
		send(wanted);
		this.allowedAt = now.plus(INTERVAL);
	}

	private void send(@Nullable OfferConstraints wanted) {
		logger.debug("Offer constraints: {}", wanted);
		this.told = wanted;
		this.tally.constraintsUpdated();
		this.scheduler.updateOfferConstraints(wanted)
			.whenComplete((result, failure) -> this.scheduler.execute(() -> answered(wanted, result)));
	}

	private void answered(@Nullable OfferConstraints wanted, @Nullable CallResult result) {
		if (result == null || result.outcome().successful() || result.sessionLost()) {
			return;
		}
		if (result.outcome() == CallOutcome.BAD_CALL || result.outcome() == CallOutcome.FORBIDDEN) {
			logger.warn("The master refuses offer constraints: {}. Offers are filtered by the framework alone; "
					+ "set 'mesos.tasks.offer-constraints' to false to say so", result.body());
			this.enabled = false;
		}
		if (Objects.equals(this.told, wanted)) {
			this.told = this.scheduler.offerConstraints();
		}
	}

	/** Return when the next update is due. */
	@Nullable Instant due() {
		return this.nextAt;
	}

}
