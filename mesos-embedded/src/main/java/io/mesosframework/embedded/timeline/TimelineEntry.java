package io.mesosframework.embedded.timeline;

import java.time.Instant;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has happened: a call was received, an event was sent, or a fault was
 * injected.
 *
 * @param sequence the number of the entry, from 1
 * @param time when it happened, on the clock of the cluster
 * @param frameworkId the framework, empty when it has no id yet or none takes part
 * @param call the call that was received
 * @param event the event that was sent
 * @param note what was done to the cluster
 * @since 0.1.0
 */
public record TimelineEntry(long sequence, Instant time, String frameworkId, @Nullable Call call, @Nullable Event event,
		@Nullable String note) {

	/**
	 * Return one line about the entry.
	 * @return the line, for example {@code → ACCEPT LAUNCH t1}
	 */
	public String summary() {
		if (this.call != null) {
			return "→ " + Summaries.of(this.call);
		}
		if (this.event != null) {
			return "← " + Summaries.of(this.event);
		}
		return "⚡ " + this.note;
	}

}
