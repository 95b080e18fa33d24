package io.mesosframework.embedded.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.UUID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * An agent without port, directory and processes: it registers, runs tasks by their
 * scripts, retries updates until they are acknowledged, survives {@link #kill()} as one
 * with checkpoints does. Used on the loop only.
 *
 * @since 0.1.0
 */
public final class SimulatedAgent implements ToAgent.Link {

	private static final int FIRST_PORT = 5051;

	private static final int PORTS = 50_000;

	private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);

	private static final SplittableRandom RANDOM = new SplittableRandom();

	private final Loop loop;

	private final Supplier<ToAgent.@Nullable Endpoint> leader;

	private final AgentInfo info;

	private final String address;

	private final SimulatedTasks tasks;

	private final Map<String, PendingOperation> operations = new LinkedHashMap<>();

	private List<Resource> total;

	private @Nullable AgentID id;

	private ToMaster.@Nullable Link link;

	private Loop.@Nullable Timer reconnect;

	private boolean registered;

	private boolean alive;

	private boolean draining;

	/**
	 * Create an agent, which is not started yet.
	 * @param loop the loop of the cluster
	 * @param index its index, from which its address and its host name are made
	 * @param resources what it has
	 * @param attributes its attributes
	 * @param scripts what its tasks do
	 * @param leader where the leading master is
	 */
	public SimulatedAgent(Loop loop, int index, List<Resource> resources, List<Attribute> attributes,
			TaskScripts scripts, Supplier<ToAgent.@Nullable Endpoint> leader) {
		this.loop = loop;
		this.leader = leader;
		this.info = AgentInfo.newBuilder()
			.setHostname("agent-" + index)
			.setPort(FIRST_PORT + index % PORTS)
			.addAllResources(resources)
			.addAllAttributes(attributes)
			.build();
		this.address = "127.0." + index / PORTS + ".1:" + this.info.getPort();
		this.total = resources;
		this.tasks = new SimulatedTasks(this, scripts);
	}

	/** Start, or start again after {@link #kill()}; does nothing when it is alive. */
	public void start() {
		if (!this.alive) {
			this.alive = true;
			connect();
		}
	}

	/**
	 * Take the agent away as SIGKILL does: the link breaks, tasks go on, updates wait for
	 * the next {@link #start()}.
	 */
	public void kill() {
		this.alive = false;
		disconnect();
	}

	/** End the agent and all its tasks and forget everything, also its id. */
	public void reset() {
		kill();
		this.tasks.forgetAll();
		this.operations.values().forEach((operation) -> operation.outbox.stop());
		this.operations.clear();
		this.total = this.info.getResourcesList();
		this.draining = false;
		this.id = null;
	}

	/**
	 * Terminate an executor as a crash does.
	 * @param frameworkId its framework
	 * @param executorId the executor
	 * @param status the raw wait status
	 * @return whether it was running
	 */
	public boolean crashExecutor(FrameworkID frameworkId, ExecutorID executorId, int status) {
		return this.tasks.crash(frameworkId, executorId, status);
	}

	/**
	 * Return how many updates of tasks the framework has not acknowledged.
	 * @return the number, of all tasks
	 */
	public int unacknowledgedUpdates() {
		return this.tasks.unacknowledged();
	}

	/**
	 * Return whether the agent runs.
	 * @return {@code true} between {@link #start()} and {@link #kill()}
	 */
	public boolean isAlive() {
		return this.alive;
	}

	/**
	 * Return the id that the master gave.
	 * @return the id or {@code null}
	 */
	public @Nullable AgentID id() {
		return this.id;
	}

	/**
	 * Return how many tasks have not ended.
	 * @return the number
	 */
	public int runningTasks() {
		return (int) this.tasks.all().stream().filter((task) -> !task.isTerminal()).count();
	}

	AgentID idOrDefault() {
		return (this.id != null) ? this.id : AgentID.newBuilder().setValue("").build();
	}

	Loop loop() {
		return this.loop;
	}

	SimulatedTasks tasks() {
		return this.tasks;
	}

	/**
	 * Return whether launches are refused. Draining is over when nothing is left.
	 * @param tasks the number of tasks before the launch
	 * @return {@code true} while the agent drains
	 */
	boolean isDraining(int tasks) {
		this.draining &= tasks > 0;
		return this.draining;
	}

	ByteString newUuid() {
		long high = RANDOM.nextLong();
		long low = RANDOM.nextLong();
		byte[] bytes = new byte[16];
		for (int i = 0; i < 8; i++) {
			bytes[i] = (byte) (high >> (8 * i));
			bytes[i + 8] = (byte) (low >> (8 * i));
		}
		bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
		bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
		return ByteString.copyFrom(bytes);
	}

	private void connect() {
		this.reconnect = null;
		if (!this.alive || this.link != null) {
			return;
		}
		ToAgent.Endpoint endpoint = this.leader.get();
		ToMaster.Link opened = (endpoint != null) ? endpoint.connect(this) : null;
		if (opened == null) {
			this.reconnect = this.loop.schedule(RECONNECT_DELAY, this::connect);
			return;
		}
		this.link = opened;
		register();
	}

	private void register() {
		AgentID known = this.id;
		if (known == null) {
			send(new ToMaster.Register(this.info, this.total));
			return;
		}
		List<Task> running = new ArrayList<>();
		for (SimulatedTask task : this.tasks.all()) {
			running.add(task.toTask(known));
		}
		List<ToMaster.PendingOperation> pending = new ArrayList<>();
		this.operations.values().forEach((operation) -> pending.add(operation.pending));
		send(new ToMaster.Reregister(this.info.toBuilder().setId(known).build(), this.total,
				List.copyOf(this.tasks.frameworks()), this.tasks.executors(), running, pending, this.draining));
	}

	private void disconnect() {
		this.registered = false;
		if (this.reconnect != null) {
			this.reconnect.cancel();
			this.reconnect = null;
		}
		this.tasks.all().forEach(SimulatedTask::pause);
		ToMaster.Link old = this.link;
		this.link = null;
		if (old != null) {
			old.close();
		}
	}

	void send(ToMaster message) {
		if (this.link != null) {
			this.link.send(message);
		}
	}

	void sendUpdate(FrameworkID frameworkId, TaskStatus status, TaskState latest) {
		if (this.registered) {
			send(new ToMaster.StatusUpdate(frameworkId, status, latest));
		}
	}

	@Override
	public void disconnected() {
		this.link = null;
		disconnect();
		if (this.alive) {
			this.reconnect = this.loop.schedule(RECONNECT_DELAY, this::connect);
		}
	}

	@Override
	public String address() {
		return this.address;
	}

	@Override
	public void receive(ToAgent message) {
		if (!this.alive) {
			return;
		}
		if (message instanceof ToAgent.Ping) {
			send(new ToMaster.Pong());
		}
		else if (message instanceof ToAgent.RunTask run) {
			this.tasks.launch(run.framework(), run.task());
		}
		else if (message instanceof ToAgent.RunTaskGroup run) {
			for (TaskInfo task : run.group().getTasksList()) {
				this.tasks.launch(run.framework(), task.toBuilder().setExecutor(run.executor()).build());
			}
		}
		else if (message instanceof ToAgent.KillTask kill) {
			this.tasks.kill(kill.frameworkId(), kill.taskId());
		}
		else if (message instanceof ToAgent.AcknowledgeUpdate ack) {
			this.tasks.acknowledge(ack.frameworkId(), ack.taskId(), ack.uuid());
		}
		else {
			receiveRare(message);
		}
	}

	private void receiveRare(ToAgent message) {
		if (message instanceof ToAgent.Registered accepted) {
			registered(accepted.agentId());
		}
		else if (message instanceof ToAgent.Shutdown) {
			reset();
		}
		else if (message instanceof ToAgent.ShutdownExecutor shutdown) {
			this.tasks.shutdown(shutdown.frameworkId(), shutdown.executorId());
		}
		else if (message instanceof ToAgent.ShutdownFramework shutdown) {
			this.tasks.removeFramework(shutdown.frameworkId());
		}
		else if (message instanceof ToAgent.UpdateFramework update) {
			this.tasks.updateFramework(update.framework());
		}
		else if (message instanceof ToAgent.ApplyOperation apply) {
			apply(apply);
		}
		else if (message instanceof ToAgent.AcknowledgeOperation ack) {
			acknowledgeOperation(ack);
		}
		else if (message instanceof ToAgent.Drain) {
			this.draining = true;
			this.tasks.killAll();
		}
	}

	private void registered(AgentID agentId) {
		this.id = agentId;
		this.registered = true;
		this.tasks.all().forEach(SimulatedTask::resend);
		this.operations.values().forEach((operation) -> operation.outbox.resend());
	}

	private void apply(ToAgent.ApplyOperation apply) {
		this.total = apply.total();
		FrameworkID frameworkId = apply.frameworkId();
		Offer.Operation operation = apply.operation();
		if (!operation.hasId() || frameworkId == null) {
			return;
		}
		ByteString uuid = newUuid();
		OperationStatus status = OperationStatus.newBuilder()
			.setOperationId(operation.getId())
			.setState(OperationState.OPERATION_FINISHED)
			.setUuid(UUID.newBuilder().setValue(uuid))
			.setAgentId(idOrDefault())
			.build();
		Outbox<OperationStatus> outbox = new Outbox<>(this.loop, (update) -> {
			if (this.registered) {
				send(new ToMaster.OperationUpdate(frameworkId, apply.operationUuid(), update));
			}
		});
		this.operations.put(apply.operationUuid(), new PendingOperation(
				new ToMaster.PendingOperation(frameworkId, apply.operationUuid(), operation, status), outbox));
		outbox.add(uuid, status);
	}

	private void acknowledgeOperation(ToAgent.AcknowledgeOperation ack) {
		PendingOperation operation = this.operations.get(ack.operationUuid());
		if (operation != null && operation.outbox.acknowledge(ack.statusUuid()) != null) {
			this.operations.remove(ack.operationUuid());
		}
	}

	/**
	 * An operation whose status is not acknowledged.
	 *
	 * @param pending the operation
	 * @param outbox sends its status
	 */
	private record PendingOperation(ToMaster.PendingOperation pending, Outbox<OperationStatus> outbox) {
	}

}
