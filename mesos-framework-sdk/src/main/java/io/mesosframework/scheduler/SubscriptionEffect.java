package io.mesosframework.scheduler;

import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MasterAddress;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * What is to be done after a transition, in order.
 */
sealed interface SubscriptionEffect {

	/** Read the stored id. */
	record LoadId() implements SubscriptionEffect {
	}

	/**
	 * Save the id unless it was saved before, then feed
	 * {@link SubscriptionInput.IdSaved}.
	 */
	record SaveId(SubscriptionInput.Subscribed subscribed, boolean reregistered) implements SubscriptionEffect {
	}

	/** Forget the stored id. */
	record ClearId() implements SubscriptionEffect {
	}

	/** Send SUBSCRIBE to the given master, or to whichever leads if {@code null}. */
	record Connect(long epoch, int attempt, @Nullable MasterAddress master) implements SubscriptionEffect {
	}

	/** Close the session's connections; whatever still comes from it is ignored. */
	record CloseSession(long epoch) implements SubscriptionEffect {
	}

	/** Let calls through, tell the listeners and hand them the events. */
	record OpenSession(SubscriptionInput.Subscribed subscribed, boolean reregistered) implements SubscriptionEffect {
	}

	/**
	 * Wait a random time below the bound of the given attempt, then feed
	 * {@link SubscriptionInput.RetryDue}.
	 *
	 * @param reason what to tell the listeners
	 */
	record BackOff(long epoch, int attempt, String reason, boolean wasSubscribed) implements SubscriptionEffect {
	}

	/** Wait the random initial delay, then feed {@link SubscriptionInput.RetryDue}. */
	record InitialDelay(long epoch) implements SubscriptionEffect {
	}

	/** The scheduler has come to its end; the event loop ends too. */
	record Terminate(MesosLifecycleEvent event) implements SubscriptionEffect {
	}

}
