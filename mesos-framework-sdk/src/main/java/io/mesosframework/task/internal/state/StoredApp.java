package io.mesosframework.task.internal.state;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Deployment;

/**
 * An app as it is stored. Its instances and its definitions are stored one by one.
 *
 * @param version the current version
 * @param revision the number of the last change; 0 if it was stored before changes were
 * counted
 * @param instances how many instances there should be
 * @param removing whether it is being removed
 * @param paused whether it is paused
 * @param surge how many instances there shall be in addition
 * @param deploymentNumber how many deployments there have been
 * @param deployment the current or last deployment, or {@code null}
 * @param deployments ended deployments, the newest first
 * @param earlier the versions of the history, the newest first
 * @param launched the versions of which instances were launched
 * @param gatesSince from when on an instance must become good in time
 * @param renewBefore instances launched before are replaced
 * @since 0.1.0
 */
public record StoredApp(long version, long revision, int instances, boolean removing, boolean paused, int surge,
		int deploymentNumber, @Nullable Deployment deployment, List<Deployment> deployments,
		List<StoredVersion> earlier, List<Long> launched, Instant gatesSince,
		Instant renewBefore) implements StoredRecord {

	/**
	 * A version of the history.
	 *
	 * @param version the number
	 * @param at when it was deployed
	 */
	public record StoredVersion(long version, Instant at) {

	}

}
