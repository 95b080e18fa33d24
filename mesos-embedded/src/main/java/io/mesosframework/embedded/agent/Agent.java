package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.agent.check.ProcessTaskRunner;
import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.WaitStatus;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * A Mesos agent: it registers with the leading master, runs executors and tasks, and
 * delivers their status updates. Used on the loop only.
 * <p>
 * An agent can be killed and started again. Executors and tasks of frameworks with
 * checkpointing survive and reconnect; all others end.
 *
 * @since 0.1.0
 */
public final class Agent {

	private static final Logger logger = LoggerFactory.getLogger(Agent.class);

	private final AgentState state;

	private final ProcessHost host;

	private final Containers containers;

	private final StatusUpdates updates;

	private final ExecutorLifecycle executors;

	private final TaskLauncher launcher;

	private final TaskKiller killer;

	private final Operations operations;

	private final Completion completion;

	private final Registration registration;

	private final AgentFaults faults;

	private @Nullable Runnable onShutdown;

	/**
	 * Create an agent which runs real processes.
	 * @param loop the loop of the cluster
	 * @param options what makes the agent
	 * @param leader finds the leading master
	 * @param host starts the processes
	 */
	public Agent(Loop loop, AgentOptions options, Supplier<ToAgent.@Nullable Endpoint> leader, ProcessHost host) {
		this(loop, options, leader, host, new ProcessTaskRunner(loop, host, options.ip()));
	}

	Agent(Loop loop, AgentOptions options, Supplier<ToAgent.@Nullable Endpoint> leader, ProcessHost host,
			TaskRunner runner) {
		this.host = host;
		this.state = new AgentState(loop, options);
		this.containers = new Containers(loop, host, options, runner);
		this.faults = new AgentFaults(this.state, this.containers);
		this.completion = new Completion(this.state);
		this.updates = new StatusUpdates(this.state, this.containers, this.completion, this.faults);
		this.executors = new ExecutorLifecycle(this.state, this.containers, this.updates, this.completion);
		this.launcher = new TaskLauncher(this.state, this.containers, this.updates, this.executors, this.completion,
				new BuiltInExecutors(this.state, host, runner, this.containers));
		this.killer = new TaskKiller(this.state, this.updates, this.executors);
		this.operations = new Operations(this.state, host, runner.needsSandbox());
		this.registration = new Registration(this.state, leader, this.operations, this::receive, this::pause);
		this.completion.whenEmpty(this::shutDown);
	}

	/**
	 * Add the agent's routes to a router.
	 * @param router the router, whose delegate is {@code slave(1)}
	 */
	public void route(HttpRouter router) {
		new ExecutorApi(this.state, this.executors, this.updates).route(router);
		new AgentApi(this.state, this.containers, this.host).route(router);
	}

	/**
	 * Start the agent, or start it again after a kill. Nothing happens when it runs.
	 */
	public void start() {
		if (this.state.isAlive()) {
			return;
		}
		this.state.nextIncarnation();
		this.state.startTime = this.state.loop.now();
		this.state.phase = AgentState.Phase.RECOVERING;
		recover();
	}

	private void recover() {
		List<AgentExecutor> known = this.state.executors();
		List<ContainerID> orphans = new ArrayList<>(this.containers.ids());
		known.forEach((executor) -> orphans.remove(executor.containerId));
		this.containers.listen(new ContainerEvents());
		orphans.forEach(this.containers::destroy);
		if (this.state.frameworks.isEmpty()) {
			recovered();
			return;
		}
		for (AgentExecutor executor : known) {
			BuiltInExecutor builtIn = this.containers.builtIn(executor.containerId);
			if (builtIn != null && builtIn.isStarted()) {
				builtIn.connect(new Link(executor));
			}
		}
		this.state.schedule(this.state.options.timeouts().executorReregistration(), this::reregistrationTimeout);
	}

	private void reregistrationTimeout() {
		for (AgentFramework framework : List.copyOf(this.state.frameworks.values())) {
			for (AgentExecutor executor : List.copyOf(framework.executors.values())) {
				if (executor.state == AgentExecutor.State.REGISTERING) {
					this.executors.reregistrationTimeout(framework, executor);
				}
			}
		}
		if (this.state.drain != null) {
			this.killer.drain(this.state.drain);
		}
		recovered();
	}

	private void recovered() {
		if (this.state.phase == AgentState.Phase.RECOVERING) {
			this.state.phase = AgentState.Phase.DISCONNECTED;
			this.registration.detect();
		}
	}

	/**
	 * Kill the agent as SIGKILL does. What it would have checkpointed is kept: its id,
	 * reservations and volumes, and the executors, tasks and updates of frameworks which
	 * checkpoint.
	 */
	public void kill() {
		if (!this.state.isAlive()) {
			return;
		}
		this.state.phase = AgentState.Phase.STOPPED;
		this.registration.disconnect();
		pause();
		this.containers.listen(null);
		this.state.nextIncarnation();
		for (AgentFramework framework : List.copyOf(this.state.frameworks.values())) {
			for (AgentExecutor executor : framework.executors.values()) {
				BuiltInExecutor builtIn = this.containers.builtIn(executor.containerId);
				if (builtIn != null) {
					builtIn.agentKilled();
				}
				else if (executor.connection != null) {
					executor.connection.abort();
				}
				executor.agentKilled();
			}
			framework.terminating = false;
			if (!framework.info.getCheckpoint()) {
				this.state.frameworks.remove(framework.id());
				this.updates.forget(framework.id());
			}
		}
		this.state.completedFrameworks.clear();
	}

	/**
	 * Kill the agent and all its executors, and forget everything including its id.
	 */
	public void reset() {
		kill();
		this.containers.destroyAll();
		this.updates.forgetAll();
		this.operations.forgetAll();
		this.state.frameworks.clear();
		this.state.completedFrameworks.clear();
		this.state.id = null;
		this.state.drain = null;
		this.state.drainStart = null;
		this.state.total = this.state.options.resources();
	}

	/**
	 * Shut the agent down in good order: it leaves the master and ends when all its
	 * executors have ended. It does not come back under its id.
	 */
	public void shutdown() {
		if (this.state.isAlive() && this.state.phase != AgentState.Phase.TERMINATING) {
			this.state.send(new ToMaster.Unregister());
			terminate("shutdown");
		}
	}

	private void terminate(String message) {
		logger.info("Agent {} shuts down: {}", this.state.options.address(), message);
		this.state.phase = AgentState.Phase.TERMINATING;
		List.copyOf(this.state.frameworks.values()).forEach(this.executors::shutdown);
		this.completion.checkAgent();
	}

	private void shutDown() {
		this.state.loop.execute(() -> {
			if (this.state.phase == AgentState.Phase.TERMINATING) {
				reset();
				if (this.onShutdown != null) {
					this.onShutdown.run();
				}
			}
		});
	}

	/**
	 * Set what happens on the loop when the agent has shut down, on its own or its
	 * master's behalf. It is then like a new one: when it is started again, it gets a new
	 * id.
	 * @param action the action
	 */
	public void onShutdown(Runnable action) {
		this.onShutdown = action;
	}

	/** Look for the leading master now instead of after the usual pause. */
	public void leaderChanged() {
		this.registration.detect();
	}

	/**
	 * Return whether the agent runs.
	 * @return {@code false} before the start and after a kill
	 */
	public boolean isAlive() {
		return this.state.isAlive();
	}

	/**
	 * Return whether the agent is registered with a master.
	 * @return {@code true} when it is
	 */
	public boolean isRegistered() {
		return this.state.isRunning();
	}

	/**
	 * Return the agent's id.
	 * @return the id, or {@code null} before its first registration
	 */
	public @Nullable AgentID id() {
		return this.state.id;
	}

	/**
	 * Return how many updates of tasks no framework has acknowledged.
	 * @return the number, those that wait for their turn included
	 */
	public int unacknowledgedUpdates() {
		return this.updates.unacknowledged();
	}

	/**
	 * Return what can be made to go wrong.
	 * @return the faults
	 */
	public AgentFaults faults() {
		return this.faults;
	}

	private void pause() {
		this.updates.pause();
		this.operations.pause();
	}

	private void receive(ToAgent message) {
		if (message instanceof ToAgent.Registered registered) {
			if (this.registration.registered(registered.agentId())) {
				this.updates.resume();
				this.operations.resume();
			}
		}
		else if (message instanceof ToAgent.Ping) {
			this.registration.pinged();
		}
		else if (message instanceof ToAgent.Shutdown shutdown) {
			terminate(shutdown.message());
		}
		else if (this.state.isRunning()) {
			receiveRegistered(message);
		}
	}

	private void receiveRegistered(ToAgent message) {
		if (message instanceof ToAgent.RunTask run) {
			this.launcher.run(run.framework(), run.task(), run.launchExecutor());
		}
		else if (message instanceof ToAgent.RunTaskGroup run) {
			this.launcher.run(run.framework(), run.executor(), run.group(), run.launchExecutor());
		}
		else if (message instanceof ToAgent.KillTask kill) {
			this.killer.kill(kill);
		}
		else if (message instanceof ToAgent.AcknowledgeUpdate acknowledgement) {
			this.faults.acknowledge(() -> this.updates.acknowledged(acknowledgement.frameworkId(),
					acknowledgement.taskId(), acknowledgement.uuid()));
		}
		else if (message instanceof ToAgent.ApplyOperation apply) {
			this.operations.apply(apply);
		}
		else if (message instanceof ToAgent.AcknowledgeOperation acknowledgement) {
			this.operations.acknowledged(acknowledgement.operationUuid(), acknowledgement.statusUuid());
		}
		else if (message instanceof ToAgent.Drain drain) {
			this.killer.drain(drain.config());
		}
		else {
			receiveForFramework(message);
		}
	}

	private void receiveForFramework(ToAgent message) {
		if (message instanceof ToAgent.ShutdownExecutor shutdown) {
			AgentFramework framework = this.state.framework(shutdown.frameworkId());
			AgentExecutor executor = (framework != null) ? framework.executor(shutdown.executorId()) : null;
			if (framework != null && executor != null && !framework.terminating) {
				this.executors.shutdown(framework, executor);
			}
		}
		else if (message instanceof ToAgent.ShutdownFramework shutdown) {
			AgentFramework framework = this.state.framework(shutdown.frameworkId());
			if (framework != null) {
				this.executors.shutdown(framework);
			}
		}
		else if (message instanceof ToAgent.UpdateFramework update) {
			AgentFramework framework = this.state.framework(update.framework().getId());
			if (framework != null && !framework.terminating) {
				framework.info = update.framework();
				this.updates.resume();
			}
		}
		else if (message instanceof ToAgent.FrameworkMessage data) {
			AgentFramework framework = this.state.framework(data.frameworkId());
			AgentExecutor executor = (framework != null) ? framework.executor(data.executorId()) : null;
			if (framework != null && executor != null && !framework.terminating
					&& executor.state == AgentExecutor.State.RUNNING) {
				executor.send(Event.newBuilder()
					.setType(Event.Type.MESSAGE)
					.setMessage(Event.Message.newBuilder().setData(data.data()))
					.build());
			}
		}
		else if (message instanceof ToAgent.ReconcileTasks reconcile) {
			reconcile(reconcile);
		}
	}

	private void reconcile(ToAgent.ReconcileTasks message) {
		AgentFramework known = this.state.framework(message.framework().getId());
		AgentFramework framework = (known != null) ? known : new AgentFramework(message.framework());
		for (TaskID taskId : message.taskIds()) {
			if (framework.executorOf(taskId) == null) {
				this.updates.fromAgent(framework, taskId, framework.state(TaskState.TASK_DROPPED),
						TaskStatus.Reason.REASON_RECONCILIATION, "Reconciliation: task unknown to the agent", null);
			}
		}
	}

	/** Passes on what happens to containers. */
	private final class ContainerEvents implements Containers.Listener {

		@Override
		public void started(ContainerID containerId, BuiltInExecutor executor) {
			for (AgentExecutor one : Agent.this.state.executors()) {
				if (one.containerId.equals(containerId)) {
					executor.connect(new Link(one));
					return;
				}
			}
		}

		@Override
		public void unsupported(ContainerID containerId) {
			Agent.this.executors.unsupported(containerId);
		}

		@Override
		public void launchFailed(ContainerID containerId, String message) {
			Agent.this.executors.launchFailed(containerId, message);
		}

		@Override
		public void terminated(ContainerID containerId, @Nullable WaitStatus status) {
			Agent.this.executors.terminated(containerId, status);
		}

	}

	/** The agent as one of its built-in executors sees it. */
	private final class Link implements ExecutorSession.AgentLink {

		private final AgentExecutor executor;

		private Link(AgentExecutor executor) {
			this.executor = executor;
		}

		@Override
		public void subscribe(ExecutorConnection connection, Call.Subscribe subscribe) {
			AgentFramework framework = Agent.this.state.framework(this.executor.frameworkId);
			if (framework != null) {
				Agent.this.executors.subscribe(framework, this.executor, connection, subscribe);
			}
		}

		@Override
		public void update(FrameworkID frameworkId, TaskStatus status) {
			Agent.this.updates.fromExecutor(frameworkId, status);
		}

	}

}
