package io.mesosframework.embedded.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

import io.mesosframework.embedded.wire.ToMaster;

/**
 * The tasks, executors and frameworks of a simulated agent. Used on the loop only.
 */
final class SimulatedTasks {

	private final SimulatedAgent agent;

	private final TaskScripts scripts;

	private final Map<Key, SimulatedTask> tasks = new LinkedHashMap<>();

	private final Map<Key, ExecutorInfo> executors = new LinkedHashMap<>();

	private final Map<String, FrameworkInfo> frameworks = new LinkedHashMap<>();

	SimulatedTasks(SimulatedAgent agent, TaskScripts scripts) {
		this.agent = agent;
		this.scripts = scripts;
	}

	Collection<SimulatedTask> all() {
		return this.tasks.values();
	}

	Collection<FrameworkInfo> frameworks() {
		return this.frameworks.values();
	}

	List<ToMaster.RunningExecutor> executors() {
		List<ToMaster.RunningExecutor> running = new ArrayList<>();
		this.executors.forEach((key, info) -> running
			.add(new ToMaster.RunningExecutor(FrameworkID.newBuilder().setValue(key.frameworkId).build(), info)));
		return running;
	}

	void launch(FrameworkInfo framework, TaskInfo task) {
		ExecutorID executorId;
		if (task.hasExecutor()) {
			executorId = task.getExecutor().getExecutorId();
			this.executors.putIfAbsent(new Key(framework.getId().getValue(), executorId.getValue()),
					task.getExecutor());
		}
		else {
			executorId = ExecutorID.newBuilder().setValue(task.getTaskId().getValue()).build();
		}
		this.frameworks.put(framework.getId().getValue(), framework);
		Key key = new Key(framework.getId().getValue(), task.getTaskId().getValue());
		SimulatedTask known = this.tasks.get(key);
		SimulatedTask started = new SimulatedTask(this.agent, framework.getId(), task, executorId,
				this.scripts.of(task));
		if (known != null && !known.isTerminal()) {
			started.update(TaskState.TASK_DROPPED, "Cannot reuse an already existing executor for a command task",
					Reason.REASON_TASK_INVALID);
			return;
		}
		boolean draining = this.agent.isDraining(this.tasks.size());
		this.tasks.put(key, started);
		if (draining) {
			started.update(TaskState.TASK_DROPPED, "Task was received while agent was already draining",
					Reason.REASON_AGENT_DRAINING);
			return;
		}
		started.run();
	}

	void kill(FrameworkID frameworkId, TaskID taskId) {
		SimulatedTask task = this.tasks.get(new Key(frameworkId.getValue(), taskId.getValue()));
		if (task != null) {
			task.kill(announcesKills(frameworkId));
			return;
		}
		TaskInfo unknown = TaskInfo.newBuilder()
			.setName("")
			.setTaskId(taskId)
			.setAgentId(this.agent.idOrDefault())
			.build();
		SimulatedTask lost = new SimulatedTask(this.agent, frameworkId, unknown,
				ExecutorID.newBuilder().setValue(taskId.getValue()).build(), TaskScript.empty());
		this.tasks.put(new Key(frameworkId.getValue(), taskId.getValue()), lost);
		lost.update(has(frameworkId, FrameworkInfo.Capability.Type.PARTITION_AWARE) ? TaskState.TASK_DROPPED
				: TaskState.TASK_LOST, "Cannot find executor", Reason.REASON_EXECUTOR_TERMINATED);
	}

	private boolean announcesKills(FrameworkID frameworkId) {
		return has(frameworkId, FrameworkInfo.Capability.Type.TASK_KILLING_STATE);
	}

	private boolean has(FrameworkID frameworkId, FrameworkInfo.Capability.Type type) {
		FrameworkInfo framework = this.frameworks.get(frameworkId.getValue());
		return framework != null && framework.getCapabilitiesList()
			.contains(FrameworkInfo.Capability.newBuilder().setType(type).build());
	}

	/** Return how many updates are not acknowledged. */
	int unacknowledged() {
		return this.tasks.values().stream().mapToInt(SimulatedTask::unacknowledged).sum();
	}

	void killAll() {
		for (SimulatedTask task : new ArrayList<>(this.tasks.values())) {
			task.kill(announcesKills(task.frameworkId()));
		}
	}

	void acknowledge(FrameworkID frameworkId, TaskID taskId, ByteString uuid) {
		Key key = new Key(frameworkId.getValue(), taskId.getValue());
		SimulatedTask task = this.tasks.get(key);
		if (task != null) {
			task.acknowledge(uuid);
			if (task.isCompleted()) {
				this.tasks.remove(key);
			}
		}
	}

	/**
	 * A task has ended: one failed task of a group ends all, and the default executor
	 * exits after its last task.
	 * @param ended the task
	 */
	void ended(SimulatedTask ended) {
		Key key = new Key(ended.frameworkId().getValue(), ended.executorId().getValue());
		ExecutorInfo executor = this.executors.get(key);
		if (executor == null || executor.getType() != ExecutorInfo.Type.DEFAULT) {
			return;
		}
		boolean kill = ended.state() != TaskState.TASK_FINISHED;
		boolean live = false;
		for (SimulatedTask task : tasksOf(key)) {
			if (kill) {
				this.agent.loop().execute(() -> task.kill(announcesKills(task.frameworkId())));
			}
			live |= !task.isTerminal();
		}
		if (!live) {
			exited(key, 0);
		}
	}

	private List<SimulatedTask> tasksOf(Key executor) {
		List<SimulatedTask> found = new ArrayList<>();
		for (SimulatedTask task : this.tasks.values()) {
			if (task.executorId().getValue().equals(executor.id)
					&& task.frameworkId().getValue().equals(executor.frameworkId)) {
				found.add(task);
			}
		}
		return found;
	}

	/**
	 * End an executor; its tasks end first.
	 * @param frameworkId the framework
	 * @param executorId the executor
	 */
	void shutdown(FrameworkID frameworkId, ExecutorID executorId) {
		Key key = new Key(frameworkId.getValue(), executorId.getValue());
		tasksOf(key).forEach((task) -> task.kill(announcesKills(frameworkId)));
		exited(key, 0);
	}

	/**
	 * Let an executor crash: its tasks fail.
	 * @param frameworkId the framework
	 * @param executorId the executor
	 * @param status the raw wait status
	 * @return whether it was running
	 */
	boolean crash(FrameworkID frameworkId, ExecutorID executorId, int status) {
		Key key = new Key(frameworkId.getValue(), executorId.getValue());
		List<SimulatedTask> running = tasksOf(key).stream().filter((task) -> !task.isTerminal()).toList();
		boolean known = this.executors.containsKey(key) || !running.isEmpty();
		exited(key, status);
		running.forEach(
				(task) -> task.update(TaskState.TASK_FAILED, "Executor terminated", Reason.REASON_EXECUTOR_TERMINATED));
		return known;
	}

	private void exited(Key key, int status) {
		if (this.executors.remove(key) != null) {
			this.agent.send(new ToMaster.ExitedExecutor(FrameworkID.newBuilder().setValue(key.frameworkId).build(),
					ExecutorID.newBuilder().setValue(key.id).build(), status));
		}
	}

	void removeFramework(FrameworkID frameworkId) {
		this.frameworks.remove(frameworkId.getValue());
		this.executors.keySet().removeIf((key) -> key.frameworkId.equals(frameworkId.getValue()));
		this.tasks.values().removeIf((task) -> {
			boolean removed = task.frameworkId().equals(frameworkId);
			if (removed) {
				task.forget();
			}
			return removed;
		});
	}

	void updateFramework(FrameworkInfo framework) {
		if (this.frameworks.replace(framework.getId().getValue(), framework) == null) {
			return;
		}
		for (SimulatedTask task : this.tasks.values()) {
			if (task.frameworkId().equals(framework.getId())) {
				task.resend();
			}
		}
	}

	void forgetAll() {
		this.tasks.values().forEach(SimulatedTask::forget);
		this.tasks.clear();
		this.executors.clear();
		this.frameworks.clear();
	}

	/**
	 * The key of a task or an executor.
	 *
	 * @param frameworkId its framework
	 * @param id its id
	 */
	private record Key(String frameworkId, String id) {
	}

}
