package io.mesosframework.embedded.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A framework with executors on an agent.
 */
final class AgentFramework {

	private static final int MAX_COMPLETED_EXECUTORS = 150;

	final Map<String, AgentExecutor> executors = new LinkedHashMap<>(4);

	final Deque<AgentExecutor> completedExecutors = new ArrayDeque<>(2);

	FrameworkInfo info;

	boolean terminating;

	AgentFramework(FrameworkInfo info) {
		this.info = info;
	}

	String id() {
		return this.info.getId().getValue();
	}

	FrameworkID frameworkId() {
		return this.info.getId();
	}

	boolean has(FrameworkInfo.Capability.Type capability) {
		return this.info.getCapabilitiesList().stream().anyMatch((one) -> one.getType() == capability);
	}

	/**
	 * Return a state, or TASK_LOST for a framework that does not know it.
	 * @param state a state that came with partition awareness
	 * @return the state to send
	 */
	TaskState state(TaskState state) {
		return has(FrameworkInfo.Capability.Type.PARTITION_AWARE) ? state : TaskState.TASK_LOST;
	}

	boolean isIdle() {
		return this.executors.isEmpty();
	}

	@Nullable AgentExecutor executor(ExecutorID executorId) {
		return this.executors.get(executorId.getValue());
	}

	/**
	 * Return the executor that has a task in whatever phase.
	 * @param taskId the task
	 * @return the executor or {@code null}
	 */
	@Nullable AgentExecutor executorOf(TaskID taskId) {
		AgentExecutor likely = this.executors.get(taskId.getValue());
		if (likely != null && likely.hasTask(taskId.getValue())) {
			return likely;
		}
		Optional<AgentExecutor> found = this.executors.values()
			.stream()
			.filter((executor) -> executor.hasTask(taskId.getValue()))
			.findFirst();
		return found.orElse(null);
	}

	/**
	 * Forget an executor that has ended.
	 * @param executor the executor
	 */
	void complete(AgentExecutor executor) {
		this.executors.remove(executor.id());
		if (this.completedExecutors.size() == MAX_COMPLETED_EXECUTORS) {
			this.completedExecutors.removeFirst();
		}
		this.completedExecutors.addLast(executor);
	}

}
