package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.task.TaskManagerEvent;

/**
 * A small application context with handlers, and a dispatcher to give them events.
 */
final class Harness implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final TestScheduler scheduler = new TestScheduler();

	private final HandlerRegistry registry = new HandlerRegistry();

	private MesosErrorHandler errorHandler = new LoggingMesosErrorHandler();

	private ObservationRegistry observations = ObservationRegistry.NOOP;

	private boolean automatic = true;

	private Duration slow = Duration.ofSeconds(10);

	private MesosEventDispatcher dispatcher = dispatcher();

	static Harness with(Class<?>... components) {
		Harness harness = new Harness();
		if (components.length > 0) {
			harness.context.register(components);
		}
		return harness;
	}

	<T> Harness bean(String name, Class<T> type, Supplier<T> supplier) {
		this.context.registerBean(name, type, supplier);
		return this;
	}

	Harness errorHandler(MesosErrorHandler handler) {
		this.errorHandler = handler;
		return this;
	}

	Harness observations(ObservationRegistry newObservations) {
		this.observations = newObservations;
		return this;
	}

	Harness manual() {
		this.automatic = false;
		return this;
	}

	Harness slow(Duration threshold) {
		this.slow = threshold;
		return this;
	}

	Harness start() {
		this.context.registerBean(MesosEventHandlerMethodProcessor.class,
				() -> new MesosEventHandlerMethodProcessor(this.context.getBeanFactory(), this.registry));
		this.context.refresh();
		this.dispatcher = dispatcher();
		return this;
	}

	private MesosEventDispatcher dispatcher() {
		return new MesosEventDispatcher(this.registry, this.errorHandler, this.observations, null, this.slow,
				this.automatic);
	}

	void send(Event event) {
		this.scheduler.open(event.getOffers().getOffersList());
		this.dispatcher.onEvent(Events.received(event), this.scheduler);
	}

	void send(MesosLifecycleEvent event) {
		this.dispatcher.onLifecycle(event, this.scheduler);
	}

	void send(TaskManagerEvent event) {
		this.dispatcher.onTaskEvent(event, this.scheduler);
	}

	<T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	AnnotationConfigApplicationContext context() {
		return this.context;
	}

	TestScheduler scheduler() {
		return this.scheduler;
	}

	MesosEventDispatcher dispatcherInUse() {
		return this.dispatcher;
	}

	HandlerRegistry registry() {
		return this.registry;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
