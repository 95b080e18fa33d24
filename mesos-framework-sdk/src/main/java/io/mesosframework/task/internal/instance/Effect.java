package io.mesosframework.task.internal.instance;

/**
 * Effect of a decision, carried out once the decision is durable.
 *
 * @since 0.1.0
 */
public sealed interface Effect {

	/**
	 * Kill a task.
	 *
	 * @param taskId the id of the task
	 * @param agentId the id of its agent
	 */
	record Kill(String taskId, String agentId) implements Effect {

	}

	/**
	 * Ask the master for the state of a task.
	 *
	 * @param taskId the id of the task
	 * @param agentId the id of its agent
	 */
	record Reconcile(String taskId, String agentId) implements Effect {

	}

	/**
	 * Abandon a task: it no longer belongs to the instance and is killed if it reports a
	 * status again.
	 *
	 * @param taskId the id of the task
	 * @param agentId the id of its agent
	 */
	record Abandon(String taskId, String agentId) implements Effect {

	}

}
