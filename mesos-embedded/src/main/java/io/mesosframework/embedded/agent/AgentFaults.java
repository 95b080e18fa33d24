package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * Faults that can be injected into an agent. Used on the loop only.
 *
 * @since 0.1.0
 */
public final class AgentFaults {

	private final AgentState state;

	private final Containers containers;

	private final List<Runnable> heldAcknowledgements = new ArrayList<>();

	private int updatesToLose;

	private boolean holdAcknowledgements;

	AgentFaults(AgentState state, Containers containers) {
		this.state = state;
		this.containers = containers;
	}

	/**
	 * Lose the next status updates on their way to the master; they are sent again after
	 * the usual time.
	 * @param count how many
	 */
	public void loseUpdates(int count) {
		this.updatesToLose += count;
	}

	/**
	 * Keep acknowledgements of status updates from the agent, or let them through again,
	 * the held ones first.
	 * @param hold whether to hold them
	 */
	public void holdAcknowledgements(boolean hold) {
		this.holdAcknowledgements = hold;
		if (!hold) {
			List<Runnable> held = List.copyOf(this.heldAcknowledgements);
			this.heldAcknowledgements.clear();
			held.forEach(Runnable::run);
		}
	}

	/**
	 * Kill an executor with all its processes, as SIGKILL does.
	 * @param frameworkId its framework
	 * @param executorId the executor; the task id for a command task
	 * @return whether there is such an executor
	 */
	public boolean crashExecutor(FrameworkID frameworkId, ExecutorID executorId) {
		AgentExecutor executor = find(frameworkId, executorId);
		if (executor == null || executor.state == AgentExecutor.State.TERMINATED) {
			return false;
		}
		this.containers.destroy(executor.containerId);
		return true;
	}

	/**
	 * Break the event stream of an executor without any good-bye.
	 * @param frameworkId its framework
	 * @param executorId the executor
	 * @return whether there was a stream
	 */
	public boolean dropExecutorStream(FrameworkID frameworkId, ExecutorID executorId) {
		AgentExecutor executor = find(frameworkId, executorId);
		if (executor == null || executor.connection == null) {
			return false;
		}
		executor.connection.abort();
		return true;
	}

	boolean losesUpdate() {
		if (this.updatesToLose == 0) {
			return false;
		}
		this.updatesToLose--;
		return true;
	}

	/**
	 * Handle an acknowledgement now or later.
	 * @param handling what to do
	 */
	void acknowledge(Runnable handling) {
		if (this.holdAcknowledgements) {
			this.heldAcknowledgements.add(handling);
		}
		else {
			handling.run();
		}
	}

	private @Nullable AgentExecutor find(FrameworkID frameworkId, ExecutorID executorId) {
		AgentFramework framework = this.state.framework(frameworkId);
		return (framework != null) ? framework.executor(executorId) : null;
	}

}
