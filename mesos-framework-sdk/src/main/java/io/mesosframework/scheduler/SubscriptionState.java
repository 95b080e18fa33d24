package io.mesosframework.scheduler;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * Where the subscription stands. Immutable; changed by {@link SubscriptionMachine} only.
 *
 * @param phase the phase
 * @param epoch the current or last session
 * @param frameworkId the id, {@code null} if none is known
 * @param attempt how many attempts have failed since a session last held
 * @param redirects how many redirects were followed in this attempt
 * @param tearingDown whether a TEARDOWN is on its way
 */
record SubscriptionState(Phase phase, long epoch, @Nullable FrameworkID frameworkId, int attempt, int redirects,
		boolean tearingDown) {

	/**
	 * The phases of a subscription.
	 */
	enum Phase {

		/** Not started, or stopped. */
		STOPPED(SchedulerState.STOPPED),

		/** Reading the framework's id. */
		LOADING(SchedulerState.CONNECTING),

		/** Waiting before the next attempt. */
		WAITING(SchedulerState.DISCONNECTED),

		/** SUBSCRIBE is sent. */
		CONNECTING(SchedulerState.CONNECTING),

		/** SUBSCRIBED has come; the id is being saved. */
		SAVING(SchedulerState.CONNECTING),

		/** Calls may be sent. */
		SUBSCRIBED(SchedulerState.SUBSCRIBED),

		/** Another instance took over. */
		FAILED_OVER(SchedulerState.FAILED_OVER),

		/** Torn down by us. */
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
		 * Whether a session exists, subscribed or about to be.
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
