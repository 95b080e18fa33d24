package io.mesosframework.scheduler;

import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MasterAddress;

/**
 * What can happen to a subscription. Inputs which carry an epoch are ignored when that
 * session is not the current one any more.
 */
sealed interface SubscriptionInput {

	/** The user starts the scheduler. */
	record Start() implements SubscriptionInput {
	}

	/** The user stops the scheduler. */
	record Stop() implements SubscriptionInput {
	}

	/** The stored id is read; {@code null} if there is none. */
	record IdLoaded(@Nullable FrameworkID frameworkId) implements SubscriptionInput {
	}

	/** The stored id cannot be read. */
	record IdLoadFailed(String reason) implements SubscriptionInput {
	}

	/** The back-off is over. */
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

	/** SUBSCRIBED has come. */
	record Subscribed(long epoch, FrameworkID frameworkId, @Nullable MasterInfo master,
			Duration heartbeatInterval) implements SubscriptionInput {
	}

	/** The id is durable. */
	record IdSaved(Subscribed subscribed, boolean reregistered) implements SubscriptionInput {
	}

	/** The id could not be saved. */
	record IdSaveFailed(long epoch, String reason) implements SubscriptionInput {
	}

	/** An ERROR event has come. */
	record ErrorEvent(long epoch, String message) implements SubscriptionInput {
	}

	/**
	 * The session is lost in any way: the connection failed, end of stream, an event that
	 * cannot be read, no heartbeat, or a call's answer says so.
	 *
	 * @param held whether the session held for long enough to forget earlier failures
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
