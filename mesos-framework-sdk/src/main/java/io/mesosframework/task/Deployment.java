package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The way of an app to a version and a number of instances. Immutable and thread-safe.
 *
 * @param id an id, {@code <app>@<number>}
 * @param app the name of the app
 * @param kind what it is for
 * @param fromVersion the version before; 0 if there was none
 * @param toVersion the version it leads to
 * @param state how far it is
 * @param done how many instances have got where they shall be
 * @param total how many there shall be
 * @param failures how often instances of the new version have failed
 * @param steps one for each instance; empty in events and in the history
 * @param waitingFor what it waits for, or {@code null} if it does not wait
 * @param message why it failed, or {@code null}
 * @param startedAt when it began, or was continued after it had failed
 * @param endedAt when it ended, or {@code null}
 * @since 0.1.0
 */
public record Deployment(String id, String app, Kind kind, long fromVersion, long toVersion, State state, int done,
		int total, int failures, List<Step> steps, @Nullable String waitingFor, @Nullable String message,
		Instant startedAt, @Nullable Instant endedAt) {

	/**
	 * Create a deployment.
	 * @param id an id
	 * @param app the app
	 * @param kind what it is for
	 * @param fromVersion the version before
	 * @param toVersion the version after
	 * @param state how far it is
	 * @param done how many are there
	 * @param total how many there shall be
	 * @param failures how many failures
	 * @param steps the steps
	 * @param waitingFor what it waits for
	 * @param message why it failed
	 * @param startedAt when it began
	 * @param endedAt when it ended
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

	/** Return whether instances are being replaced, now or after a pause. */
	public boolean replaces() {
		return this.kind == Kind.UPDATE || this.kind == Kind.ROLLBACK || this.kind == Kind.RESTART;
	}

	/**
	 * What a deployment is for.
	 */
	public enum Kind {

		/** The app is new. */
		START,

		/** Its number of instances changes. */
		SCALE,

		/** All instances are replaced by ones of the same version. */
		RESTART,

		/** A new version replaces the old one. */
		UPDATE,

		/** The version before replaces a bad one. */
		ROLLBACK

	}

	/**
	 * How far a deployment is.
	 */
	public enum State {

		/** It goes on. */
		RUNNING,

		/** It waits to be continued. */
		PAUSED,

		/** All instances are where they shall be. */
		SUCCEEDED,

		/**
		 * It stopped because the new version is bad; it can be continued or rolled back.
		 */
		FAILED,

		/** It failed or was called off, and the version before is on its way. */
		ROLLED_BACK,

		/** Another deployment has taken its place. */
		SUPERSEDED;

		/**
		 * Return whether nothing more happens by itself.
		 * @return {@code true} if so
		 */
		public boolean isEnded() {
			return this != RUNNING && this != PAUSED;
		}

	}

	/**
	 * The part of one instance.
	 *
	 * @param index the number of the instance
	 * @param state how far it is
	 * @param taskId its current or last task, or {@code null}
	 */
	public record Step(int index, StepState state, @Nullable String taskId) {

	}

	/**
	 * How far an instance is.
	 */
	public enum StepState {

		/** Its turn has not come. */
		PENDING,

		/** It is being replaced, launched or ended. */
		IN_PROGRESS,

		/** It is where it shall be. */
		DONE,

		/** It failed and was given up. */
		FAILED

	}

}
