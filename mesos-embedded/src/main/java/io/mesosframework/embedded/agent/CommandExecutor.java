package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.WaitStatus;

/**
 * The executor of a task with a command, one for each
 * ({@code src/launcher/executor.cpp}). It does not see the kill policy of a kill, and
 * ends a second after its task.
 */
final class CommandExecutor implements BuiltInExecutor.Behaviour, ManagedTask.Owner {

	private static final Duration LINGER = Duration.ofSeconds(1);

	private static final Duration MARGIN = Duration.ofSeconds(2);

	private final Loop loop;

	private final TaskRunner runner;

	private final ExecutorSession session;

	private final Function<TaskInfo, TaskRunner.Launch> launches;

	private final Duration shutdownGrace;

	private @Nullable ManagedTask task;

	private boolean ended;

	private boolean destroyed;

	CommandExecutor(Loop loop, TaskRunner runner, ExecutorSession session,
			Function<TaskInfo, TaskRunner.Launch> launches, Duration shutdownGrace) {
		this.loop = loop;
		this.runner = runner;
		this.session = session;
		this.launches = launches;
		this.shutdownGrace = shutdownGrace;
	}

	/**
	 * Add the variable that only tasks of built-in executors get.
	 * @param environment the environment of the executor
	 * @param task the task
	 */
	static void addAllocationRole(Map<String, String> environment, TaskInfo task) {
		String role = (task.getResourcesCount() > 0) ? task.getResources(0).getAllocationInfo().getRole() : "*";
		environment.put("MESOS_ALLOCATION_ROLE", role);
	}

	@Override
	public void launch(TaskInfo info) {
		if (this.task != null) {
			return;
		}
		this.task = new ManagedTask(this.loop, this.runner, this.launches.apply(info), this.session, null, this);
		this.task.announce();
		if (info.getCommand().hasValue()) {
			this.task.start();
		}
		else {
			// The executor of Mesos aborts after it has announced the task.
			this.loop.execute(() -> exit(WaitStatus.signaled(WaitStatus.SIGABRT)));
		}
	}

	@Override
	public void launchGroup(TaskGroupInfo group) {
		shutdown();
	}

	@Override
	public void kill(TaskID taskId, @Nullable Long graceNanos) {
		if (this.task != null) {
			this.task.kill(ManagedTask.grace(this.task.info()));
		}
	}

	@Override
	public void allAcknowledged() {
		// The executor lingers on, as long as its task has ended or not.
	}

	@Override
	public void shutdown() {
		if (this.task == null) {
			exit(WaitStatus.exited(0));
			return;
		}
		Duration grace = this.shutdownGrace.minus(MARGIN);
		this.task.kill(grace.isNegative() ? Duration.ZERO : grace);
	}

	@Override
	public void destroy() {
		this.destroyed = true;
		if (this.task == null || this.ended) {
			exit(WaitStatus.signaled(WaitStatus.SIGKILL));
		}
		else {
			this.task.destroy();
		}
	}

	@Override
	public void running(ManagedTask running) {
		// Nothing to do beyond the update.
	}

	@Override
	public void unhealthy(ManagedTask unhealthy) {
		unhealthy.kill(ManagedTask.grace(unhealthy.info()));
	}

	@Override
	public boolean isUnhealthy() {
		return false;
	}

	@Override
	public void ended(ManagedTask last, TaskState state) {
		this.ended = true;
		if (this.destroyed) {
			exit(WaitStatus.signaled(WaitStatus.SIGKILL));
		}
		else {
			this.loop.schedule(LINGER, () -> exit(WaitStatus.exited(0)));
		}
	}

	private void exit(WaitStatus status) {
		this.session.exit(status);
	}

}
