package io.mesosframework.task;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the reports on the members of a task group into one on the whole: it runs when
 * all run, is healthy and ready when all are that are checked, and has ended when all
 * have ended, as badly as the worst. Used on the event loop only.
 */
final class GroupProgress {

	private final Map<String, TaskSpec> specs;

	private final Map<String, StatusReport> members = new LinkedHashMap<>();

	/**
	 * Create the progress of a group of which nothing has been heard.
	 * @param specs its members by their task ids
	 */
	GroupProgress(Map<String, TaskSpec> specs) {
		this.specs = specs;
	}

	/** All members were running when last heard of, in an earlier life. */
	void resume(Launch launch) {
		this.specs.forEach((id, spec) -> this.members.put(id, new StatusReport(TaskState.TASK_RUNNING, null, null,
				(spec.health() != null) ? launch.healthy() : null, launch.ready(), null)));
	}

	StatusReport report(String member, StatusReport report) {
		this.members.put(member, report);
		boolean all = this.members.size() == this.specs.size();
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
		return (all && slowest != null)
				? new StatusReport(slowest.state(), slowest.reason(), slowest.message(), healthy(), ready(),
						slowest.unreachableSince())
				: new StatusReport(TaskState.TASK_STARTING, null, null, null, false, null);
	}

	/** Return whether those with a health check are healthy; {@code null} if unknown. */
	private @Nullable Boolean healthy() {
		Boolean healthy = Boolean.TRUE;
		boolean checked = false;
		for (Map.Entry<String, StatusReport> each : this.members.entrySet()) {
			Boolean its = each.getValue().healthy();
			if (Boolean.FALSE.equals(its)) {
				return false;
			}
			TaskSpec spec = this.specs.get(each.getKey());
			if (spec != null && spec.health() != null) {
				checked = true;
				healthy = (its != null) ? healthy : null;
			}
		}
		return checked ? healthy : null;
	}

	/** Return whether those with a check of readiness are ready, if there is any. */
	private boolean ready() {
		boolean ready = false;
		for (Map.Entry<String, StatusReport> each : this.members.entrySet()) {
			TaskSpec spec = this.specs.get(each.getKey());
			if (spec != null && spec.readiness() != null) {
				ready = each.getValue().ready();
				if (!ready) {
					return false;
				}
			}
		}
		return ready;
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
			// the others are killed together with one that was not healthy
			case TASK_KILLED -> Boolean.FALSE.equals(report.healthy()) ? 3 : 1;
			default -> 2;
		};
	}

}
