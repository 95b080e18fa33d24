package io.mesosframework.scheduler;

import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MasterAddress;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * An action to perform after a transition. Actions are performed in order.
 */
sealed interface SubscriptionEffect {

	/** Load the stored id. */
	record LoadId() implements SubscriptionEffect {
	}

	/**
	 * Save the id unless it was saved before, then signal
	 * {@link SubscriptionInput.IdSaved}.
	 */
	record SaveId(SubscriptionInput.Subscribed subscribed, boolean reregistered) implements SubscriptionEffect {
	}

	/** Clear the stored id. */
	record ClearId() implements SubscriptionEffect {
	}

	/** Send SUBSCRIBE to the given master, or to the detected leader if {@code null}. */
	record Connect(long epoch, int attempt, @Nullable MasterAddress master) implements SubscriptionEffect {
	}

	/**
	 * Close the session's connections; anything that still arrives from them is ignored.
	 */
	record CloseSession(long epoch) implements SubscriptionEffect {
	}

	/** Let calls through, notify the listeners and pass them the events. */
	record OpenSession(SubscriptionInput.Subscribed subscribed, boolean reregistered) implements SubscriptionEffect {
	}

	/**
	 * Wait a random time below the bound of the given attempt, then signal
	 * {@link SubscriptionInput.RetryDue}.
	 *
	 * @param reason the reason passed to the listeners
	 */
	record BackOff(long epoch, int attempt, String reason, boolean wasSubscribed) implements SubscriptionEffect {
	}

	/** Wait the random initial delay, then signal {@link SubscriptionInput.RetryDue}. */
	record InitialDelay(long epoch) implements SubscriptionEffect {
	}

	/** End the scheduler and its event loop. */
	record Terminate(MesosLifecycleEvent event) implements SubscriptionEffect {
	}

}
