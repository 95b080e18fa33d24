package io.mesosframework.embedded.agent;

import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.process.WaitStatus;

/**
 * An executor that is part of Mesos. It runs in the JVM, has no access to the state of
 * its agent, exchanges messages of the executor API with it, and drives real processes.
 * Used on the loop only.
 */
final class BuiltInExecutor {

	private final ExecutorSession session;

	private final Behaviour behaviour;

	private boolean started;

	BuiltInExecutor(ExecutorSession session, Behaviour behaviour) {
		this.session = session;
		this.behaviour = behaviour;
		session.listen(behaviour);
	}

	/**
	 * Start the executor.
	 * @param exit takes its status when it ends
	 */
	void start(Consumer<WaitStatus> exit) {
		this.started = true;
		this.session.onExit(exit);
	}

	boolean isStarted() {
		return this.started;
	}

	/**
	 * Subscribe with the agent, for the first time or again.
	 * @param agent the agent
	 */
	void connect(ExecutorSession.AgentLink agent) {
		this.session.connect(agent);
	}

	/** The agent has been killed. */
	void agentKilled() {
		this.session.agentKilled();
	}

	/** Kill everything at once; the end is told when the processes have ended. */
	void destroy() {
		this.session.close();
		this.behaviour.destroy();
	}

	/** What an executor does with the events of the agent. */
	interface Behaviour {

		/**
		 * Launch a task.
		 * @param task the task
		 */
		void launch(TaskInfo task);

		/**
		 * Launch a group.
		 * @param group the group
		 */
		void launchGroup(TaskGroupInfo group);

		/**
		 * Kill a task.
		 * @param taskId the task
		 * @param graceNanos the grace period of the call, if there is one
		 */
		void kill(TaskID taskId, @Nullable Long graceNanos);

		/** All updates have been acknowledged. */
		void allAcknowledged();

		/** Shut down in good order. */
		void shutdown();

		/** Kill everything at once and end with the status of a kill. */
		void destroy();

	}

}
