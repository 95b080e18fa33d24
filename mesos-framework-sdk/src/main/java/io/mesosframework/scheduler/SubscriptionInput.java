package io.mesosframework.scheduler;

import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MasterAddress;

/**
 * An input of the subscription's state machine. Inputs with an epoch are ignored if that
 * session is no longer the current one.
 */
sealed interface SubscriptionInput {

	/** The user starts the scheduler. */
	record Start() implements SubscriptionInput {
	}

	/** The user stops the scheduler. */
	record Stop() implements SubscriptionInput {
	}

	/** The stored id has been loaded; {@code null} if there is none. */
	record IdLoaded(@Nullable FrameworkID frameworkId) implements SubscriptionInput {
	}

	/** The stored id could not be loaded. */
	record IdLoadFailed(String reason) implements SubscriptionInput {
	}

	/** The back-off has ended. */
	record RetryDue(long epoch) implements SubscriptionInput {
	}

	/**
	 * The master answered the SUBSCRIBE, but not with a stream.
	 *
	 * @param message what happened and what to do, for the log
	 */
	record Refused(long epoch, int status, String body, @Nullable MasterAddress leader,
			String message) implements SubscriptionInput {
	}

	/** SUBSCRIBED has been received. */
	record Subscribed(long epoch, FrameworkID frameworkId, @Nullable MasterInfo master,
			Duration heartbeatInterval) implements SubscriptionInput {
	}

	/** The id is durable. */
	record IdSaved(Subscribed subscribed, boolean reregistered) implements SubscriptionInput {
	}

	/** The id could not be saved. */
	record IdSaveFailed(long epoch, String reason) implements SubscriptionInput {
	}

	/** An ERROR event has been received. */
	record ErrorEvent(long epoch, String message) implements SubscriptionInput {
	}

	/**
	 * The session is lost for any reason: the connection failed, the stream ended, an
	 * event could not be read, no heartbeat arrived, or the answer to a call says so.
	 *
	 * @param reason why, in one sentence
	 * @param held whether the session lasted long enough to reset the failure count
	 */
	record Lost(long epoch, String reason, boolean held) implements SubscriptionInput {
	}

	/** A TEARDOWN was sent. */
	record TeardownSent(long epoch) implements SubscriptionInput {
	}

	/** The master has accepted the TEARDOWN, or refused it. */
	record TeardownAnswered(long epoch, boolean accepted) implements SubscriptionInput {
	}

}
