package io.mesosframework.task.internal.instance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.TaskSpec;

/**
 * Aggregates the status reports of the members of a task group into one report on the
 * group. The group is running when all members that have not ended are running. It is
 * healthy and ready when all of those that have the respective check are. It has ended
 * when all members have ended, with the worst of their states. Used on the event loop
 * only.
 *
 * @since 0.1.0
 */
public final class GroupProgress {

	private final Map<String, TaskSpec> specs;

	private final Map<String, StatusReport> members = new LinkedHashMap<>();

	/** Last reports of members before they became unreachable. */
	private final Map<String, StatusReport> within = new HashMap<>();

	/** Members whose agent has reported a status in this run. */
	private final Set<String> told = new HashSet<>();

	/**
	 * Members that are unknown to the agent. They count as having ended earlier if others
	 * of the group continue or have ended successfully.
	 */
	private final Set<String> forgotten = new HashSet<>();

	/**
	 * Create the progress of a group for which no status has been reported.
	 * @param specs the members of the group, by task id
	 */
	public GroupProgress(Map<String, TaskSpec> specs) {
		this.specs = specs;
	}

	/**
	 * Resume from a launch of a previous run in which all members were last reported as
	 * running.
	 */
	public void resume(Launch launch) {
		this.specs.forEach((id, spec) -> this.members.put(id, new StatusReport(TaskState.TASK_RUNNING, null, null,
				(spec.health() != null) ? launch.healthy() : null, launch.ready(), null)));
	}

	/** Return whether a member is known not to run again. */
	public boolean hasEnded(String member) {
		StatusReport known = this.members.get(member);
		return known != null && TaskStates.isTerminal(known.state());
	}

	public StatusReport report(String member, StatusReport report) {
		take(member, report);
		boolean all = this.members.size() == this.specs.size();
		if (all && this.members.keySet().stream().allMatch(this::hasEnded)) {
			return worst();
		}
		StatusReport slowest = slowest();
		return (all && slowest != null)
				? new StatusReport(slowest.state(), slowest.reason(), slowest.message(), healthy(), ready(),
						slowest.unreachableSince())
				: new StatusReport(TaskState.TASK_STARTING, null, null, null, null, null);
	}

	private void take(String member, StatusReport report) {
		StatusReport known = this.members.get(member);
		boolean word = isWordOfTheAgent(report.state());
		if (known != null && hasEnded(member) && (isWordOfTheAgent(known.state()) || !word)) {
			// a later report, such as that the task is now unknown, carries less
			// information
			return;
		}
		if (known != null && !isAway(known.state())) {
			this.within.put(member, known);
		}
		if (word) {
			this.told.add(member);
			this.forgotten.remove(member);
			// all members are on one agent
			this.members.replaceAll((id, each) -> isAway(each.state()) ? this.within.getOrDefault(id, each) : each);
			this.members.entrySet().removeIf((each) -> isAway(each.getValue().state()));
		}
		else if (!this.told.contains(member) && isUnknownToTheAgent(report)) {
			this.forgotten.add(member);
		}
		this.members.put(member, TaskStates.isTerminal(report.state()) ? report : report.checkedAs(known));
	}

	private StatusReport worst() {
		boolean finished = this.members.values().stream().anyMatch((each) -> rank(each) == 0);
		StatusReport worst = null;
		for (Map.Entry<String, StatusReport> each : this.members.entrySet()) {
			boolean counts = !finished || !this.forgotten.contains(each.getKey());
			if (counts && (worst == null || rank(each.getValue()) > rank(worst))) {
				worst = each.getValue();
			}
		}
		if (worst == null) {
			throw new IllegalStateException("A group without a member cannot end");
		}
		return worst;
	}

	/**
	 * Return whether all members with a health check are healthy, or {@code null} if
	 * unknown.
	 */
	private @Nullable Boolean healthy() {
		Boolean healthy = Boolean.TRUE;
		boolean checked = false;
		for (Map.Entry<String, StatusReport> each : this.members.entrySet()) {
			Boolean its = each.getValue().healthy();
			TaskSpec spec = this.specs.get(each.getKey());
			if (hasEnded(each.getKey())) {
				continue;
			}
			if (Boolean.FALSE.equals(its)) {
				return false;
			}
			if (spec != null && spec.health() != null) {
				checked = true;
				healthy = (its != null) ? healthy : null;
			}
		}
		return checked ? healthy : null;
	}

	/**
	 * Return whether all members with a readiness check are ready, or {@code null} if
	 * there are none.
	 */
	private @Nullable Boolean ready() {
		Boolean ready = null;
		for (Map.Entry<String, StatusReport> each : this.members.entrySet()) {
			TaskSpec spec = this.specs.get(each.getKey());
			if (spec != null && spec.readiness() != null && !hasEnded(each.getKey())) {
				ready = Boolean.TRUE.equals(each.getValue().ready());
				if (!ready) {
					return false;
				}
			}
		}
		return ready;
	}

	/** Return the report of the live member that has made the least progress. */
	private @Nullable StatusReport slowest() {
		StatusReport slowest = null;
		for (StatusReport each : this.members.values()) {
			if (!TaskStates.isTerminal(each.state()) && (slowest == null || progress(each) < progress(slowest))) {
				slowest = each;
			}
		}
		return slowest;
	}

	private static boolean isAway(TaskState state) {
		return state == TaskState.TASK_UNREACHABLE || state == TaskState.TASK_UNKNOWN;
	}

	/**
	 * Return whether a state can only be reported by a reachable agent that knows the
	 * task.
	 */
	private static boolean isWordOfTheAgent(TaskState state) {
		return switch (state) {
			case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_FINISHED, TASK_FAILED, TASK_KILLED,
					TASK_ERROR ->
				true;
			case TASK_LOST, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
		};
	}

	/**
	 * Return whether the agent is reachable but does not know the task: the task's
	 * terminal status may have been acknowledged before.
	 */
	private static boolean isUnknownToTheAgent(StatusReport report) {
		return "RECONCILIATION".equals(report.reason()) && report.unreachableSince() == null
				&& (report.state() == TaskState.TASK_GONE || report.state() == TaskState.TASK_LOST);
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
			// the other members are killed together with an unhealthy one
			case TASK_KILLED -> Boolean.FALSE.equals(report.healthy()) ? 3 : 1;
			default -> 2;
		};
	}

}
