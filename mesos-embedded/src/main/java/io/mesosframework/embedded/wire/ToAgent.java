package io.mesosframework.embedded.wire;

import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the master tells an agent.
 *
 * @since 0.1.0
 */
public sealed interface ToAgent {

	/**
	 * The agent is registered, or registered again.
	 *
	 * @param agentId its id
	 */
	record Registered(AgentID agentId) implements ToAgent {
	}

	/**
	 * The master knows tasks that the agent has not listed when it registered again. For
	 * each that the agent does not know, it reports a dropped task (a lost one when the
	 * framework is not partition aware) by a reliable status update.
	 *
	 * @param framework the framework, with its id
	 * @param taskIds the tasks
	 */
	record ReconcileTasks(FrameworkInfo framework, List<TaskID> taskIds) implements ToAgent {
	}

	/**
	 * The agent is told to shut down; its executors are killed and its id is void.
	 *
	 * @param message why
	 */
	record Shutdown(String message) implements ToAgent {
	}

	/** Asks for a {@link ToMaster.Pong}. */
	record Ping() implements ToAgent {
	}

	/**
	 * Launch a task.
	 *
	 * @param framework the framework, with its id
	 * @param task the task, with allocation info in every resource
	 * @param launchExecutor whether the master expects that the executor has to be
	 * started for this task (always so for a command task)
	 */
	record RunTask(FrameworkInfo framework, TaskInfo task, boolean launchExecutor) implements ToAgent {
	}

	/**
	 * Launch a task group.
	 *
	 * @param framework the framework, with its id
	 * @param executor the executor of all its tasks
	 * @param group the tasks
	 * @param launchExecutor whether the master expects that the executor has to be
	 * started for this group
	 */
	record RunTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group,
			boolean launchExecutor) implements ToAgent {
	}

	/**
	 * Kill a task.
	 *
	 * @param frameworkId the framework
	 * @param taskId the task
	 * @param killPolicy the policy of the call
	 */
	record KillTask(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy killPolicy) implements ToAgent {
	}

	/**
	 * The framework has acknowledged a status update.
	 *
	 * @param frameworkId the framework
	 * @param taskId the task
	 * @param uuid the update
	 */
	record AcknowledgeUpdate(FrameworkID frameworkId, TaskID taskId, ByteString uuid) implements ToAgent {
	}

	/**
	 * Shut an executor down.
	 *
	 * @param frameworkId the framework
	 * @param executorId the executor
	 */
	record ShutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) implements ToAgent {
	}

	/**
	 * Shut down all executors of a framework, which has been removed.
	 *
	 * @param frameworkId the framework
	 */
	record ShutdownFramework(FrameworkID frameworkId) implements ToAgent {
	}

	/**
	 * The framework has subscribed again or was updated: pending updates go out at once.
	 *
	 * @param framework the framework, with its id
	 */
	record UpdateFramework(FrameworkInfo framework) implements ToAgent {
	}

	/**
	 * A framework sends a message to its executor.
	 *
	 * @param frameworkId the framework
	 * @param executorId the executor
	 * @param data the message
	 */
	record FrameworkMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data) implements ToAgent {
	}

	/**
	 * Apply an operation on reservations or volumes.
	 *
	 * @param frameworkId the framework; {@code null} for an operator's
	 * @param operationUuid the master's uuid of the operation
	 * @param operation the operation; feedback is wanted when it has an id
	 * @param total the agent's total after the operation, checkpointed by the agent
	 */
	record ApplyOperation(@Nullable FrameworkID frameworkId, String operationUuid, Offer.Operation operation,
			List<Resource> total) implements ToAgent {
	}

	/**
	 * The framework has acknowledged an operation's status.
	 *
	 * @param operationUuid the operation
	 * @param statusUuid the status
	 */
	record AcknowledgeOperation(String operationUuid, ByteString statusUuid) implements ToAgent {
	}

	/**
	 * Drain: kill all tasks and refuse new ones.
	 *
	 * @param config the maximal grace period and whether the agent is marked gone
	 */
	record Drain(DrainConfig config) implements ToAgent {
	}

	/**
	 * The agent's end of the link. Called on the loop only.
	 */
	interface Link {

		/**
		 * Receive a message of the master.
		 * @param message the message
		 */
		void receive(ToAgent message);

		/** The link is broken: the master is gone or has dropped the agent. */
		void disconnected();

		/**
		 * Return the agent's address, {@code ip:port}.
		 * @return the address
		 */
		String address();

	}

	/**
	 * A place where agents can connect: the leading master.
	 */
	interface Endpoint {

		/**
		 * Open a link.
		 * @param agent the agent's end
		 * @return the master's end, or {@code null} when no master answers
		 */
		ToMaster.@Nullable Link connect(Link agent);

	}

}
