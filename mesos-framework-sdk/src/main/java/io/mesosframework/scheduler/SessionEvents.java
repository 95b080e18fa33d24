package io.mesosframework.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.SessionEnd;
import io.mesosframework.client.SessionListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.util.LogLimit;
import io.mesosframework.util.LogText;

/**
 * Passes the events of one session from the network thread to the event loop. Informs the
 * monitor at once, so that a busy loop is not mistaken for a silent master.
 */
final class SessionEvents implements SessionListener<Event> {

	private static final Logger logger = LoggerFactory.getLogger(SessionEvents.class);

	/** The maximum number of events that are passed on together. */
	private static final int BATCH = 32;

	private final long epoch;

	private final SubscriptionRun run;

	private final DefaultMesosScheduler scheduler;

	private final SchedulerConfiguration configuration;

	private final HeartbeatMonitor heartbeats;

	private final int limit;

	private final LogLimit unreadable = new LogLimit();

	private List<MesosEvent> batch = new ArrayList<>();

	private Instant readAt = Instant.EPOCH;

	SessionEvents(long epoch, SubscriptionRun run, DefaultMesosScheduler scheduler,
			SchedulerConfiguration configuration, HeartbeatMonitor heartbeats) {
		this.epoch = epoch;
		this.run = run;
		this.scheduler = scheduler;
		this.configuration = configuration;
		this.heartbeats = heartbeats;
		this.limit = Math.max(1, Math.min(BATCH, configuration.queueCapacity() / 4));
	}

	@Override
	public void onOpen(@Nullable String streamId) {
		this.heartbeats.touch();
	}

	@Override
	public void onEvent(Event event, int size) {
		if (this.batch.isEmpty()) {
			// all events of a batch arrive together, so the clocks are read once
			this.heartbeats.touch();
			this.readAt = this.configuration.clock().instant();
			this.scheduler.eventSeen(this.readAt);
		}
		if (event.getType() == Event.Type.UNKNOWN) {
			this.scheduler.metrics().unknownEvents.increment();
			logger.debug("Skipped an event of an unknown type ({} bytes)", size);
			return;
		}
		if (!EventCheck.isComplete(event)) {
			this.scheduler.metrics().unknownEvents.increment();
			this.unreadable.log((count) -> logger.warn(
					"Skipped {}, the last one of type {} and {} bytes: " + "it lacks members that its type requires",
					events(count), event.getType(), size));
			return;
		}
		this.scheduler.metrics().event(event.getType());
		this.batch.add(new MesosEvent(event, this.readAt, this.epoch));
		if (this.batch.size() >= this.limit) {
			onReadComplete();
		}
	}

	/** Pass on the events that have been read. */
	@Override
	public void onReadComplete() {
		if (this.batch.isEmpty()) {
			return;
		}
		List<MesosEvent> events = this.batch;
		this.batch = new ArrayList<>(this.limit);
		this.scheduler.backPressure().added(events.size());
		if (!this.run.offer(() -> this.run.events(events))) {
			events.forEach((event) -> this.scheduler.backPressure().handled());
		}
	}

	@Override
	public void onUnparsable(byte[] record, Exception cause) {
		this.heartbeats.touch();
		this.scheduler.metrics().unknownEvents.increment();
		this.unreadable.log((count) -> logger.warn("Skipped {}, the last one of {} bytes: it cannot be read: {}",
				events(count), record.length, LogText.of(cause.getMessage())));
	}

	private static String events(long count) {
		return (count == 1) ? "an event" : count + " events";
	}

	@Override
	public void onClosed(SessionEnd end) {
		onReadComplete();
		if (end instanceof SessionEnd.Refused refused) {
			this.run.feed(new SubscriptionInput.Refused(this.epoch, refused.response().status(),
					refused.response().body(), refused.response().leader(), refused.message()));
		}
		else {
			this.run.lost(this.epoch, end.message());
		}
	}

}
