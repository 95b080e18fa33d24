package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.boot.event.MesosErrorHandler.Outcome;
import io.mesosframework.scheduler.LogContext;

/**
 * Invokes handlers, observes each call, reports slow handlers and passes exceptions to
 * the {@link MesosErrorHandler}.
 */
final class HandlerInvoker {

	private static final Logger logger = LoggerFactory.getLogger(HandlerInvoker.class);

	private final MesosErrorHandler errorHandler;

	private final ObservationRegistry observationRegistry;

	private final @Nullable MesosHandlerObservationConvention convention;

	private final long slowNanos;

	private final LongAdder calls = new LongAdder();

	private final LongAdder failures = new LongAdder();

	HandlerInvoker(MesosErrorHandler errorHandler, ObservationRegistry observationRegistry,
			@Nullable MesosHandlerObservationConvention convention, Duration slowThreshold) {
		this.errorHandler = errorHandler;
		this.observationRegistry = observationRegistry;
		this.convention = convention;
		this.slowNanos = slowThreshold.toNanos();
	}

	/**
	 * Invoke a handler.
	 * @param handler the handler
	 * @param invocation the source of its arguments
	 * @return the returned value, or the outcome of its failure
	 */
	@SuppressWarnings("try")
	Result invoke(HandlerMethod handler, Invocation invocation) {
		try (LogContext ids = EventIds.logContext(invocation)) {
			return observed(handler, invocation);
		}
	}

	@SuppressWarnings("try")
	private Result observed(HandlerMethod handler, Invocation invocation) {
		Observation observation = MesosHandlerObservation.HANDLER.observation(this.convention,
				DefaultMesosHandlerObservationConvention.INSTANCE,
				() -> new MesosHandlerObservationContext(handler.id(), invocation), this.observationRegistry);
		observation.start();
		long start = System.nanoTime();
		this.calls.increment();
		try (Observation.Scope scope = observation.openScope()) {
			return new Result(handler.invoke(invocation), null);
		}
		catch (Throwable ex) {
			observation.error(ex);
			return new Result(null, fail(handler, invocation, ex));
		}
		finally {
			observation.stop();
			long took = System.nanoTime() - start;
			if (took > this.slowNanos) {
				logger.warn("Handler '{}' took {} ms for {}. Handlers hold up the event loop: move long work elsewhere",
						handler.id(), took / 1_000_000, invocation.summary());
			}
		}
	}

	/**
	 * Pass a failure of a handler to the error handler.
	 * @param handler the handler
	 * @param invocation the call
	 * @param failure the exception thrown, or the problem with the returned value
	 * @return how to treat a status update
	 */
	Outcome fail(HandlerMethod handler, Invocation invocation, Throwable failure) {
		if (failure instanceof VirtualMachineError error) {
			throw error;
		}
		if (failure instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		this.failures.increment();
		MesosHandlerException exception = new MesosHandlerException(handler.id(), invocation.view(),
				invocation.summary(), failure);
		try {
			return this.errorHandler.handle(exception);
		}
		catch (Exception ex) {
			exception.addSuppressed(ex);
			logger.error("{}. The error handler has failed, too", exception.getMessage(), exception);
			return Outcome.REDELIVER;
		}
	}

	long calls() {
		return this.calls.sum();
	}

	long failures() {
		return this.failures.sum();
	}

	/**
	 * The result of a handler call.
	 *
	 * @param value the returned value, or {@code null}
	 * @param failed the outcome of a failure, or {@code null} if the call succeeded
	 */
	record Result(@Nullable Object value, @Nullable Outcome failed) {

		boolean wantsRedelivery() {
			return this.failed == Outcome.REDELIVER;
		}

	}

}
