package io.mesosframework.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the reports on the members of a task group into one on the whole: it runs when
 * all run, and has ended when all have ended, as badly as the worst. Used on the event
 * loop only.
 */
final class GroupProgress {

	private final Map<String, StatusReport> members = new HashMap<>();

	private final int size;

	GroupProgress(int size) {
		this.size = size;
	}

	/** All members were running when last heard of, in an earlier life. */
	void resume(Collection<String> ids, Launch launch) {
		StatusReport running = new StatusReport(TaskState.TASK_RUNNING, null, null, launch.healthy(), launch.ready(),
				null);
		ids.forEach((id) -> this.members.put(id, running));
	}

	StatusReport report(String member, StatusReport report) {
		this.members.put(member, report);
		boolean all = this.members.size() == this.size;
		StatusReport worst = null;
		boolean ended = all;
		for (StatusReport each : this.members.values()) {
			ended &= TaskStates.isTerminal(each.state());
			worst = (worst == null || rank(each) > rank(worst)) ? each : worst;
		}
		if (ended && worst != null) {
			return worst;
		}
		StatusReport slowest = slowest();
		return (all && slowest != null) ? slowest
				: new StatusReport(TaskState.TASK_STARTING, null, null, null, false, null);
	}

	/** Of the members that live, the one that is least far. */
	private @Nullable StatusReport slowest() {
		StatusReport slowest = null;
		for (StatusReport each : this.members.values()) {
			if (!TaskStates.isTerminal(each.state()) && (slowest == null || progress(each) < progress(slowest))) {
				slowest = each;
			}
		}
		return slowest;
	}

	private static int progress(StatusReport report) {
		return switch (report.state()) {
			case TASK_UNREACHABLE, TASK_UNKNOWN -> 0;
			case TASK_KILLING -> 1;
			case TASK_STAGING -> 2;
			case TASK_STARTING -> 3;
			default -> 4;
		};
	}

	private static int rank(StatusReport report) {
		return switch (report.state()) {
			case TASK_FAILED -> 4;
			case TASK_ERROR -> 5;
			case TASK_FINISHED -> 0;
			case TASK_KILLED -> 1;
			default -> 2;
		};
	}

}
