package io.mesosframework.task.internal.instance;

import java.util.Set;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Meaning of the task states and reasons of Mesos for a framework. Sources: the comments
 * on {@code TaskState} and {@code TaskStatus.Reason} in Mesos' {@code mesos.proto} and
 * {@code docs/task-state-reasons.md}.
 *
 * @since 0.1.0
 */
public final class TaskStates {

	/**
	 * Reasons for which a task may end through no fault of its own.
	 * {@code RECONCILIATION} and {@code AGENT_REREGISTERED} are not included: they
	 * describe how an end became known.
	 */
	private static final Set<String> NOT_THE_TASKS_FAULT = Set.of("AGENT_DISCONNECTED", "AGENT_DRAINING",
			"AGENT_REMOVED", "AGENT_REMOVED_BY_OPERATOR", "AGENT_RESTARTED", "AGENT_UNKNOWN", "CONTAINER_PREEMPTED",
			"CONTAINER_UPDATE_FAILED", "EXECUTOR_REGISTRATION_TIMEOUT", "EXECUTOR_REREGISTRATION_TIMEOUT",
			"EXECUTOR_UNREGISTERED", "FRAMEWORK_REMOVED", "GC_ERROR", "INVALID_FRAMEWORKID", "INVALID_OFFERS",
			"MASTER_DISCONNECTED", "RESOURCES_UNKNOWN", "TASK_KILLED_DURING_LAUNCH");

	private TaskStates() {
	}

	/**
	 * Return whether a task in this state is treated as ended. A lost task may still
	 * return; it is then handled like a task that was replaced.
	 */
	public static boolean isTerminal(TaskState state) {
		return switch (state) {
			case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE,
					TASK_GONE_BY_OPERATOR ->
				true;
			case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
		};
	}

	/**
	 * Return whether a task that is reported as ended may still be running on an
	 * unreachable agent and report a status again.
	 */
	public static boolean mayReturn(StatusReport report) {
		return switch (report.state()) {
			case TASK_GONE_BY_OPERATOR -> true;
			case TASK_LOST -> report.unreachableSince() != null || "AGENT_DISCONNECTED".equals(report.reason());
			default -> false;
		};
	}

	/**
	 * Return whether an end counts as a failure of the task itself.
	 */
	static boolean isOwnFault(TaskState state, @Nullable String reason, @Nullable Boolean healthy) {
		if (reason != null && NOT_THE_TASKS_FAULT.contains(reason)) {
			return false;
		}
		return switch (state) {
			case TASK_FAILED, TASK_ERROR -> true;
			// killed by its executor because it was unhealthy
			case TASK_KILLED -> Boolean.FALSE.equals(healthy);
			default -> false;
		};
	}

}
