package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.UnknownTaskPolicy;

/**
 * Delays the first launches of a framework that was resumed without knowledge of its
 * tasks. Status updates of running tasks must arrive first, or the tasks would be
 * launched twice. Used on the event loop only.
 */
final class Settling {

	private static final Duration QUIET = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final TaskManagerOptions options;

	private final Clock clock;

	private boolean settled;

	private Instant until = Instant.MIN;

	private Instant latest = Instant.MIN;

	Settling(TaskManagerOptions options) {
		this.options = options;
		this.clock = options.clock();
	}

	/** End the delay because all tasks are known. */
	void known() {
		this.settled = true;
	}

	void subscribed(MesosSubscribed start) {
		this.settled |= !start.reregistered() || this.options.unknownTasks() != UnknownTaskPolicy.ADOPT;
		if (!this.settled) {
			this.until = this.clock.instant().plus(this.options.settle());
			this.latest = this.clock.instant().plus(LONGEST);
		}
	}

	/**
	 * Extend the delay because an unknown task has reported a status and more may follow.
	 */
	void heard() {
		Instant now = this.clock.instant();
		Instant later = now.plus(QUIET);
		if (now.isBefore(this.until) && later.isAfter(this.until) && later.isBefore(this.latest)) {
			this.until = later;
		}
	}

	/** Return whether launches may begin. */
	boolean isOver(Instant now) {
		boolean over = !now.isBefore(this.until);
		this.settled |= over;
		return over;
	}

	/** Return when launches may begin, or {@code null} if they may begin already. */
	@Nullable Instant due(Instant now) {
		return now.isBefore(this.until) ? this.until : null;
	}

}
