package io.mesosframework.task.internal.instance;

import java.util.EnumSet;
import java.util.Set;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which ends count as failures of the task, for every reason that Mesos knows.
 */
class TaskStatesTests {

	/** All others say how a task failed, or how its end was learned. */
	private static final Set<Reason> EXCUSES = EnumSet.of(Reason.REASON_AGENT_DISCONNECTED,
			Reason.REASON_AGENT_DRAINING, Reason.REASON_AGENT_REMOVED, Reason.REASON_AGENT_REMOVED_BY_OPERATOR,
			Reason.REASON_AGENT_RESTARTED, Reason.REASON_AGENT_UNKNOWN, Reason.REASON_CONTAINER_PREEMPTED,
			Reason.REASON_CONTAINER_UPDATE_FAILED, Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT,
			Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT, Reason.REASON_EXECUTOR_UNREGISTERED,
			Reason.REASON_FRAMEWORK_REMOVED, Reason.REASON_GC_ERROR, Reason.REASON_INVALID_FRAMEWORKID,
			Reason.REASON_INVALID_OFFERS, Reason.REASON_MASTER_DISCONNECTED, Reason.REASON_RESOURCES_UNKNOWN,
			Reason.REASON_TASK_KILLED_DURING_LAUNCH);

	@ParameterizedTest
	@EnumSource(Reason.class)
	void aTaskThatFailsIsExcusedOnlyByWhatIsNotItsFault(Reason reason) {
		boolean counts = !EXCUSES.contains(reason);

		assertThat(isOwnFault(TaskState.TASK_FAILED, reason, null)).isEqualTo(counts);
		assertThat(isOwnFault(TaskState.TASK_ERROR, reason, null)).isEqualTo(counts);
		assertThat(isOwnFault(TaskState.TASK_KILLED, reason, false)).isEqualTo(counts);
	}

	@ParameterizedTest
	@EnumSource(Reason.class)
	void whatWasKilledOrLostIsNeverAFailure(Reason reason) {
		assertThat(isOwnFault(TaskState.TASK_KILLED, reason, null)).isFalse();
		assertThat(isOwnFault(TaskState.TASK_KILLED, reason, true)).isFalse();
		for (TaskState lost : EnumSet.of(TaskState.TASK_LOST, TaskState.TASK_GONE, TaskState.TASK_GONE_BY_OPERATOR,
				TaskState.TASK_DROPPED, TaskState.TASK_FINISHED)) {
			assertThat(isOwnFault(lost, reason, false)).as(lost.name()).isFalse();
		}
	}

	private static boolean isOwnFault(TaskState state, Reason reason, Boolean healthy) {
		TaskStatus.Builder status = TaskStatus.newBuilder().setState(state).setReason(reason);
		if (healthy != null) {
			status.setHealthy(healthy);
		}
		StatusReport report = StatusReport.of(status.buildPartial());
		return TaskStates.isOwnFault(report.state(), report.reason(), report.healthy());
	}

}
