package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.Fetcher;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.Users;
import io.mesosframework.embedded.process.WaitStatus;

/**
 * The executor of task groups ({@code src/launcher/default_executor.cpp}): each task runs
 * in a container within the executor's; one that fails or is killed takes its group
 * along; the executor ends when no task is left and all updates are acknowledged.
 */
final class DefaultExecutor implements BuiltInExecutor.Behaviour, ManagedTask.Owner {

	private static final Logger logger = LoggerFactory.getLogger(DefaultExecutor.class);

	private static final Duration FAIL_SAFE = Duration.ofMinutes(1);

	private final Loop loop;

	private final ProcessHost host;

	private final TaskRunner runner;

	private final ExecutorSession session;

	private final Containers containers;

	private final Nesting nesting;

	private final Fetcher fetcher = new Fetcher();

	private final Map<String, Member> members = new LinkedHashMap<>();

	private boolean unhealthy;

	private boolean shuttingDown;

	private boolean finishing;

	private boolean destroyed;

	DefaultExecutor(Loop loop, ProcessHost host, TaskRunner runner, ExecutorSession session, Containers containers,
			Nesting nesting) {
		this.loop = loop;
		this.host = host;
		this.runner = runner;
		this.session = session;
		this.containers = containers;
		this.nesting = nesting;
	}

	@Override
	public void launch(TaskInfo task) {
		launchGroup(TaskGroupInfo.newBuilder().addTasks(task).build());
	}

	@Override
	public void launchGroup(TaskGroupInfo group) {
		if (this.shuttingDown || this.destroyed) {
			return;
		}
		List<Member> added = new ArrayList<>();
		for (TaskInfo task : group.getTasksList()) {
			ContainerID containerId = ContainerID.newBuilder()
				.setValue(UUID.randomUUID().toString())
				.setParent(this.nesting.parent())
				.build();
			this.containers.nest(containerId);
			Path sandbox = this.nesting.sandbox().resolve("containers").resolve(containerId.getValue());
			TaskRunner.Launch launch = this.nesting.launch(task, sandbox);
			ManagedTask managed = new ManagedTask(this.loop, this.runner, launch, this.session, containerId, this);
			Member member = new Member(managed, group);
			this.members.put(task.getTaskId().getValue(), member);
			managed.announce();
			added.add(member);
		}
		added.forEach(this::prepare);
	}

	private void prepare(Member member) {
		TaskInfo task = member.task.info();
		String refusal = ContainerSpec.nestedRefusal(task.getContainer(), task.getCommand());
		if (refusal != null) {
			this.loop.execute(() -> member.task.failed(refusal));
			return;
		}
		if (!this.runner.needsSandbox()) {
			this.loop.execute(member.task::start);
			return;
		}
		ContainerID containerId = member.task.containerId();
		String id = (containerId != null) ? containerId.getValue() : "";
		Path sandbox = this.nesting.sandbox().resolve("containers").resolve(id);
		String user = member.task.user();
		this.host.execute(() -> {
			String error = createSandbox(task, sandbox, id);
			boolean fetched = error == null && fetch(task, sandbox, user);
			this.loop.execute(() -> {
				if (error != null) {
					member.task.failed(error);
				}
				else if (!fetched) {
					// The process of the container waits for its files, and ends without.
					member.task.exited(WaitStatus.exited(1));
				}
				else if (this.destroyed) {
					member.task.failed("The executor has ended");
				}
				else {
					member.task.start();
				}
			});
		});
	}

	private @Nullable String createSandbox(TaskInfo task, Path sandbox, String id) {
		String stranger = Users.refusal(task.getCommand());
		if (stranger != null) {
			return "Failed to create nested sandbox '" + sandbox + "': " + stranger;
		}
		try {
			Sandboxes.create(sandbox);
			Sandboxes.linkVolumes(this.nesting.workDir(), task.getResourcesList(), this.nesting.sandbox());
			Sandboxes.linkVolumes(this.nesting.workDir(), task.getResourcesList(), sandbox);
			Path tasks = Files.createDirectories(this.nesting.sandbox().resolve("tasks"));
			Path link = tasks.resolve(task.getTaskId().getValue());
			Files.deleteIfExists(link);
			Files.createSymbolicLink(link, sandbox);
			return null;
		}
		catch (IOException ex) {
			return "Failed to create the sandbox of container '" + this.nesting.parent().getValue() + "." + id + "': "
					+ ex;
		}
	}

	private boolean fetch(TaskInfo task, Path sandbox, @Nullable String user) {
		try {
			List<CommandInfo.URI> uris = task.getCommand().getUrisList();
			if (Fetcher.refusal(uris) != null) {
				return false;
			}
			this.fetcher.fetch(uris, sandbox);
			Users.own(sandbox, user);
			return true;
		}
		catch (IOException ex) {
			logger.debug("The files of task {} cannot be fetched", task.getTaskId().getValue(), ex);
			return false;
		}
	}

	@Override
	public void kill(TaskID taskId, @Nullable Long graceNanos) {
		Member member = this.members.get(taskId.getValue());
		if (this.shuttingDown || member == null || member.task.isKilled()) {
			return;
		}
		member.task.kill((graceNanos != null) ? Duration.ofNanos(graceNanos) : ManagedTask.grace(member.task.info()));
	}

	@Override
	public void allAcknowledged() {
		if (this.finishing || (this.shuttingDown && this.members.isEmpty())) {
			this.session.exit(WaitStatus.exited(0));
		}
	}

	@Override
	public void shutdown() {
		if (this.shuttingDown) {
			return;
		}
		this.shuttingDown = true;
		if (this.members.isEmpty()) {
			finish();
			return;
		}
		List.copyOf(this.members.values())
			.stream()
			.filter((member) -> !member.task.isKilled())
			.forEach((member) -> member.task.kill(ManagedTask.DEFAULT_GRACE));
	}

	@Override
	public void destroy() {
		this.destroyed = true;
		if (this.members.isEmpty()) {
			this.session.exit(WaitStatus.signaled(WaitStatus.SIGKILL));
			return;
		}
		List.copyOf(this.members.values()).forEach((member) -> member.task.destroy());
	}

	@Override
	public void running(ManagedTask task) {
		// Nothing to do beyond the update.
	}

	@Override
	public void unhealthy(ManagedTask task) {
		this.unhealthy = true;
		kill(task.info().getTaskId(), null);
	}

	@Override
	public boolean isUnhealthy() {
		return this.unhealthy;
	}

	@Override
	public void ended(ManagedTask task, TaskState state) {
		Member member = this.members.remove(task.info().getTaskId().getValue());
		ContainerID containerId = task.containerId();
		if (containerId != null) {
			this.containers.unnest(containerId);
		}
		if (member != null && !this.shuttingDown && !this.destroyed && !member.groupKilled
				&& (state == TaskState.TASK_FAILED || state == TaskState.TASK_KILLED)) {
			killGroup(member);
		}
		if (this.members.isEmpty()) {
			if (this.destroyed) {
				this.session.exit(WaitStatus.signaled(WaitStatus.SIGKILL));
			}
			else {
				finish();
			}
		}
	}

	private void killGroup(Member member) {
		member.group.getTasksList().forEach((one) -> {
			Member other = this.members.get(one.getTaskId().getValue());
			if (other != null) {
				other.groupKilled = true;
				if (!other.task.isKilled()) {
					other.task.kill(ManagedTask.DEFAULT_GRACE);
				}
			}
		});
	}

	private void finish() {
		this.finishing = true;
		if (this.session.hasUnacknowledged()) {
			this.loop.schedule(FAIL_SAFE, () -> this.session.exit(WaitStatus.exited(0)));
		}
		else {
			this.session.exit(WaitStatus.exited(0));
		}
	}

	/** A task with its group. */
	private static final class Member {

		private final ManagedTask task;

		private final TaskGroupInfo group;

		private boolean groupKilled;

		private Member(ManagedTask task, TaskGroupInfo group) {
			this.task = task;
			this.group = group;
		}

	}

	/** Where the containers of the tasks are. */
	interface Nesting {

		/**
		 * Return the executor's container.
		 * @return its id
		 */
		ContainerID parent();

		/**
		 * Return the executor's directory.
		 * @return the directory
		 */
		Path sandbox();

		/**
		 * Return the agent's work directory.
		 * @return the directory
		 */
		Path workDir();

		/**
		 * Return how a task is started.
		 * @param task the task
		 * @param directory its sandbox
		 * @return the command with its environment
		 */
		TaskRunner.Launch launch(TaskInfo task, Path directory);

	}

}
