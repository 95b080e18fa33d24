package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Progress of an app towards a version and an instance count. Immutable and thread-safe.
 *
 * @param id the id of the deployment, {@code <app>@<number>}
 * @param app the name of the app
 * @param kind the kind of deployment
 * @param fromVersion the version before the deployment; 0 if there was none
 * @param toVersion the target version
 * @param state the state of the deployment
 * @param done the number of instances that have reached their target
 * @param total the target number of instances
 * @param failures the number of failures of instances of the new version
 * @param steps the steps, one for each instance; empty in events and in the history
 * @param waitingFor what the deployment waits for, or {@code null} if it does not wait
 * @param message why the deployment failed, or {@code null}
 * @param startedAt when the deployment started, or was last continued after a failure
 * @param endedAt when the deployment ended, or {@code null}
 * @since 0.1.0
 */
public record Deployment(String id, String app, Kind kind, long fromVersion, long toVersion, State state, int done,
		int total, int failures, List<Step> steps, @Nullable String waitingFor, @Nullable String message,
		Instant startedAt, @Nullable Instant endedAt) {

	/**
	 * Create a deployment.
	 * @param id the id
	 * @param app the app
	 * @param kind the kind of deployment
	 * @param fromVersion the version before the deployment
	 * @param toVersion the target version
	 * @param state the state of the deployment
	 * @param done the number of instances that have reached their target
	 * @param total the target number of instances
	 * @param failures the number of failures
	 * @param steps the steps
	 * @param waitingFor what the deployment waits for
	 * @param message why the deployment failed
	 * @param startedAt when the deployment started
	 * @param endedAt when the deployment ended
	 */
	public Deployment {
		steps = List.copyOf(steps);
	}

	public static Deployment start(String id, String app, Kind kind, long from, long to, int total, Instant now) {
		return new Deployment(id, app, kind, from, to, State.RUNNING, 0, total, 0, List.of(), null, null, now, null);
	}

	public Deployment to(State next, @Nullable String reason, Instant now) {
		return new Deployment(this.id, this.app, this.kind, this.fromVersion, this.toVersion, next, this.done,
				this.total, this.failures, this.steps, null, reason, this.startedAt, next.isEnded() ? now : null);
	}

	public Deployment withFailures(int count) {
		return new Deployment(this.id, this.app, this.kind, this.fromVersion, this.toVersion, this.state, this.done,
				this.total, count, this.steps, this.waitingFor, this.message, this.startedAt, this.endedAt);
	}

	public Deployment startedAt(Instant time) {
		return new Deployment(this.id, this.app, this.kind, this.fromVersion, this.toVersion, this.state, this.done,
				this.total, this.failures, this.steps, this.waitingFor, this.message, time, this.endedAt);
	}

	public Deployment withProgress(int reached, int wanted, List<Step> each, @Nullable String waits) {
		return new Deployment(this.id, this.app, this.kind, this.fromVersion, this.toVersion, this.state, reached,
				wanted, this.failures, each, waits, this.message, this.startedAt, this.endedAt);
	}

	/**
	 * Return whether this is a kind of deployment that replaces instances.
	 */
	public boolean replaces() {
		return this.kind == Kind.UPDATE || this.kind == Kind.ROLLBACK || this.kind == Kind.RESTART;
	}

	/**
	 * Kind of a deployment.
	 */
	public enum Kind {

		/** The app is new. */
		START,

		/** The instance count changes. */
		SCALE,

		/** All instances are replaced by instances of the same version. */
		RESTART,

		/** A new version replaces the old one. */
		UPDATE,

		/** The previous version replaces a bad one. */
		ROLLBACK

	}

	/**
	 * State of a deployment.
	 */
	public enum State {

		/** The deployment is in progress. */
		RUNNING,

		/** The deployment is paused until it is continued. */
		PAUSED,

		/** All instances have reached their target. */
		SUCCEEDED,

		/**
		 * The deployment stopped because the new version is bad. It can be continued or
		 * rolled back.
		 */
		FAILED,

		/**
		 * The deployment failed or was cancelled, and the previous version is being
		 * restored.
		 */
		ROLLED_BACK,

		/** Another deployment has replaced this one. */
		SUPERSEDED;

		/**
		 * Return whether the deployment has ended, so that nothing more happens without a
		 * user's action.
		 * @return {@code true} if so
		 */
		public boolean isEnded() {
			return this != RUNNING && this != PAUSED;
		}

	}

	/**
	 * Part of a deployment that concerns one instance.
	 *
	 * @param index the number of the instance
	 * @param state the state of the step
	 * @param taskId the id of the instance's current or last task, or {@code null}
	 */
	public record Step(int index, StepState state, @Nullable String taskId) {

	}

	/**
	 * State of a step.
	 */
	public enum StepState {

		/** The step has not started. */
		PENDING,

		/** The instance is being replaced, launched or stopped. */
		IN_PROGRESS,

		/** The instance has reached its target. */
		DONE,

		/** The instance failed and was given up. */
		FAILED

	}

}
