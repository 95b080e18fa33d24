package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.event.HandlerInvoker.Result;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.task.TaskManagerEvent;

/**
 * Dispatches events to the handlers of the application and carries out their answers.
 * Runs on the event loop thread.
 *
 * @since 0.1.0
 */
public final class MesosEventDispatcher implements SchedulerListener {

	private final HandlerRegistry registry;

	private final HandlerInvoker invoker;

	private final boolean automaticAcknowledgement;

	/**
	 * Create a dispatcher.
	 * @param registry the handlers
	 * @param errorHandler handles exceptions thrown by handlers
	 * @param observationRegistry the registry for observations of handler calls
	 * @param convention the naming convention of the observations, or {@code null} for
	 * the default
	 * @param slowThreshold duration above which a handler call is reported as slow
	 * @param automaticAcknowledgement whether status updates are acknowledged after their
	 * handlers have been called
	 */
	public MesosEventDispatcher(HandlerRegistry registry, MesosErrorHandler errorHandler,
			ObservationRegistry observationRegistry, @Nullable MesosHandlerObservationConvention convention,
			Duration slowThreshold, boolean automaticAcknowledgement) {
		this.registry = registry;
		this.invoker = new HandlerInvoker(errorHandler, observationRegistry, convention, slowThreshold);
		this.automaticAcknowledgement = automaticAcknowledgement;
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		List<HandlerMethod> handlers = this.registry.handlers(event.event().getType());
		Invocation invocation = Invocation.of(event, scheduler);
		switch (event.event().getType()) {
			case OFFERS -> new OfferRound(this.invoker, event, scheduler).run(handlers);
			case UPDATE -> update(handlers, invocation, event.event().getUpdate().getStatus(), scheduler);
			case UPDATE_OPERATION_STATUS ->
				operation(handlers, invocation, event.event().getUpdateOperationStatus().getStatus(), scheduler);
			default -> handlers.forEach((handler) -> invokeSimple(handler, invocation));
		}
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		Invocation invocation = Invocation.of(event, scheduler);
		for (HandlerMethod handler : this.registry.handlersOf(event)) {
			this.invoker.invoke(handler, invocation);
		}
	}

	/**
	 * Dispatch a task manager event to the handlers. Called on the event loop.
	 * @param event the event
	 * @param scheduler the scheduler to send calls with
	 */
	public void onTaskEvent(TaskManagerEvent event, MesosScheduler scheduler) {
		List<HandlerMethod> handlers = this.registry.handlersOf(event);
		if (!handlers.isEmpty()) {
			Invocation invocation = Invocation.of(event, scheduler);
			handlers.forEach((handler) -> this.invoker.invoke(handler, invocation));
		}
	}

	/**
	 * Return the number of handler calls.
	 * @return the number since startup
	 */
	public long handlerCalls() {
		return this.invoker.calls();
	}

	/**
	 * Return the number of handler failures.
	 * @return the number since startup
	 */
	public long handlerFailures() {
		return this.invoker.failures();
	}

	private void invokeSimple(HandlerMethod handler, Invocation invocation) {
		Event view = invocation.view();
		if (handler.description().perItem() && view != null) {
			view.getInverseOffers()
				.getInverseOffersList()
				.forEach((item) -> this.invoker.invoke(handler, invocation.withItem(item)));
			return;
		}
		this.invoker.invoke(handler, invocation);
	}

	private void update(List<HandlerMethod> handlers, Invocation invocation, TaskStatus status,
			MesosScheduler scheduler) {
		List<HandlerMethod> matching = handlers.stream()
			.filter((handler) -> handler.description().filter().matches(status))
			.toList();
		status(matching, invocation,
				new StatusAcknowledgement(status.hasUuid(), invocation.summary(), () -> scheduler.acknowledge(status)));
	}

	private void operation(List<HandlerMethod> handlers, Invocation invocation, OperationStatus status,
			MesosScheduler scheduler) {
		status(handlers, invocation, new StatusAcknowledgement(status.hasUuid(), invocation.summary(),
				() -> scheduler.acknowledgeOperationStatus(status)));
	}

	/**
	 * Call the handlers of a status update and acknowledge it, unless a handler
	 * acknowledges it itself or has failed.
	 */
	private void status(List<HandlerMethod> handlers, Invocation invocation, StatusAcknowledgement acknowledgement) {
		boolean automatic = this.automaticAcknowledgement;
		boolean redeliver = false;
		Invocation acknowledgeable = invocation.withAcknowledgement(acknowledgement);
		for (HandlerMethod handler : handlers) {
			automatic &= !handler.description().acknowledges();
			Result result = this.invoker.invoke(handler, acknowledgeable);
			redeliver |= result.wantsRedelivery();
		}
		if (automatic && !redeliver) {
			acknowledgement.acknowledge();
		}
	}

}
