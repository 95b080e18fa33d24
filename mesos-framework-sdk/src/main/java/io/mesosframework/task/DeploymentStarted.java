package io.mesosframework.task;

/**
 * An app begins to move to another version or another number of instances, or goes on
 * with a deployment that had failed.
 *
 * @param deployment the deployment, without its steps
 * @since 0.1.0
 */
public record DeploymentStarted(Deployment deployment) implements TaskManagerEvent {

}
