package io.mesosframework.scheduler;

import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MasterAddress;

/**
 * What is to be done after a transition, in order.
 */
sealed interface SubscriptionEffect {

	/** Read the stored id. */
	record LoadId() implements SubscriptionEffect {
	}

	/** Save the id, then feed {@link SubscriptionInput.IdSaved}. */
	record SaveId(long epoch, FrameworkID frameworkId, boolean reregistered, @Nullable MasterInfo master,
			Duration heartbeatInterval) implements SubscriptionEffect {
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

	/** Let calls through and hand events to the listeners. */
	record OpenSession(long epoch) implements SubscriptionEffect {
	}

	/**
	 * Wait a random time below the bound of the given attempt, then feed
	 * {@link SubscriptionInput.RetryDue}.
	 *
	 * @param reason what to tell the listeners, {@code null} for nothing
	 */
	record BackOff(long epoch, int attempt, @Nullable String reason,
			boolean wasSubscribed) implements SubscriptionEffect {
	}

	/** Wait the random initial delay, then feed {@link SubscriptionInput.RetryDue}. */
	record InitialDelay(long epoch) implements SubscriptionEffect {
	}

	/** Tell the listeners. */
	record Publish(MesosLifecycleEvent event) implements SubscriptionEffect {
	}

	/** The scheduler has come to its end; the event loop ends too. */
	record Terminate(MesosLifecycleEvent event) implements SubscriptionEffect {
	}

}
