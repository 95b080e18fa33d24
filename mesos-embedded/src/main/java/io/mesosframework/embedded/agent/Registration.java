package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.wire.TaskMessages;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Finds the leading master and registers with it, and registers again when the connection
 * breaks.
 */
final class Registration {

	private static final Logger logger = LoggerFactory.getLogger(Registration.class);

	private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

	private final AgentState state;

	private final Supplier<ToAgent.@Nullable Endpoint> leader;

	private final Operations operations;

	private final Consumer<ToAgent> handler;

	private final Runnable onDisconnect;

	private @Nullable Session session;

	private Loop.@Nullable Timer timer;

	private Instant lastPing;

	Registration(AgentState state, Supplier<ToAgent.@Nullable Endpoint> leader, Operations operations,
			Consumer<ToAgent> handler, Runnable onDisconnect) {
		this.state = state;
		this.leader = leader;
		this.operations = operations;
		this.handler = handler;
		this.onDisconnect = onDisconnect;
		this.lastPing = state.loop.now();
	}

	/** Look for a master now, unless there is one. */
	void detect() {
		cancelTimer();
		if (this.session != null || !isAllowed()) {
			return;
		}
		ToAgent.Endpoint endpoint = this.leader.get();
		Session opened = new Session();
		ToMaster.Link link = (endpoint != null) ? endpoint.connect(opened) : null;
		if (link == null) {
			this.timer = this.state.schedule(backoff(), this::detect);
			return;
		}
		this.session = opened;
		this.state.connect(link);
		register(backoff());
	}

	private boolean isAllowed() {
		return this.state.phase == AgentState.Phase.DISCONNECTED;
	}

	private Duration backoff() {
		return this.state.options.timeouts().registrationBackoff();
	}

	private void register(Duration pause) {
		if (!isAllowed() || this.session == null) {
			return;
		}
		AgentID id = this.state.id;
		this.state.send((id == null) ? new ToMaster.Register(this.state.info(), this.state.total) : reregister());
		Duration doubled = pause.multipliedBy(2);
		Duration next = (doubled.compareTo(MAX_BACKOFF) > 0) ? MAX_BACKOFF : doubled;
		this.timer = this.state.schedule(pause, () -> register(next));
	}

	private ToMaster reregister() {
		List<FrameworkInfo> frameworks = new ArrayList<>();
		List<ToMaster.RunningExecutor> executors = new ArrayList<>();
		List<Task> tasks = new ArrayList<>();
		for (AgentFramework framework : this.state.frameworks.values()) {
			frameworks.add(framework.info);
			for (AgentExecutor executor : framework.executors.values()) {
				tasks.addAll(executor.launched.values());
				tasks.addAll(executor.terminated.values());
				executor.queued.values()
					.forEach((task) -> tasks
						.add(TaskMessages.create(task, TaskState.TASK_STAGING, framework.frameworkId())));
				if (!executor.commandTask && executor.state != AgentExecutor.State.TERMINATED) {
					executors.add(new ToMaster.RunningExecutor(framework.frameworkId(), executor.info));
				}
			}
		}
		return new ToMaster.Reregister(this.state.info(), this.state.total, frameworks, executors, tasks,
				this.operations.pending(), this.state.drain != null);
	}

	/**
	 * The master has accepted the agent.
	 * @param id the agent's id
	 * @return {@code false} when the agent was registered before
	 */
	boolean registered(AgentID id) {
		cancelTimer();
		if (this.state.phase != AgentState.Phase.DISCONNECTED) {
			return false;
		}
		this.state.id = id;
		this.state.phase = AgentState.Phase.RUNNING;
		logger.info("Agent {} at {} is registered", id.getValue(), this.state.options.address());
		this.lastPing = this.state.loop.now();
		watch();
		return true;
	}

	/** The master has asked whether the agent lives. */
	void pinged() {
		this.lastPing = this.state.loop.now();
		this.state.send(new ToMaster.Pong());
	}

	/** A master that is silent for too long is gone. */
	private void watch() {
		Duration limit = this.state.options.timeouts().masterPing();
		Duration rest = limit.minus(Duration.between(this.lastPing, this.state.loop.now()));
		Session watched = this.session;
		this.state.schedule(rest.isNegative() ? Duration.ZERO : rest, () -> {
			if (this.session != watched || watched == null) {
				return;
			}
			if (Duration.between(this.lastPing, this.state.loop.now()).compareTo(limit) >= 0) {
				logger.warn("No ping from the master within {}", limit);
				disconnect();
				lost();
			}
			else {
				watch();
			}
		});
	}

	private void lost() {
		this.session = null;
		this.state.connect(null);
		cancelTimer();
		if (this.state.phase == AgentState.Phase.RUNNING) {
			this.state.phase = AgentState.Phase.DISCONNECTED;
		}
		this.onDisconnect.run();
		if (isAllowed()) {
			this.timer = this.state.schedule(backoff().dividedBy(4), this::detect);
		}
	}

	/** Break the link. */
	void disconnect() {
		cancelTimer();
		this.session = null;
		ToMaster.Link link = this.state.master();
		this.state.connect(null);
		if (link != null) {
			link.close();
		}
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	/** The agent's end of one link; messages of a former link are dropped. */
	private final class Session implements ToAgent.Link {

		@Override
		public void receive(ToAgent message) {
			Registration.this.state.loop.execute(() -> {
				if (Registration.this.session == this) {
					Registration.this.handler.accept(message);
				}
			});
		}

		@Override
		public void disconnected() {
			Registration.this.state.loop.execute(() -> {
				if (Registration.this.session == this) {
					lost();
				}
			});
		}

		@Override
		public String address() {
			return Registration.this.state.options.address();
		}

	}

}
