package io.mesosframework.task;

/**
 * An app begins to move to another version or another number of instances.
 *
 * @param deployment the deployment, without its steps
 */
public record DeploymentStarted(Deployment deployment) implements TaskManagerEvent {

}
