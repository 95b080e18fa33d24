package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.process.ProcessHost;

/**
 * Creates the executors that come with Mesos: the command executor and the default
 * executor.
 */
final class BuiltInExecutors {

	private static final Logger logger = LoggerFactory.getLogger(BuiltInExecutors.class);

	private final AgentState state;

	private final ProcessHost host;

	private final TaskRunner runner;

	private final Containers containers;

	BuiltInExecutors(AgentState state, ProcessHost host, TaskRunner runner, Containers containers) {
		this.state = state;
		this.host = host;
		this.runner = runner;
		this.containers = containers;
	}

	/**
	 * Create the executor of a container.
	 * @param framework its framework
	 * @param executor what the agent knows about it
	 * @param environment its environment
	 * @param user the user it should run as
	 * @return the executor, or {@code null} for one that is a process
	 */
	@Nullable BuiltInExecutor create(FrameworkInfo framework, AgentExecutor executor, Map<String, String> environment,
			String user) {
		boolean group = executor.info.getType() == ExecutorInfo.Type.DEFAULT;
		if (!executor.commandTask && !group) {
			return null;
		}
		ExecutorSession session = new ExecutorSession(this.state.loop, framework, executor.executorId(),
				this.state.options.timeouts().recovery());
		if (group) {
			return new BuiltInExecutor(session, new DefaultExecutor(this.state.loop, this.host, this.runner, session,
					this.containers, new Nesting(executor.containerId, executor.directory, user)));
		}
		return new BuiltInExecutor(session,
				new CommandExecutor(this.state.loop, this.runner, session,
						(task) -> command(task, executor, environment, user),
						ExecutorEnvironment.shutdownGrace(this.state, executor.info)));
	}

	private static TaskRunner.Launch command(TaskInfo task, AgentExecutor executor, Map<String, String> inherited,
			String user) {
		Map<String, String> environment = new LinkedHashMap<>(inherited);
		ExecutorEnvironment.add(environment, task.getCommand());
		CommandExecutor.addAllocationRole(environment, task);
		return new TaskRunner.Launch(task, task.getCommand(), executor.directory, environment, user);
	}

	/**
	 * Make volumes visible in a sandbox.
	 * @param volumes the volumes
	 * @param sandbox the sandbox
	 * @param then what to do on the loop afterwards
	 */
	void linkVolumes(List<Resource> volumes, Path sandbox, Runnable then) {
		this.host.execute(() -> {
			try {
				Sandboxes.linkVolumes(this.state.options.workDir(), volumes, sandbox);
			}
			catch (IOException ex) {
				logger.warn("Cannot create the volumes in sandbox {}", sandbox, ex);
			}
			this.state.loop.execute(then);
		});
	}

	/** Where the tasks of one default executor run. */
	private final class Nesting implements DefaultExecutor.Nesting {

		private final ContainerID parent;

		private final Path sandbox;

		private final String user;

		private Nesting(ContainerID parent, Path sandbox, String user) {
			this.parent = parent;
			this.sandbox = sandbox;
			this.user = user;
		}

		@Override
		public ContainerID parent() {
			return this.parent;
		}

		@Override
		public Path sandbox() {
			return this.sandbox;
		}

		@Override
		public Path workDir() {
			return BuiltInExecutors.this.state.options.workDir();
		}

		@Override
		public TaskRunner.Launch launch(TaskInfo task, Path directory) {
			CommandInfo command = task.getCommand();
			Map<String, String> environment = ExecutorEnvironment.nested(BuiltInExecutors.this.state.options, directory,
					command);
			CommandExecutor.addAllocationRole(environment, task);
			return new TaskRunner.Launch(task, command, directory, environment,
					command.hasUser() ? command.getUser() : this.user);
		}

	}

}
