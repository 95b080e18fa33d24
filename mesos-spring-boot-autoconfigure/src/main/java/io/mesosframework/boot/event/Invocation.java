package io.mesosframework.boot.event;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskStateChanged;

/**
 * All that arguments of one call of a handler are taken from.
 *
 * @param event the event as it arrived, or {@code null} when something else has changed
 * @param view the event as this handler sees it: without the offers that others have
 * taken
 * @param item the item for which a handler that is called for each of them is called
 * @param signal how the connection has changed or what became of declared tasks, or
 * {@code null} for an event
 * @param scheduler where calls go
 * @param acknowledgement the acknowledgement of a status update
 */
record Invocation(@Nullable MesosEvent event, @Nullable Event view, @Nullable Object item, @Nullable Object signal,
		MesosScheduler scheduler, @Nullable Acknowledgement acknowledgement) {

	static Invocation of(MesosEvent event, MesosScheduler scheduler) {
		return new Invocation(event, event.event(), null, null, scheduler, null);
	}

	static Invocation of(MesosLifecycleEvent lifecycle, MesosScheduler scheduler) {
		return new Invocation(null, null, null, lifecycle, scheduler, null);
	}

	static Invocation of(TaskManagerEvent event, MesosScheduler scheduler) {
		return new Invocation(null, null, null, event, scheduler, null);
	}

	Invocation withView(Event newView) {
		return new Invocation(this.event, newView, this.item, null, this.scheduler, this.acknowledgement);
	}

	Invocation withItem(Object newItem) {
		return new Invocation(this.event, this.view, newItem, null, this.scheduler, this.acknowledgement);
	}

	Invocation withAcknowledgement(Acknowledgement newAcknowledgement) {
		return new Invocation(this.event, this.view, this.item, null, this.scheduler, newAcknowledgement);
	}

	Event.@Nullable Type type() {
		return (this.event != null) ? this.event.event().getType() : null;
	}

	/**
	 * Names what is handled.
	 * @return type of the event, or simple name of the change
	 */
	String typeName() {
		if (this.event != null) {
			return this.event.event().getType().name();
		}
		return (this.signal != null) ? this.signal.getClass().getSimpleName() : "UNKNOWN";
	}

	String summary() {
		if (this.item instanceof org.apache.mesos.v1.Protos.Offer offer) {
			return "offer " + EventSummary.offers(java.util.List.of(offer));
		}
		if (this.signal instanceof TaskStateChanged change) {
			return EventSummary.of(change);
		}
		return (this.view != null) ? EventSummary.of(this.view) : typeName();
	}

}
