package io.mesosframework.scheduler;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a subscription. Immutable; changed by {@link SubscriptionMachine} only.
 *
 * @param phase the phase
 * @param epoch the current or last session
 * @param frameworkId the id, {@code null} if none is known
 * @param attempt how many attempts have failed since a session last held
 * @param redirects how many redirects were followed in this attempt
 * @param tearingDown whether a TEARDOWN has been sent
 */
record SubscriptionState(Phase phase, long epoch, @Nullable FrameworkID frameworkId, int attempt, int redirects,
		boolean tearingDown) {

	/**
	 * The phases of a subscription.
	 */
	enum Phase {

		/** Not started, or stopped. */
		STOPPED(SchedulerState.STOPPED),

		/** Loading the framework id. */
		LOADING(SchedulerState.CONNECTING),

		/** Waiting before the next attempt. */
		WAITING(SchedulerState.DISCONNECTED),

		/** SUBSCRIBE has been sent. */
		CONNECTING(SchedulerState.CONNECTING),

		/** SUBSCRIBED has been received; the id is being saved. */
		SAVING(SchedulerState.CONNECTING),

		/** Call may be sent. */
		SUBSCRIBED(SchedulerState.SUBSCRIBED),

		/** Another instance has taken over. */
		FAILED_OVER(SchedulerState.FAILED_OVER),

		/** Torn down by this scheduler. */
		TORN_DOWN(SchedulerState.TORN_DOWN),

		/** Given up. */
		FAILED(SchedulerState.FAILED);

		private final SchedulerState state;

		Phase(SchedulerState state) {
			this.state = state;
		}

		SchedulerState state() {
			return this.state;
		}

		boolean isTerminal() {
			return this.state.isTerminal();
		}

		/**
		 * Return whether a session exists that is subscribed or about to be.
		 * @return {@code true} if there is a stream to close
		 */
		boolean hasSession() {
			return this == CONNECTING || this == SAVING || this == SUBSCRIBED;
		}

	}

	static SubscriptionState initial() {
		return new SubscriptionState(Phase.STOPPED, 0, null, 0, 0, false);
	}

	SubscriptionState to(Phase phase) {
		return new SubscriptionState(phase, this.epoch, this.frameworkId, this.attempt, this.redirects,
				this.tearingDown);
	}

	SubscriptionState withFrameworkId(@Nullable FrameworkID frameworkId) {
		return new SubscriptionState(this.phase, this.epoch, frameworkId, this.attempt, this.redirects,
				this.tearingDown);
	}

	SubscriptionState withAttempt(int attempt) {
		return new SubscriptionState(this.phase, this.epoch, this.frameworkId, attempt, this.redirects,
				this.tearingDown);
	}

	SubscriptionState withRedirects(int redirects) {
		return new SubscriptionState(this.phase, this.epoch, this.frameworkId, this.attempt, redirects,
				this.tearingDown);
	}

	SubscriptionState withTearingDown(boolean tearingDown) {
		return new SubscriptionState(this.phase, this.epoch, this.frameworkId, this.attempt, this.redirects,
				tearingDown);
	}

	SubscriptionState nextEpoch() {
		return new SubscriptionState(this.phase, this.epoch + 1, this.frameworkId, this.attempt, this.redirects,
				this.tearingDown);
	}

}
