package io.mesosframework.task.internal.state;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Deployment;

/**
 * Stored form of an app. Its instances and definitions are stored as separate records.
 *
 * @param version the current version
 * @param revision the revision; 0 if the app was stored before revisions were introduced
 * @param instances the desired instance count
 * @param removing whether the app is being removed
 * @param paused whether the app is paused
 * @param surge the number of additional instances during an update
 * @param deploymentNumber the number of the last deployment
 * @param deployment the current or last deployment, or {@code null}
 * @param deployments the ended deployments, the newest first
 * @param earlier the versions of the history, the newest first
 * @param launched the versions of which instances were launched
 * @param gatesSince the start of the deadline within which an instance must become good
 * @param renewBefore the time of the last restart: instances launched earlier are
 * replaced
 * @since 0.1.0
 */
public record StoredApp(long version, long revision, int instances, boolean removing, boolean paused, int surge,
		int deploymentNumber, @Nullable Deployment deployment, List<Deployment> deployments,
		List<StoredVersion> earlier, List<Long> launched, Instant gatesSince,
		Instant renewBefore) implements StoredRecord {

	/**
	 * Version in the history.
	 *
	 * @param version the version number
	 * @param at when the version was first deployed
	 */
	public record StoredVersion(long version, Instant at) {

	}

}
