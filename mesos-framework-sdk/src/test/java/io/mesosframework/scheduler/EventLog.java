package io.mesosframework.scheduler;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * Remembers what a listener is told.
 */
final class EventLog implements SchedulerListener {

	private final List<Object> all = new CopyOnWriteArrayList<>();

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		this.all.add(event);
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		this.all.add(event);
	}

	List<String> names() {
		return this.all.stream()
			.map((item) -> (item instanceof MesosEvent event) ? event.type().name() : item.getClass().getSimpleName())
			.toList();
	}

	List<MesosEvent> events(Event.Type type) {
		return this.all.stream()
			.filter(MesosEvent.class::isInstance)
			.map(MesosEvent.class::cast)
			.filter((event) -> event.type() == type)
			.toList();
	}

	<T extends MesosLifecycleEvent> List<T> lifecycle(Class<T> type) {
		return this.all.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
