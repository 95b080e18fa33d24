package io.mesosframework.embedded.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * One task of a simulated agent: runs its script, keeps its updates until they are
 * acknowledged. Used on the loop only.
 */
final class SimulatedTask {

	private static final ContainerStatus CONTAINER = ContainerStatus.newBuilder()
		.addNetworkInfos(
				NetworkInfo.newBuilder().addIpAddresses(NetworkInfo.IPAddress.newBuilder().setIpAddress("127.0.0.1")))
		.build();

	private static final int NANOS = 1_000_000_000;

	private final SimulatedAgent agent;

	private final FrameworkID frameworkId;

	/** What a master is told, without what changes; all that is kept of the launch. */
	private final Task base;

	private final ExecutorID executorId;

	private final TaskScript script;

	private final Iterator<TaskScript.Step> steps;

	private final Outbox<TaskStatus> updates;

	private TaskState state = TaskState.TASK_STAGING;

	private @Nullable TaskStatus last;

	private boolean killed;

	private Loop.@Nullable Timer timer;

	SimulatedTask(SimulatedAgent agent, FrameworkID frameworkId, TaskInfo info, ExecutorID executorId,
			TaskScript script) {
		this.agent = agent;
		this.frameworkId = frameworkId;
		this.base = base(agent.idOrDefault(), frameworkId, info, executorId);
		this.executorId = executorId;
		this.script = script;
		this.steps = script.steps().iterator();
		this.updates = new Outbox<>(agent.loop(), this::send);
	}

	FrameworkID frameworkId() {
		return this.frameworkId;
	}

	ExecutorID executorId() {
		return this.executorId;
	}

	TaskState state() {
		return this.state;
	}

	boolean isTerminal() {
		return isTerminal(this.state);
	}

	boolean isCompleted() {
		return isTerminal() && this.updates.isEmpty();
	}

	static boolean isTerminal(TaskState state) {
		return switch (state) {
			case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE -> true;
			default -> false;
		};
	}

	/** Go on with the script until it has to wait. */
	void run() {
		this.timer = null;
		while (this.steps.hasNext() && !this.killed) {
			TaskScript.Step step = this.steps.next();
			if (!step.delay().isZero()) {
				this.timer = this.agent.loop().schedule(step.delay(), () -> {
					update(step);
					run();
				});
				return;
			}
			update(step);
		}
	}

	/**
	 * Kill the task as a framework or a shutdown does.
	 * @param announced whether TASK_KILLING is sent
	 */
	void kill(boolean announced) {
		if (this.killed || isTerminal()) {
			return;
		}
		stop();
		this.killed = true;
		if (announced) {
			update(TaskState.TASK_KILLING, null, null, null);
		}
		Duration delay = this.script.killDelay();
		if (delay.isZero()) {
			end();
		}
		else {
			this.timer = this.agent.loop().schedule(delay, this::end);
		}
	}

	private void end() {
		update(TaskState.TASK_KILLED, "Command terminated with signal Terminated", null, null);
	}

	/** The agent is gone: nothing happens to the task any more. */
	void forget() {
		stop();
		this.updates.stop();
	}

	private void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	/** Send the update that waits for its acknowledgement again. */
	void resend() {
		this.updates.resend();
	}

	/** Send nothing until {@link #resend()}. */
	void pause() {
		this.updates.stop();
	}

	/** Return how many updates are not acknowledged. */
	int unacknowledged() {
		return this.updates.size();
	}

	void acknowledge(ByteString uuid) {
		this.updates.acknowledge(uuid);
	}

	/**
	 * End the task or change its state.
	 * @param state the new state
	 * @param message the message, if any
	 * @param reason the reason, if any
	 */
	void update(TaskState state, @Nullable String message, TaskStatus.@Nullable Reason reason) {
		stop();
		update(state, message, reason, null);
	}

	private void update(TaskScript.Step step) {
		update(step.state(), step.message(), step.reason(), step.healthy());
	}

	private void update(TaskState state, @Nullable String message, TaskStatus.@Nullable Reason reason,
			@Nullable Boolean healthy) {
		if (isTerminal()) {
			return;
		}
		this.state = state;
		ByteString uuid = this.agent.newUuid();
		Instant now = this.agent.loop().now();
		TaskStatus.Builder status = TaskStatus.newBuilder()
			.setTaskId(this.base.getTaskId())
			.setState(state)
			.setAgentId(this.agent.idOrDefault())
			.setExecutorId(this.executorId)
			.setSource(TaskStatus.Source.SOURCE_EXECUTOR)
			.setTimestamp(now.getEpochSecond() + now.getNano() / (double) NANOS)
			.setUuid(uuid)
			.setContainerStatus(CONTAINER);
		if (message != null) {
			status.setMessage(message);
		}
		if (reason != null) {
			status.setReason(reason);
		}
		if (healthy != null) {
			status.setHealthy(healthy);
		}
		this.last = status.build();
		this.updates.add(uuid, this.last);
		if (isTerminal()) {
			this.agent.tasks().ended(this);
		}
	}

	private void send(TaskStatus status) {
		this.agent.sendUpdate(this.frameworkId, status, this.state);
	}

	private static Task base(AgentID agentId, FrameworkID frameworkId, TaskInfo info, ExecutorID executorId) {
		Task.Builder task = Task.newBuilder()
			.setName(info.getName())
			.setTaskId(info.getTaskId())
			.setFrameworkId(frameworkId)
			.setAgentId(agentId)
			.setState(TaskState.TASK_STAGING)
			.addAllResources(info.getResourcesList());
		if (info.hasExecutor()) {
			task.setExecutorId(executorId);
		}
		if (info.hasLabels()) {
			task.setLabels(info.getLabels());
		}
		if (info.hasDiscovery()) {
			task.setDiscovery(info.getDiscovery());
		}
		return task.build();
	}

	/**
	 * Describe the task to a new master.
	 * @param agentId the id of the agent
	 * @return the task
	 */
	Task toTask(AgentID agentId) {
		Task.Builder task = this.base.toBuilder().setAgentId(agentId).setState(this.state);
		TaskStatus head = this.updates.head();
		TaskStatus sent = (head != null) ? head : this.last;
		if (sent != null) {
			task.setStatusUpdateState(sent.getState()).setStatusUpdateUuid(sent.getUuid()).addStatuses(sent);
		}
		return task.build();
	}

}
