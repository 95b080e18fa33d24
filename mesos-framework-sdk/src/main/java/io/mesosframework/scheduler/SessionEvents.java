package io.mesosframework.scheduler;

import java.time.Instant;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.SessionEnd;
import io.mesosframework.client.SessionListener;

/**
 * Takes the events of one session from the network thread to the event loop. Feeds the
 * watchdog at once, so that a busy loop is not taken for a silent master.
 */
final class SessionEvents implements SessionListener<Event> {

	private static final Logger logger = LoggerFactory.getLogger(SessionEvents.class);

	/** So many events are handed over before the event loop is woken. */
	private static final int BATCH = 32;

	private final long epoch;

	private final SubscriptionRun run;

	private final DefaultMesosScheduler scheduler;

	private final SchedulerConfiguration configuration;

	private final Watchdog watchdog;

	private int quiet;

	SessionEvents(long epoch, SubscriptionRun run, DefaultMesosScheduler scheduler,
			SchedulerConfiguration configuration, Watchdog watchdog) {
		this.epoch = epoch;
		this.run = run;
		this.scheduler = scheduler;
		this.configuration = configuration;
		this.watchdog = watchdog;
	}

	@Override
	public void onOpen(@Nullable String streamId) {
		this.watchdog.touch();
	}

	@Override
	public void onEvent(Event event, int size) {
		this.watchdog.touch();
		Instant now = this.configuration.clock().instant();
		this.scheduler.eventSeen(now);
		if (event.getType() == Event.Type.UNKNOWN) {
			this.scheduler.metrics().unknownEvents.increment();
			logger.debug("Skipped an event of an unknown type ({} bytes)", size);
			return;
		}
		this.scheduler.metrics().event(event.getType());
		this.scheduler.backPressure().added();
		MesosEvent mesosEvent = new MesosEvent(event, now, this.epoch);
		if (!this.run.offerQuietly(() -> this.run.event(mesosEvent))) {
			this.scheduler.backPressure().handled();
		}
		if (++this.quiet >= BATCH) {
			onReadComplete();
		}
	}

	@Override
	public void onReadComplete() {
		this.quiet = 0;
		this.run.wake();
	}

	@Override
	public void onUnparsable(byte[] record, Exception cause) {
		this.watchdog.touch();
		this.scheduler.metrics().unknownEvents.increment();
		logger.warn("Skipped an event of {} bytes which cannot be read: {}", record.length, cause.getMessage());
	}

	@Override
	public void onClosed(SessionEnd end) {
		if (end instanceof SessionEnd.Refused refused) {
			this.run.feed(new SubscriptionInput.Refused(this.epoch, refused.response().status(),
					refused.response().body(), refused.response().leader(), refused.message()));
		}
		else {
			this.run.lost(this.epoch, end.message());
		}
	}

}
