package io.mesosframework.embedded.wire;

import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an agent tells the master.
 *
 * @since 0.1.0
 */
public sealed interface ToMaster {

	/**
	 * A new agent wants an id.
	 *
	 * @param info the agent without id; {@code resources} are its total
	 * @param total the total with reservations and volumes applied
	 */
	record Register(AgentInfo info, List<Resource> total) implements ToMaster {
	}

	/**
	 * An agent that has an id is back, after a restart, a broken link or a new master.
	 *
	 * @param info the agent with its id
	 * @param total the total with reservations and volumes applied
	 * @param frameworks the frameworks with executors on the agent
	 * @param executors the live executors
	 * @param tasks the launched tasks which are not completed (terminal and acknowledged)
	 * @param operations operations whose status has not been acknowledged
	 * @param draining whether the agent knows that it is being drained
	 */
	record Reregister(AgentInfo info, List<Resource> total, List<FrameworkInfo> frameworks,
			List<RunningExecutor> executors, List<Task> tasks, List<PendingOperation> operations,
			boolean draining) implements ToMaster {
	}

	/**
	 * A status update, reliable when its status has a {@code uuid}.
	 *
	 * @param frameworkId the framework
	 * @param status the status
	 * @param latestState the newest state the agent knows, maybe newer than the status
	 */
	record StatusUpdate(FrameworkID frameworkId, TaskStatus status, TaskState latestState) implements ToMaster {
	}

	/**
	 * An executor sends a message to its framework.
	 *
	 * @param frameworkId the framework
	 * @param executorId the executor
	 * @param data the message
	 */
	record ExecutorMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data) implements ToMaster {
	}

	/**
	 * An executor has ended.
	 *
	 * @param frameworkId the framework
	 * @param executorId the executor
	 * @param status the raw wait status, -1 when unknown
	 */
	record ExitedExecutor(FrameworkID frameworkId, ExecutorID executorId, int status) implements ToMaster {
	}

	/**
	 * The status of an operation with an id.
	 *
	 * @param frameworkId the framework
	 * @param operationUuid the operation's uuid, from {@link ToAgent.ApplyOperation}
	 * @param status the status with {@code uuid}
	 */
	record OperationUpdate(FrameworkID frameworkId, String operationUuid, OperationStatus status) implements ToMaster {
	}

	/** The answer to {@link ToAgent.Ping}. */
	record Pong() implements ToMaster {
	}

	/** The agent shuts down in good order and will not be back under its id. */
	record Unregister() implements ToMaster {
	}

	/**
	 * An executor of a re-registering agent.
	 *
	 * @param frameworkId its framework
	 * @param info the executor
	 */
	record RunningExecutor(FrameworkID frameworkId, ExecutorInfo info) {
	}

	/**
	 * An operation of a re-registering agent.
	 *
	 * @param frameworkId its framework, if any
	 * @param operationUuid its uuid
	 * @param operation the operation
	 * @param latest its newest status
	 */
	record PendingOperation(@Nullable FrameworkID frameworkId, String operationUuid, Offer.Operation operation,
			OperationStatus latest) {
	}

	/**
	 * The master's end of the link to one agent. Both ends are called on the loop only; a
	 * message arrives as a task of its own, in the order of sending.
	 */
	interface Link {

		/**
		 * Send a message to the master; dropped when the link is broken.
		 * @param message the message
		 */
		void send(ToMaster message);

		/** Break the link: the master sees a closed connection. */
		void close();

		/**
		 * Return the address of the agent's id at the master, once registered.
		 * @return the id or {@code null}
		 */
		@Nullable AgentID agentId();

	}

}
