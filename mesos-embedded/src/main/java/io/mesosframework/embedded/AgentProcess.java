package io.mesosframework.embedded;

import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;

import io.mesosframework.embedded.agent.Agent;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.simulation.SimulatedAgent;

/**
 * An agent of either kind. Used on the loop only.
 */
interface AgentProcess {

	/** The raw wait status of a process that was killed. */
	int SIGKILL = 9;

	/**
	 * Add the agent's routes to the router of its server.
	 * @param router the router
	 */
	void route(HttpRouter router);

	/** Start the agent, or start it again. */
	void start();

	/** Kill the agent, not its tasks. */
	void kill();

	/** Kill the agent and its tasks and forget everything. */
	void reset();

	/**
	 * Kill an executor all of a sudden.
	 * @param frameworkId its framework
	 * @param executorId the executor
	 * @return whether there was one
	 */
	boolean crashExecutor(FrameworkID frameworkId, ExecutorID executorId);

	/** Return how many updates of tasks are not acknowledged. */
	int unacknowledgedUpdates();

	/** Look for the leading master now. */
	void leaderChanged();

	/**
	 * Set what happens when the agent has ended by itself.
	 * @param action the action
	 */
	void onShutdown(Runnable action);

	/**
	 * Wrap an agent that runs processes.
	 * @param agent the agent
	 * @return the wrapper
	 */
	static AgentProcess of(Agent agent) {
		return new AgentProcess() {

			@Override
			public void route(HttpRouter router) {
				agent.route(router);
			}

			@Override
			public void start() {
				agent.start();
			}

			@Override
			public void kill() {
				agent.kill();
			}

			@Override
			public void reset() {
				agent.reset();
			}

			@Override
			public boolean crashExecutor(FrameworkID frameworkId, ExecutorID executorId) {
				return agent.faults().crashExecutor(frameworkId, executorId);
			}

			@Override
			public int unacknowledgedUpdates() {
				return agent.unacknowledgedUpdates();
			}

			@Override
			public void leaderChanged() {
				agent.leaderChanged();
			}

			@Override
			public void onShutdown(Runnable action) {
				agent.onShutdown(action);
			}

		};
	}

	/**
	 * Wrap an agent that simulates.
	 * @param agent the agent
	 * @return the wrapper
	 */
	static AgentProcess of(SimulatedAgent agent) {
		return new AgentProcess() {

			@Override
			public void route(HttpRouter router) {
				// It has no port.
			}

			@Override
			public void start() {
				agent.start();
			}

			@Override
			public void kill() {
				agent.kill();
			}

			@Override
			public void reset() {
				agent.reset();
			}

			@Override
			public boolean crashExecutor(FrameworkID frameworkId, ExecutorID executorId) {
				return agent.crashExecutor(frameworkId, executorId, SIGKILL);
			}

			@Override
			public int unacknowledgedUpdates() {
				return agent.unacknowledgedUpdates();
			}

			@Override
			public void leaderChanged() {
				// It looks for the leader every second.
			}

			@Override
			public void onShutdown(Runnable action) {
				// It forgets everything and registers again as a new agent.
			}

		};
	}

}
