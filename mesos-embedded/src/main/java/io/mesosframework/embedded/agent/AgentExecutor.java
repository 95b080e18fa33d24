package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.wire.TaskMessages;

/**
 * An executor as its agent sees it, with its tasks: queued until the executor has
 * subscribed, launched, terminated until all updates are acknowledged, and completed.
 */
final class AgentExecutor {

	private static final int MAX_COMPLETED_TASKS = 200;

	/** The phase of an executor's lifecycle. */
	enum State {

		/** Started, or not yet back after a restart of the agent. */
		REGISTERING,

		/** Subscribed. */
		RUNNING,

		/** Told to shut down. */
		TERMINATING,

		/** Ended, with updates still to be acknowledged. */
		TERMINATED

	}

	final ExecutorInfo info;

	final FrameworkID frameworkId;

	final ContainerID containerId;

	final Path directory;

	/** Whether the agent has made the executor up for a task with a command. */
	final boolean commandTask;

	final boolean checkpoint;

	final Map<String, TaskInfo> queued = new LinkedHashMap<>(2);

	final List<TaskGroupInfo> queuedGroups = new ArrayList<>(0);

	final Map<String, Task> launched = new LinkedHashMap<>(2);

	final Map<String, Task> terminated = new LinkedHashMap<>(2);

	final Deque<Task> completed = new ArrayDeque<>(2);

	State state = State.REGISTERING;

	@Nullable ExecutorConnection connection;

	@Nullable Termination pendingTermination;

	AgentExecutor(ExecutorInfo info, FrameworkID frameworkId, ContainerID containerId, Path directory,
			boolean commandTask, boolean checkpoint) {
		this.info = info;
		this.frameworkId = frameworkId;
		this.containerId = containerId;
		this.directory = directory;
		this.commandTask = commandTask;
		this.checkpoint = checkpoint;
	}

	String id() {
		return this.info.getExecutorId().getValue();
	}

	ExecutorID executorId() {
		return this.info.getExecutorId();
	}

	/**
	 * Send an event; lost while the executor is not connected.
	 * @param event the event
	 */
	void send(Event event) {
		if (this.connection != null) {
			this.connection.send(event);
		}
	}

	boolean hasTask(String taskId) {
		return this.queued.containsKey(taskId) || this.launched.containsKey(taskId)
				|| this.terminated.containsKey(taskId);
	}

	boolean hasIncompleteTasks() {
		return !this.queued.isEmpty() || !this.launched.isEmpty() || !this.terminated.isEmpty();
	}

	void enqueue(TaskInfo task) {
		this.queued.put(task.getTaskId().getValue(), task);
	}

	void enqueue(TaskGroupInfo group) {
		group.getTasksList().forEach(this::enqueue);
		this.queuedGroups.add(group);
	}

	/**
	 * Return the group that a queued task has come with.
	 * @param taskId the task
	 * @return the group or {@code null}
	 */
	@Nullable TaskGroupInfo queuedGroup(String taskId) {
		Optional<TaskGroupInfo> found = this.queuedGroups.stream()
			.filter((group) -> group.getTasksList()
				.stream()
				.anyMatch((task) -> task.getTaskId().getValue().equals(taskId)))
			.findFirst();
		return found.orElse(null);
	}

	/**
	 * Take a task out of the queue.
	 * @param taskId the task
	 * @return the task or {@code null}
	 */
	@Nullable TaskInfo dequeue(String taskId) {
		TaskInfo task = this.queued.remove(taskId);
		TaskGroupInfo group = queuedGroup(taskId);
		if (group != null && group.getTasksList()
			.stream()
			.noneMatch((one) -> this.queued.containsKey(one.getTaskId().getValue()))) {
			this.queuedGroups.remove(group);
		}
		return task;
	}

	void launch(TaskInfo task) {
		this.launched.put(task.getTaskId().getValue(),
				TaskMessages.create(task, TaskState.TASK_STAGING, this.frameworkId));
	}

	/**
	 * Enter a status into the record of its task.
	 * @param status the status
	 * @return {@code false} when the task is not there or has ended before
	 */
	boolean update(TaskStatus status) {
		String taskId = status.getTaskId().getValue();
		boolean terminal = TaskMessages.isTerminal(status.getState());
		Task task;
		if (this.queued.containsKey(taskId)) {
			TaskInfo info = terminal ? dequeue(taskId) : null;
			if (info == null) {
				return false;
			}
			task = TaskMessages.create(info, status.getState(), this.frameworkId);
		}
		else {
			Task launchedTask = this.launched.get(taskId);
			if (launchedTask == null) {
				return false;
			}
			task = launchedTask;
		}
		Task.Builder builder = task.toBuilder();
		int last = builder.getStatusesCount() - 1;
		if (last >= 0 && builder.getStatuses(last).getState() == status.getState()) {
			builder.removeStatuses(last);
		}
		Task updated = builder.addStatuses(status.toBuilder().clearData()).setState(status.getState()).build();
		if (terminal) {
			this.launched.remove(taskId);
			this.terminated.put(taskId, updated);
		}
		else {
			this.launched.put(taskId, updated);
		}
		return true;
	}

	/**
	 * Note which status was sent to the master last.
	 * @param status the status
	 * @return the newest state of the task, or {@code null} for an unknown task
	 */
	@Nullable TaskState forwarded(TaskStatus status) {
		String taskId = status.getTaskId().getValue();
		Map<String, Task> tasks = this.launched.containsKey(taskId) ? this.launched : this.terminated;
		Task task = tasks.get(taskId);
		if (task == null) {
			return null;
		}
		tasks.put(taskId,
				task.toBuilder().setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid()).build());
		return task.getState();
	}

	/**
	 * Complete a terminated task whose last update was acknowledged.
	 * @param taskId the task
	 */
	void complete(String taskId) {
		Task task = this.terminated.remove(taskId);
		if (task != null) {
			if (this.completed.size() == MAX_COMPLETED_TASKS) {
				this.completed.removeFirst();
			}
			this.completed.addLast(task);
		}
	}

	/**
	 * Return whether the executor has ever got a task.
	 * @return {@code false} for one that would have nothing to do
	 */
	boolean everSentTask() {
		return !this.launched.isEmpty() || this.terminated.values().stream().anyMatch(AgentExecutor::reachedExecutor)
				|| this.completed.stream().anyMatch(AgentExecutor::reachedExecutor);
	}

	private static boolean reachedExecutor(Task task) {
		return task.getStatusesList()
			.stream()
			.anyMatch((status) -> status.getSource() == TaskStatus.Source.SOURCE_EXECUTOR);
	}

	/**
	 * Return the resources of the executor and of its live tasks.
	 * @return the resources
	 */
	List<Resource> allocated() {
		List<Resource> all = new ArrayList<>(this.info.getResourcesList());
		this.launched.values().forEach((task) -> all.addAll(task.getResourcesList()));
		this.queued.values().forEach((task) -> all.addAll(task.getResourcesList()));
		return all;
	}

	/** The agent is gone: what waits in its memory counts as launched. */
	void agentKilled() {
		this.connection = null;
		new ArrayList<>(this.queued.keySet()).forEach((taskId) -> {
			TaskInfo task = dequeue(taskId);
			if (task != null) {
				launch(task);
			}
		});
		if (this.state != State.TERMINATED) {
			this.state = State.REGISTERING;
		}
	}

}
