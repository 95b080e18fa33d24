package io.mesosframework.task;

/**
 * A deployment has ended; its {@link Deployment#state() state} says how.
 *
 * @param deployment the deployment, without its steps
 * @since 0.1.0
 */
public record DeploymentFinished(Deployment deployment) implements TaskManagerEvent {

}
