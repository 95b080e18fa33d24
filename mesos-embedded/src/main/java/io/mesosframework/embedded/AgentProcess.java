package io.mesosframework.embedded;

import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;

import io.mesosframework.embedded.agent.Agent;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.simulation.SimulatedAgent;

/**
 * What a cluster can do with an agent of either kind. Used on the loop only.
 *
 * @param route adds the agent's routes to the router of its server
 * @param start starts the agent, or starts it again
 * @param kill kills the agent, not its tasks
 * @param reset kills the agent and its tasks and makes it forget everything
 * @param crashExecutor kills an executor and returns whether there was one
 * @param unacknowledgedUpdates counts the updates of tasks that are not acknowledged
 * @param leaderChanged makes the agent look for the leading master now
 * @param onShutdown sets what happens when the agent has ended by itself
 */
record AgentProcess(Consumer<HttpRouter> route, Runnable start, Runnable kill, Runnable reset,
		BiPredicate<FrameworkID, ExecutorID> crashExecutor, IntSupplier unacknowledgedUpdates, Runnable leaderChanged,
		Consumer<Runnable> onShutdown) {

	/** The raw wait status of a process that was killed. */
	private static final int SIGKILL = 9;

	static AgentProcess of(Agent agent) {
		return new AgentProcess(agent::route, agent::start, agent::kill, agent::reset, agent.faults()::crashExecutor,
				agent::unacknowledgedUpdates, agent::leaderChanged, agent::onShutdown);
	}

	/**
	 * Create the process of a simulated agent. It has no port, looks for the leader every
	 * second, and registers again as a new agent when it is told to shut down.
	 * @param agent the agent
	 * @return the process
	 */
	static AgentProcess of(SimulatedAgent agent) {
		Runnable nothing = () -> {
		};
		return new AgentProcess((router) -> {
		}, agent::start, agent::kill, agent::reset,
				(frameworkId, executorId) -> agent.crashExecutor(frameworkId, executorId, SIGKILL),
				agent::unacknowledgedUpdates, nothing, (action) -> {
				});
	}

}
