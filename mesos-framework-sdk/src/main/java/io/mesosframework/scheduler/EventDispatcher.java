package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.Observation;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.observation.DefaultEventObservationConvention;
import io.mesosframework.scheduler.observation.EventObservationContext;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation;

/**
 * Passes events to the listeners, one after another, on the event loop thread. Maintains
 * the offer ledger and declines the offers that no listener wanted.
 */
final class EventDispatcher {

	private static final Logger logger = LoggerFactory.getLogger(EventDispatcher.class);

	private final List<SchedulerListener> listeners = new CopyOnWriteArrayList<>();

	private final SchedulerConfiguration configuration;

	private final DefaultMesosScheduler scheduler;

	private final OfferCheck offerCheck;

	EventDispatcher(SchedulerConfiguration configuration, DefaultMesosScheduler scheduler) {
		this.configuration = configuration;
		this.scheduler = scheduler;
		this.offerCheck = new OfferCheck(scheduler);
	}

	void add(SchedulerListener listener) {
		this.listeners.add(listener);
	}

	void event(MesosEvent received) {
		long start = System.nanoTime();
		MesosEvent event = (received.type() == Event.Type.OFFERS) ? this.offerCheck.check(received) : received;
		before(event);
		if (this.configuration.observationRegistry().isNoop()) {
			deliver(event);
		}
		else {
			Observation observation = SchedulerObservationDocumentation.EVENT.observation(null,
					DefaultEventObservationConvention.INSTANCE, () -> new EventObservationContext(event),
					this.configuration.observationRegistry());
			observation.observe(() -> deliver(event));
		}
		if (event.type() == Event.Type.OFFERS && this.configuration.declineUnanswered()) {
			declineUnanswered(event);
		}
		long nanos = System.nanoTime() - start;
		this.scheduler.metrics().handled(event.type(), nanos);
		Duration slow = this.configuration.slowHandlerThreshold();
		if (slow != null && nanos > slow.toNanos()) {
			logger.warn(
					"The listeners took {} ms for {}; no other event is handled meanwhile ({} wait). Move slow "
							+ "work to another thread",
					TimeUnit.NANOSECONDS.toMillis(nanos), event.type(), this.scheduler.backPressure().depth());
		}
	}

	private void before(MesosEvent event) {
		OfferID rescinded = event.rescindedOffer();
		if (rescinded != null) {
			this.scheduler.ledger().rescinded(rescinded);
			this.scheduler.metrics().offersRescinded.increment();
		}
		else if (event.type() == Event.Type.OFFERS) {
			this.scheduler.ledger().received(event.offers(), event.epoch());
			this.scheduler.metrics().offersReceived.add(event.offers().size());
		}
	}

	private void deliver(MesosEvent event) {
		for (SchedulerListener listener : this.listeners) {
			try {
				listener.onEvent(event, this.scheduler);
			}
			catch (Throwable ex) {
				failed(ex, event.type().name());
			}
		}
	}

	void lifecycle(MesosLifecycleEvent event) {
		for (SchedulerListener listener : this.listeners) {
			try {
				listener.onLifecycle(event, this.scheduler);
			}
			catch (Throwable ex) {
				failed(ex, event.getClass().getSimpleName());
			}
		}
	}

	/**
	 * Report an exception of user code. Never throws.
	 * @param failure the exception
	 * @param source what was running
	 */
	void failed(Throwable failure, String source) {
		this.scheduler.metrics().handlerErrors.increment();
		try {
			this.configuration.errorHandler().onError(failure, source);
		}
		catch (Throwable ex) {
			logger.error("The error handler itself failed on {}", source, ex);
			logger.error("It was told of this", failure);
		}
	}

	private void declineUnanswered(MesosEvent event) {
		List<OfferID> unanswered = this.scheduler.ledger().takeUnanswered(event.offers());
		if (unanswered.isEmpty()) {
			return;
		}
		this.scheduler.metrics().offersUnanswered.add(unanswered.size());
		this.scheduler.call(Calls.decline(unanswered, this.configuration.unansweredFilters()), event.epoch())
			.whenComplete((result, failure) -> {
				if (failure != null) {
					logger.debug("{} offers were not declined: {}", unanswered.size(), failure.getMessage());
				}
			});
	}

}
