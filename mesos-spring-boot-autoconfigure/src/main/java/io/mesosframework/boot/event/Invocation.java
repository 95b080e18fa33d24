package io.mesosframework.boot.event;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskStateChanged;

/**
 * Source of the arguments for one handler call.
 *
 * @param event the event as it arrived, or {@code null} for a signal
 * @param view the event as this handler sees it, without the offers that earlier handlers
 * have taken
 * @param item the item of the event, for handlers that are called once for each item
 * @param signal the connection or task manager event, or {@code null} for a master event
 * @param scheduler the scheduler to send calls with
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
	 * Return the name of the handled event.
	 * @return type of the master event, or simple class name of the signal
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
