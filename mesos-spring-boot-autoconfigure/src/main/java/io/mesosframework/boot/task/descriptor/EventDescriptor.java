package io.mesosframework.boot.task.descriptor;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.DeploymentStarted;
import io.mesosframework.task.GangFailed;
import io.mesosframework.task.Launch;
import io.mesosframework.task.ReconciliationFinished;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskStateChanged;

/**
 * Describes a task manager event.
 *
 * @param type the type: {@code task}, {@code app-removed}, {@code deployment-started},
 * {@code deployment-finished}, {@code gang-failed} or {@code reconciliation-finished}
 * @param app the app, or {@code null}
 * @param task the instance and its task after the event, or {@code null}
 * @param phaseBefore the phase of the instance before the event, or {@code null}
 * @param reason the reason of the task's state, or {@code null}
 * @param message the message of the task's state, or {@code null}
 * @param deployment the deployment, or {@code null}
 * @since 0.1.0
 */
public record EventDescriptor(String type, @Nullable String app, @Nullable TaskSummary task,
		@Nullable String phaseBefore, @Nullable String reason, @Nullable String message,
		@Nullable DeploymentDescriptor deployment) {

	/**
	 * Describe an event.
	 * @param event the event
	 * @return the description
	 */
	public static EventDescriptor of(TaskManagerEvent event) {
		if (event instanceof TaskStateChanged change) {
			Launch launch = change.after().launch();
			return new EventDescriptor("task", change.after().app(), TaskSummary.of(change.after()),
					change.before().phase().name(), (launch != null) ? launch.reason() : null,
					(launch != null) ? launch.message() : null, null);
		}
		if (event instanceof DeploymentStarted started) {
			return deployment("deployment-started", DeploymentDescriptor.of(started.deployment()), app(event));
		}
		if (event instanceof DeploymentFinished finished) {
			return deployment("deployment-finished", DeploymentDescriptor.of(finished.deployment()), app(event));
		}
		if (event instanceof GangFailed gang) {
			return new EventDescriptor("gang-failed", gang.app(), TaskSummary.of(gang.failed()), null, null, null,
					null);
		}
		return deployment((event instanceof AppRemoved) ? "app-removed" : "reconciliation-finished", null, app(event));
	}

	private static EventDescriptor deployment(String type, @Nullable DeploymentDescriptor deployment,
			@Nullable String app) {
		return new EventDescriptor(type, app, null, null, null, null, deployment);
	}

	/**
	 * Return the app that an event concerns.
	 * @param event the event
	 * @return the name of the app, or {@code null} if the event concerns no single app
	 */
	public static @Nullable String app(TaskManagerEvent event) {
		if (event instanceof TaskStateChanged change) {
			return change.after().app();
		}
		if (event instanceof AppRemoved removed) {
			return removed.app();
		}
		if (event instanceof DeploymentStarted started) {
			return started.deployment().app();
		}
		if (event instanceof DeploymentFinished finished) {
			return finished.deployment().app();
		}
		if (event instanceof GangFailed gang) {
			return gang.app();
		}
		if (event instanceof ReconciliationFinished) {
			return null;
		}
		throw new IllegalStateException("Unknown event " + event.getClass());
	}

}
