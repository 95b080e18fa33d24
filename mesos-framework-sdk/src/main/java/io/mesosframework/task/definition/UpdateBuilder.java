package io.mesosframework.task.definition;

import java.time.Duration;

/**
 * Builds an update policy: how a new version replaces the old one. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class UpdateBuilder extends DocumentPart<UpdateBuilder> {

	UpdateBuilder() {
	}

	/**
	 * Set how many instances are replaced at the same time.
	 * @param instances the number
	 * @return this builder
	 */
	public UpdateBuilder batch(int instances) {
		return set("batch", instances);
	}

	/**
	 * Set how many instances may be unavailable because they are being replaced.
	 * @param instances the number
	 * @return this builder
	 */
	public UpdateBuilder maxUnavailable(int instances) {
		return set("max_unavailable", instances);
	}

	/**
	 * Set the minimum fraction of instances that must be healthy at any time.
	 * @param share the fraction, from 0 to 1
	 * @return this builder
	 */
	public UpdateBuilder minHealthy(double share) {
		return set("min_healthy", share);
	}

	/**
	 * Set how many instances are replaced first, alone.
	 * @param instances the number
	 * @return this builder
	 */
	public UpdateBuilder canary(int instances) {
		return set("canary", instances);
	}

	/**
	 * Set how many additional instances of the new version may run during the update.
	 * @param instances the number
	 * @return this builder
	 */
	public UpdateBuilder maxSurge(int instances) {
		return set("max_surge", instances);
	}

	/**
	 * Set how long an instance of the new version may take to become healthy and ready.
	 * @param time the time
	 * @return this builder
	 */
	public UpdateBuilder readyWithin(Duration time) {
		return set("ready_within", time.toString());
	}

	/**
	 * Set how long an instance of the new version must run before the next ones are
	 * replaced.
	 * @param time the time
	 * @return this builder
	 */
	public UpdateBuilder watch(Duration time) {
		return set("watch", time.toString());
	}

	/**
	 * Set how many failures of the new version are tolerated.
	 * @param failures the number
	 * @return this builder
	 */
	public UpdateBuilder maxFailures(int failures) {
		return set("max_failures", failures);
	}

	/**
	 * Replace a failing version by the previous one.
	 * @return this builder
	 */
	public UpdateBuilder rollback() {
		return set("rollback", true);
	}

}
