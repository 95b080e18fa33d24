package io.mesosframework.task.internal.instance;

/**
 * What a decision wants done once it is durable.
 *
 * @since 0.1.0
 */
public sealed interface Effect {

	/**
	 * Kill a task.
	 *
	 * @param taskId the task
	 * @param agentId its agent
	 */
	record Kill(String taskId, String agentId) implements Effect {

	}

	/**
	 * Ask the master for the state of a task.
	 *
	 * @param taskId the task
	 * @param agentId its agent
	 */
	record Reconcile(String taskId, String agentId) implements Effect {

	}

	/**
	 * From now on the task is no longer the instance's: when it shows up, it is killed.
	 *
	 * @param taskId the task
	 * @param agentId its agent
	 */
	record Abandon(String taskId, String agentId) implements Effect {

	}

}
