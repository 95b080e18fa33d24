package io.mesosframework.embedded.agent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes executors and frameworks that have nothing left to do, and completes a drain or
 * a shutdown of the agent when none is left.
 */
final class Completion {

	private static final Logger logger = LoggerFactory.getLogger(Completion.class);

	private final AgentState state;

	private @Nullable Runnable whenEmpty;

	Completion(AgentState state) {
		this.state = state;
	}

	/**
	 * Set what happens when an agent that shuts down has no frameworks left.
	 * @param action the action
	 */
	void whenEmpty(Runnable action) {
		this.whenEmpty = action;
	}

	/**
	 * Remove an executor that has ended and has no incomplete tasks, then its framework
	 * if it was the last.
	 * @param framework the framework
	 * @param executor the executor
	 */
	void check(AgentFramework framework, AgentExecutor executor) {
		boolean over = this.state.phase == AgentState.Phase.TERMINATING || framework.terminating
				|| !executor.hasIncompleteTasks();
		if (executor.state == AgentExecutor.State.TERMINATED && over
				&& framework.executors.get(executor.id()) == executor) {
			framework.complete(executor);
		}
		check(framework);
	}

	/**
	 * Remove a framework that has no executors left.
	 * @param framework the framework
	 */
	void check(AgentFramework framework) {
		if (framework.isIdle() && this.state.frameworks.get(framework.id()) == framework) {
			this.state.removeFramework(framework);
			checkAgent();
		}
	}

	/** Look whether a drain or a shutdown is done. */
	void checkAgent() {
		if (!this.state.frameworks.isEmpty()) {
			return;
		}
		if (this.state.drain != null) {
			logger.info("Agent {} has been drained", this.state.options.address());
			this.state.drain = null;
			this.state.drainStart = null;
		}
		if (this.state.phase == AgentState.Phase.TERMINATING && this.whenEmpty != null) {
			this.whenEmpty.run();
		}
	}

}
