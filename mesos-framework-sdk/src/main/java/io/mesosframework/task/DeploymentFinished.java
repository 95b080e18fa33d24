package io.mesosframework.task;

/**
 * Published when a deployment has ended. Its {@link Deployment#state() state} tells the
 * outcome.
 *
 * @param deployment the deployment, without its steps
 * @since 0.1.0
 */
public record DeploymentFinished(Deployment deployment) implements TaskManagerEvent {

}
