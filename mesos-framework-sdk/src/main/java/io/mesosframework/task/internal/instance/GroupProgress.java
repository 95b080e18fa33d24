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
 * Sums up the reports on the members of a task group into one on the whole: it runs when
 * all run that have not ended, is healthy and ready when all of these are that are
 * checked, and has ended when all have ended, as badly as the worst. Used on the event
 * loop only.
 *
 * @since 0.1.0
 */
public final class GroupProgress {

	private final Map<String, TaskSpec> specs;

	private final Map<String, StatusReport> members = new LinkedHashMap<>();

	/** What was last heard of members before they were out of reach. */
	private final Map<String, StatusReport> within = new HashMap<>();

	/** The members of which the agent has told something in this life. */
	private final Set<String> told = new HashSet<>();

	/**
	 * The members that nobody knows any more and that had ended before, if others of the
	 * group go on or have ended well.
	 */
	private final Set<String> forgotten = new HashSet<>();

	/**
	 * Create the progress of a group of which nothing has been heard.
	 * @param specs its members by their task ids
	 */
	public GroupProgress(Map<String, TaskSpec> specs) {
		this.specs = specs;
	}

	/** All members were running when last heard of, in a previous run. */
	public void resume(Launch launch) {
		this.specs.forEach((id, spec) -> this.members.put(id, new StatusReport(TaskState.TASK_RUNNING, null, null,
				(spec.health() != null) ? launch.healthy() : null, launch.ready(), null)));
	}

	/** Return whether a member will not run again, as far as is known. */
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
			// what was said later, such as that it is unknown now, says less
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
	 * Return whether those that are checked for health are healthy; {@code null} if
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
	 * Return whether those with a check of readiness are ready; {@code null} if there is
	 * none.
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

	private static boolean isAway(TaskState state) {
		return state == TaskState.TASK_UNREACHABLE || state == TaskState.TASK_UNKNOWN;
	}

	/** Return whether a state is known only if the agent is there, and knows the task. */
	private static boolean isWordOfTheAgent(TaskState state) {
		return switch (state) {
			case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_FINISHED, TASK_FAILED, TASK_KILLED,
					TASK_ERROR ->
				true;
			case TASK_LOST, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
		};
	}

	/**
	 * Return whether the agent is there, but does not know the task: its end may have
	 * been acknowledged.
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
			// the others are killed together with one that was not healthy
			case TASK_KILLED -> Boolean.FALSE.equals(report.healthy()) ? 3 : 1;
			default -> 2;
		};
	}

}
