package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.WaitStatus;

/**
 * A built-in executor's side of the executor API. It keeps unacknowledged updates and
 * tasks, and subscribes with them again after a restart of the agent. Used on the loop
 * only; every event is a task of the loop.
 */
final class ExecutorSession implements ExecutorConnection {

	private final Loop loop;

	private final FrameworkInfo framework;

	private final ExecutorID executorId;

	private final Duration recovery;

	private final Map<String, TaskInfo> unacknowledgedTasks = new LinkedHashMap<>(2);

	private final Map<ByteString, TaskStatus> unacknowledgedUpdates = new LinkedHashMap<>(4);

	private BuiltInExecutor.@Nullable Behaviour behaviour;

	private @Nullable Consumer<WaitStatus> exit;

	private @Nullable AgentLink agent;

	private Loop.@Nullable Timer recoveryTimer;

	private boolean closed;

	ExecutorSession(Loop loop, FrameworkInfo framework, ExecutorID executorId, Duration recovery) {
		this.loop = loop;
		this.framework = framework;
		this.executorId = executorId;
		this.recovery = recovery;
	}

	void listen(BuiltInExecutor.Behaviour newBehaviour) {
		this.behaviour = newBehaviour;
	}

	void onExit(Consumer<WaitStatus> newExit) {
		this.exit = newExit;
	}

	FrameworkInfo framework() {
		return this.framework;
	}

	ExecutorID executorId() {
		return this.executorId;
	}

	boolean has(FrameworkInfo.Capability.Type capability) {
		return this.framework.getCapabilitiesList().stream().anyMatch((one) -> one.getType() == capability);
	}

	boolean hasUnacknowledged() {
		return !this.unacknowledgedUpdates.isEmpty();
	}

	void connect(AgentLink newAgent) {
		if (this.closed) {
			return;
		}
		if (this.recoveryTimer != null) {
			this.recoveryTimer.cancel();
			this.recoveryTimer = null;
		}
		this.agent = newAgent;
		List<TaskStatus> updates = new ArrayList<>(this.unacknowledgedUpdates.values());
		Call.Subscribe.Builder subscribe = Call.Subscribe.newBuilder()
			.addAllUnacknowledgedTasks(this.unacknowledgedTasks.values());
		updates.forEach((update) -> subscribe.addUnacknowledgedUpdates(Call.Update.newBuilder().setStatus(update)));
		newAgent.subscribe(this, subscribe.build());
	}

	void agentKilled() {
		this.agent = null;
		if (this.closed) {
			return;
		}
		if (!this.framework.getCheckpoint()) {
			this.loop.execute(this::shutdown);
			return;
		}
		this.recoveryTimer = this.loop.schedule(this.recovery, this::shutdown);
	}

	/**
	 * Send an update, and again after a reconnection until it is acknowledged.
	 * @param status the update
	 */
	void forward(TaskStatus status) {
		if (this.closed) {
			return;
		}
		this.unacknowledgedUpdates.put(status.getUuid(), status);
		AgentLink link = this.agent;
		if (link != null) {
			this.loop.execute(() -> {
				if (this.agent == link) {
					link.update(this.framework.getId(), status);
				}
			});
		}
	}

	/**
	 * End the executor.
	 * @param status its status
	 */
	void exit(WaitStatus status) {
		this.closed = true;
		if (this.recoveryTimer != null) {
			this.recoveryTimer.cancel();
		}
		if (this.exit != null) {
			this.exit.accept(status);
		}
	}

	@Override
	public void send(Event event) {
		this.loop.execute(() -> receive(event));
	}

	/** The subscription is over, which is only told after a SHUTDOWN. */
	@Override
	public void close() {
		this.agent = null;
	}

	@Override
	public void abort() {
		AgentLink link = this.agent;
		this.agent = null;
		if (link != null) {
			this.loop.execute(() -> connect(link));
		}
	}

	private void shutdown() {
		if (!this.closed && this.agent == null && this.behaviour != null) {
			this.behaviour.shutdown();
		}
	}

	private void receive(Event event) {
		if (this.closed || this.behaviour == null) {
			return;
		}
		switch (event.getType()) {
			case LAUNCH -> {
				TaskInfo task = event.getLaunch().getTask();
				this.unacknowledgedTasks.put(task.getTaskId().getValue(), task);
				this.behaviour.launch(task);
			}
			case LAUNCH_GROUP -> {
				event.getLaunchGroup()
					.getTaskGroup()
					.getTasksList()
					.forEach((task) -> this.unacknowledgedTasks.put(task.getTaskId().getValue(), task));
				this.behaviour.launchGroup(event.getLaunchGroup().getTaskGroup());
			}
			case KILL ->
				this.behaviour.kill(event.getKill().getTaskId(), event.getKill().getKillPolicy().hasGracePeriod()
						? event.getKill().getKillPolicy().getGracePeriod().getNanoseconds() : null);
			case ACKNOWLEDGED -> {
				this.unacknowledgedUpdates.remove(event.getAcknowledged().getUuid());
				this.unacknowledgedTasks.remove(event.getAcknowledged().getTaskId().getValue());
				if (this.unacknowledgedUpdates.isEmpty()) {
					this.behaviour.allAcknowledged();
				}
			}
			case SHUTDOWN -> this.behaviour.shutdown();
			default -> {
				// Messages, heartbeats and the subscription itself need no action.
			}
		}
	}

	/** The agent as a built-in executor sees it. */
	interface AgentLink {

		/**
		 * Subscribe.
		 * @param connection takes the events
		 * @param subscribe what is not acknowledged
		 */
		void subscribe(ExecutorConnection connection, Call.Subscribe subscribe);

		/**
		 * Send an update.
		 * @param frameworkId the framework
		 * @param status the update
		 */
		void update(FrameworkID frameworkId, TaskStatus status);

	}

}
