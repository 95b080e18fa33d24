package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An app as it is stored. Its instances are stored one by one.
 *
 * @param definition the current definition
 * @param version its version
 * @param removing whether it is being removed
 * @param paused whether it is paused
 * @param surge how many instances there shall be in addition
 * @param deploymentNumber how many deployments there have been
 * @param deployment the current or last deployment, or {@code null}
 * @param deployments ended deployments, the newest first
 * @param earlier earlier versions, the newest first
 * @param launched the definitions of which instances were launched
 * @param gatesSince from when on an instance must become good in time
 * @param renewBefore instances launched before are replaced
 */
record StoredApp(TaskDefinition definition, long version, boolean removing, boolean paused, int surge,
		int deploymentNumber, @Nullable Deployment deployment, List<Deployment> deployments, List<AppVersion> earlier,
		List<StoredVersion> launched, Instant gatesSince, Instant renewBefore) {

	/**
	 * A definition of which instances were launched.
	 *
	 * @param version the version
	 * @param definition the definition
	 */
	record StoredVersion(long version, TaskDefinition definition) {

	}

}
