package io.mesosframework.embedded.agent;

import java.util.HashMap;
import java.util.Map;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.wire.TaskMessages;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Accepts the status updates of executors and of the agent itself, and delivers them
 * reliably to the master.
 */
final class StatusUpdates {

	private static final Logger logger = LoggerFactory.getLogger(StatusUpdates.class);

	private final AgentState state;

	private final Containers containers;

	private final Completion completion;

	private final AgentFaults faults;

	private final Map<Key, RetryStream<TaskStatus>> streams = new HashMap<>();

	StatusUpdates(AgentState state, Containers containers, Completion completion, AgentFaults faults) {
		this.state = state;
		this.containers = containers;
		this.completion = completion;
		this.faults = faults;
	}

	/**
	 * Send an update of the agent itself.
	 * @param framework the framework
	 * @param taskId the task
	 * @param taskState the new state
	 * @param reason the reason
	 * @param message the text
	 * @param executorId the executor, if the update names it
	 */
	void fromAgent(AgentFramework framework, TaskID taskId, TaskState taskState, TaskStatus.Reason reason,
			String message, @Nullable ExecutorID executorId) {
		TaskStatus.Builder status = TaskStatus.newBuilder()
			.setTaskId(taskId)
			.setState(taskState)
			.setReason(reason)
			.setMessage(message)
			.setAgentId(this.state.requireId())
			.setUuid(Uuids.random())
			.setTimestamp(now());
		if (executorId != null) {
			status.setExecutorId(executorId);
		}
		accept(framework, status, false);
	}

	/**
	 * Take an update of an executor and acknowledge it to the executor.
	 * @param frameworkId the framework
	 * @param status the status, with an uuid
	 */
	void fromExecutor(FrameworkID frameworkId, TaskStatus status) {
		if (status.hasAgentId() && !status.getAgentId().equals(this.state.requireId())) {
			logger.warn("Ignoring an update of task {} for agent {}", status.getTaskId().getValue(),
					status.getAgentId().getValue());
			return;
		}
		AgentFramework framework = this.state.framework(frameworkId);
		if (framework == null) {
			return;
		}
		TaskStatus.Builder builder = status.toBuilder().setAgentId(this.state.requireId());
		if (!builder.hasTimestamp()) {
			builder.setTimestamp(now());
		}
		accept(framework, builder, true);
	}

	/** Return how many updates are not acknowledged. */
	int unacknowledged() {
		return this.streams.values().stream().mapToInt(RetryStream::size).sum();
	}

	private void accept(AgentFramework framework, TaskStatus.Builder status, boolean fromExecutor) {
		if (framework.terminating) {
			return;
		}
		status.setSource(fromExecutor ? TaskStatus.Source.SOURCE_EXECUTOR : TaskStatus.Source.SOURCE_AGENT);
		applyDrain(framework, status);
		AgentExecutor executor = framework.executorOf(status.getTaskId());
		if (executor == null) {
			enqueue(framework, status.build());
			return;
		}
		if (hasContainer(executor, status, fromExecutor)) {
			addContainerStatus(executor, status);
		}
		TaskStatus complete = status.build();
		if (executor.update(complete)) {
			enqueue(framework, complete);
		}
		else {
			logger.debug("Ignoring state {} of task {}, which is unknown or has ended", complete.getState(),
					complete.getTaskId().getValue());
		}
		if (fromExecutor) {
			executor.send(Event.newBuilder()
				.setType(Event.Type.ACKNOWLEDGED)
				.setAcknowledged(
						Event.Acknowledged.newBuilder().setTaskId(complete.getTaskId()).setUuid(complete.getUuid()))
				.build());
		}
	}

	private void applyDrain(AgentFramework framework, TaskStatus.Builder status) {
		DrainConfig drain = this.state.drain;
		if (drain != null
				&& (status.getState() == TaskState.TASK_KILLING || status.getState() == TaskState.TASK_KILLED)) {
			status.setReason(TaskStatus.Reason.REASON_AGENT_DRAINING);
			if (drain.getMarkGone() && framework.has(FrameworkInfo.Capability.Type.PARTITION_AWARE)) {
				status.setState(TaskState.TASK_GONE_BY_OPERATOR);
			}
		}
	}

	private static boolean hasContainer(AgentExecutor executor, TaskStatus.Builder status, boolean fromExecutor) {
		String taskId = status.getTaskId().getValue();
		if (executor.queued.containsKey(taskId)) {
			return false;
		}
		boolean dropped = status.getState() == TaskState.TASK_DROPPED || status.getState() == TaskState.TASK_LOST;
		return fromExecutor || !dropped || !executor.launched.containsKey(taskId);
	}

	private void addContainerStatus(AgentExecutor executor, TaskStatus.Builder status) {
		ContainerID containerId = status.getContainerStatus().hasContainerId()
				? status.getContainerStatus().getContainerId() : executor.containerId;
		ContainerStatus container = this.containers.status(containerId);
		if (container != null) {
			status.getContainerStatusBuilder().mergeFrom(container);
		}
	}

	private void enqueue(AgentFramework framework, TaskStatus status) {
		Key key = new Key(framework.id(), status.getTaskId().getValue());
		this.streams.computeIfAbsent(key, (created) -> new RetryStream<>(this.state, (head) -> forward(key, head)))
			.add(status.getUuid(), status);
	}

	private void forward(Key key, TaskStatus status) {
		AgentFramework framework = this.state.frameworks.get(key.frameworkId);
		AgentExecutor executor = (framework != null) ? framework.executorOf(status.getTaskId()) : null;
		TaskState latest = (executor != null) ? executor.forwarded(status) : null;
		if (this.faults.losesUpdate()) {
			return;
		}
		this.state.send(new ToMaster.StatusUpdate(FrameworkID.newBuilder().setValue(key.frameworkId).build(), status,
				(latest != null) ? latest : status.getState()));
	}

	/**
	 * Take an acknowledgement of the framework.
	 * @param frameworkId the framework
	 * @param taskId the task
	 * @param uuid the update
	 */
	void acknowledged(FrameworkID frameworkId, TaskID taskId, ByteString uuid) {
		Key key = new Key(frameworkId.getValue(), taskId.getValue());
		RetryStream<TaskStatus> stream = this.streams.get(key);
		TaskStatus update = (stream != null) ? stream.acknowledge(uuid) : null;
		if (stream == null || update == null) {
			logger.debug("Ignoring an unexpected acknowledgement for task {}", taskId.getValue());
			return;
		}
		boolean terminal = TaskMessages.isTerminal(update.getState());
		if (terminal) {
			this.streams.remove(key);
		}
		else {
			stream.restart();
		}
		AgentFramework framework = this.state.framework(frameworkId);
		AgentExecutor executor = (framework != null) ? framework.executorOf(taskId) : null;
		if (framework != null && executor != null) {
			if (terminal) {
				executor.complete(taskId.getValue());
			}
			this.completion.check(framework, executor);
		}
	}

	/** Send all waiting updates at once. */
	void resume() {
		this.streams.values().forEach(RetryStream::restart);
	}

	/** Keep all updates until {@link #resume()}. */
	void pause() {
		this.streams.values().forEach(RetryStream::stop);
	}

	/**
	 * Forget the updates of a framework.
	 * @param frameworkId the framework
	 */
	void forget(String frameworkId) {
		this.streams.entrySet().removeIf((entry) -> {
			boolean match = entry.getKey().frameworkId.equals(frameworkId);
			if (match) {
				entry.getValue().stop();
			}
			return match;
		});
	}

	/** Forget all updates. */
	void forgetAll() {
		pause();
		this.streams.clear();
	}

	private double now() {
		return this.state.loop.now().toEpochMilli() / 1000.0;
	}

	/**
	 * Whose updates a stream holds.
	 *
	 * @param frameworkId the framework
	 * @param taskId the task
	 */
	private record Key(String frameworkId, String taskId) {
	}

}
