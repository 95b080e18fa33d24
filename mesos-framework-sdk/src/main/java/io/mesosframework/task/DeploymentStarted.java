package io.mesosframework.task;

/**
 * Published when a deployment to another version or instance count starts, or when a
 * failed deployment is continued.
 *
 * @param deployment the deployment, without its steps
 * @since 0.1.0
 */
public record DeploymentStarted(Deployment deployment) implements TaskManagerEvent {

}
