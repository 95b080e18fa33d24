package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * State of an agent. Read and written on the loop only.
 * <p>
 * The object is kept when the agent is restarted. A kill drops what a real agent would
 * not have written to disk and voids all timers that were running.
 */
final class AgentState {

	private static final int MAX_COMPLETED_FRAMEWORKS = 50;

	/** The phase of an agent's lifecycle. */
	enum Phase {

		/** Not running. */
		STOPPED,

		/** Waiting for the executors of its previous run. */
		RECOVERING,

		/** Looking for its master. */
		DISCONNECTED,

		/** Registered. */
		RUNNING,

		/** Shutting down. */
		TERMINATING

	}

	final Loop loop;

	final AgentOptions options;

	final Map<String, AgentFramework> frameworks = new LinkedHashMap<>();

	final Deque<AgentFramework> completedFrameworks = new ArrayDeque<>();

	Phase phase = Phase.STOPPED;

	@Nullable AgentID id;

	/** The total with reservations and volumes applied; checkpointed. */
	List<Resource> total;

	@Nullable DrainConfig drain;

	@Nullable Instant drainStart;

	Instant startTime;

	private ToMaster.@Nullable Link master;

	private long incarnation;

	AgentState(Loop loop, AgentOptions options) {
		this.loop = loop;
		this.options = options;
		this.total = options.resources();
		this.startTime = loop.now();
	}

	/** Start a new run: timers of the previous one do not fire any more. */
	void nextIncarnation() {
		this.incarnation++;
		this.master = null;
	}

	/**
	 * Run a task later, unless the agent has been killed by then.
	 * @param delay the delay
	 * @param task the task
	 * @return the timer
	 */
	Loop.Timer schedule(Duration delay, Runnable task) {
		long current = this.incarnation;
		return this.loop.schedule(delay, () -> {
			if (this.incarnation == current) {
				task.run();
			}
		});
	}

	/**
	 * Return whether the agent runs in some phase.
	 * @return {@code false} while it is killed
	 */
	boolean isAlive() {
		return this.phase != Phase.STOPPED;
	}

	boolean isRunning() {
		return this.phase == Phase.RUNNING;
	}

	void connect(ToMaster.@Nullable Link link) {
		this.master = link;
	}

	ToMaster.@Nullable Link master() {
		return this.master;
	}

	/**
	 * Send a message to the master; dropped while there is none.
	 * @param message the message
	 */
	void send(ToMaster message) {
		if (this.master != null) {
			this.master.send(message);
		}
	}

	AgentID requireId() {
		AgentID current = this.id;
		if (current == null) {
			throw new IllegalStateException("The agent has no id yet");
		}
		return current;
	}

	/**
	 * Return the description of the agent with its configured resources.
	 * @return the description, with the id once there is one
	 */
	AgentInfo info() {
		AgentInfo.Builder info = AgentInfo.newBuilder()
			.setHostname(this.options.hostname())
			.setPort(this.options.port())
			.addAllResources(this.options.resources())
			.addAllAttributes(this.options.attributes());
		if (this.options.domain() != null) {
			info.setDomain(this.options.domain());
		}
		if (this.id != null) {
			info.setId(this.id);
		}
		return info.build();
	}

	@Nullable AgentFramework framework(FrameworkID frameworkId) {
		return this.frameworks.get(frameworkId.getValue());
	}

	/**
	 * Forget a framework that has no executors any more.
	 * @param framework the framework
	 */
	void removeFramework(AgentFramework framework) {
		this.frameworks.remove(framework.id());
		if (this.completedFrameworks.size() == MAX_COMPLETED_FRAMEWORKS) {
			this.completedFrameworks.removeFirst();
		}
		this.completedFrameworks.addLast(framework);
	}

	/**
	 * Return the executors of all frameworks.
	 * @return the executors
	 */
	List<AgentExecutor> executors() {
		List<AgentExecutor> all = new ArrayList<>();
		this.frameworks.values().forEach((framework) -> all.addAll(framework.executors.values()));
		return all;
	}

}
