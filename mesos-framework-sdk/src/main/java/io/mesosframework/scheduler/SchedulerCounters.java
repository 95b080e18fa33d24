package io.mesosframework.scheduler;

import java.time.Instant;
import java.util.Map;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * Counters of a scheduler since its creation.
 *
 * @param events events received, by type
 * @param calls calls sent, by type
 * @param unknownEvents events skipped because their type is not known
 * @param failedCalls calls that were refused or whose answer is unknown
 * @param handlerErrors exceptions thrown by listeners and actions
 * @param subscriptions sessions that were opened
 * @param reconnects attempts made after a session was lost or refused
 * @param declinedUnanswered offers declined because nobody had answered them
 * @param queueDepth events currently waiting for the event loop
 * @param queuePauses how often reading was paused because the queue was full
 * @param outstandingOffers offers currently unanswered
 * @param lastEventAt when data was last read from the master
 * @param subscribedAt when the current session began, {@code null} while there is none
 * @since 0.1.0
 */
public record SchedulerCounters(Map<Event.Type, Long> events, Map<Call.Type, Long> calls, long unknownEvents,
		long failedCalls, long handlerErrors, long subscriptions, long reconnects, long declinedUnanswered,
		int queueDepth, long queuePauses, int outstandingOffers, @Nullable Instant lastEventAt,
		@Nullable Instant subscribedAt) {

	/**
	 * Copies the maps.
	 */
	public SchedulerCounters {
		events = Map.copyOf(events);
		calls = Map.copyOf(calls);
	}

}
