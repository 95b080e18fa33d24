package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.time.Instant;

import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.agent.check.TaskChecks;
import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.WaitStatus;

/**
 * A task that a built-in executor runs, from TASK_STARTING to its terminal state: its
 * process, its checks, its time limit and its kill ({@code src/launcher/executor.cpp}).
 * Used on the loop only.
 */
final class ManagedTask implements TaskRunner.Listener {

	/** The grace period of a kill without any policy. */
	static final Duration DEFAULT_GRACE = Duration.ofSeconds(3);

	private final Loop loop;

	private final TaskRunner runner;

	private final TaskRunner.Launch launch;

	private final ExecutorSession session;

	private final @Nullable ContainerID containerId;

	private final Owner owner;

	private final TaskChecks checks;

	private TaskRunner.@Nullable Running running;

	private @Nullable TaskStatus last;

	private @Nullable Duration waitingKill;

	private Loop.@Nullable Timer completionTimer;

	private Loop.@Nullable Timer escalationTimer;

	private @Nullable Instant escalation;

	private @Nullable Instant killedAt;

	private boolean started;

	private boolean ended;

	private boolean destroyed;

	private boolean timedOut;

	private boolean unhealthy;

	ManagedTask(Loop loop, TaskRunner runner, TaskRunner.Launch launch, ExecutorSession session,
			@Nullable ContainerID containerId, Owner owner) {
		this.loop = loop;
		this.runner = runner;
		this.launch = launch;
		this.session = session;
		this.containerId = containerId;
		this.owner = owner;
		this.checks = new TaskChecks(loop, runner, launch, this::checked, this::healthChecked);
	}

	TaskInfo info() {
		return this.launch.task();
	}

	@Nullable ContainerID containerId() {
		return this.containerId;
	}

	@Nullable String user() {
		return this.launch.user();
	}

	boolean isKilled() {
		return this.killedAt != null || this.waitingKill != null;
	}

	/** Send TASK_STARTING. */
	void announce() {
		forward(status(TaskState.TASK_STARTING));
	}

	/** Start the process. */
	void start() {
		this.running = this.runner.run(this.launch, this);
	}

	@Override
	public void started() {
		this.started = true;
		if (this.destroyed) {
			return;
		}
		long limit = info().getMaxCompletionTime().getNanoseconds();
		if (limit > 0) {
			this.completionTimer = this.loop.schedule(Duration.ofNanos(limit), this::timeout);
		}
		forward(status(TaskState.TASK_RUNNING));
		this.owner.running(this);
		this.checks.start();
		Duration grace = this.waitingKill;
		if (grace != null) {
			this.waitingKill = null;
			kill(grace);
		}
	}

	@Override
	public void failed(String message) {
		end(TaskState.TASK_FAILED, null, message);
	}

	@Override
	public void exited(WaitStatus status) {
		TaskState state = TaskState.TASK_FAILED;
		TaskStatus.Reason reason = null;
		if (this.timedOut) {
			reason = TaskStatus.Reason.REASON_MAX_COMPLETION_TIME_REACHED;
		}
		else if (isKilled()) {
			state = TaskState.TASK_KILLED;
		}
		else if (status.isSuccess()) {
			state = TaskState.TASK_FINISHED;
		}
		end(state, reason, "Command " + status.describe());
	}

	private void end(TaskState state, TaskStatus.@Nullable Reason reason, String message) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.checks.stop();
		cancelTimers();
		if (this.running != null) {
			this.running.release();
		}
		TaskStatus.Builder status = status(state).setMessage(message);
		if (reason != null) {
			status.setReason(reason);
		}
		if (this.unhealthy || this.owner.isUnhealthy()) {
			status.setHealthy(false);
		}
		if (!this.destroyed) {
			forward(status);
		}
		this.owner.ended(this, state);
	}

	/**
	 * Kill the task: SIGTERM now, SIGKILL after the grace period. When it is being killed
	 * already, the grace period can only become shorter.
	 * @param grace the grace period
	 */
	void kill(Duration grace) {
		if (this.ended) {
			return;
		}
		if (!this.started) {
			this.waitingKill = grace;
			return;
		}
		if (this.killedAt != null) {
			shorten(this.killedAt, grace);
			return;
		}
		if (this.completionTimer != null) {
			this.completionTimer.cancel();
		}
		if (!this.timedOut && this.session.has(FrameworkInfo.Capability.Type.TASK_KILLING_STATE)) {
			forward(status(TaskState.TASK_KILLING));
		}
		this.checks.stop();
		this.killedAt = this.loop.now();
		if (this.running != null) {
			this.running.terminate();
		}
		escalateIn(grace);
	}

	private void shorten(Instant since, Duration grace) {
		if (this.escalation != null && since.plus(grace).isBefore(this.escalation)) {
			Duration remaining = Duration.between(this.loop.now(), since.plus(grace));
			escalateIn(remaining.isNegative() ? Duration.ZERO : remaining);
		}
	}

	private void escalateIn(Duration delay) {
		if (this.escalationTimer != null) {
			this.escalationTimer.cancel();
		}
		this.escalation = this.loop.now().plus(delay);
		this.escalationTimer = this.loop.schedule(delay, () -> {
			if (!this.ended && this.running != null) {
				this.running.kill();
			}
		});
	}

	private void timeout() {
		if (!this.ended && this.killedAt == null) {
			this.timedOut = true;
			kill(Duration.ZERO);
		}
	}

	/** Kill the task at once and send no more updates. */
	void destroy() {
		this.destroyed = true;
		this.checks.stop();
		if (!this.ended && this.running != null) {
			this.running.kill();
		}
	}

	private void checked(CheckStatusInfo check) {
		if (!this.ended && !isKilled()) {
			forward(again(TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED).setCheckStatus(check));
		}
	}

	private void healthChecked(boolean healthy, boolean kill) {
		if (this.ended || isKilled()) {
			return;
		}
		forward(again(TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED).setHealthy(healthy));
		if (kill) {
			this.unhealthy = true;
			this.owner.unhealthy(this);
		}
	}

	private TaskStatus.Builder again(TaskStatus.Reason reason) {
		TaskStatus.Builder builder = (this.last != null) ? this.last.toBuilder() : status(TaskState.TASK_RUNNING);
		return builder.setUuid(Uuids.random()).setTimestamp(now()).setReason(reason);
	}

	private TaskStatus.Builder status(TaskState state) {
		TaskStatus.Builder status = TaskStatus.newBuilder()
			.setTaskId(info().getTaskId())
			.setState(state)
			.setUuid(Uuids.random())
			.setTimestamp(now())
			.setExecutorId(this.session.executorId())
			.setSource(TaskStatus.Source.SOURCE_EXECUTOR);
		if (this.containerId != null) {
			status.getContainerStatusBuilder().setContainerId(this.containerId);
		}
		if (info().hasCheck()) {
			status.setCheckStatus(TaskChecks.empty(info().getCheck()));
		}
		return status;
	}

	private void forward(TaskStatus.Builder status) {
		TaskStatus built = status.build();
		this.last = built;
		this.session.forward(built);
	}

	private double now() {
		return this.loop.now().toEpochMilli() / 1000.0;
	}

	private void cancelTimers() {
		if (this.completionTimer != null) {
			this.completionTimer.cancel();
		}
		if (this.escalationTimer != null) {
			this.escalationTimer.cancel();
		}
	}

	/**
	 * Return the grace period of a task's own policy.
	 * @param task the task
	 * @return its grace period, or the default
	 */
	static Duration grace(TaskInfo task) {
		return task.getKillPolicy().hasGracePeriod()
				? Duration.ofNanos(task.getKillPolicy().getGracePeriod().getNanoseconds()) : DEFAULT_GRACE;
	}

	/** The executor of a task. */
	interface Owner {

		/**
		 * The task runs.
		 * @param task the task
		 */
		void running(ManagedTask task);

		/**
		 * The task has to be killed because of its health.
		 * @param task the task
		 */
		void unhealthy(ManagedTask task);

		/**
		 * Return whether all statuses have to say that they are unhealthy.
		 * @return {@code true} once a task was found to be unhealthy
		 */
		boolean isUnhealthy();

		/**
		 * The task has ended.
		 * @param task the task
		 * @param state its last state
		 */
		void ended(ManagedTask task, TaskState state);

	}

}
