package io.mesosframework.task;

import java.util.List;

/**
 * Earlier versions and deployments of an app, the newest first. Immutable and
 * thread-safe.
 *
 * @param versions the versions of the app, at most {@value #MAX}
 * @param deployments the deployments of the app without their steps, at most
 * {@value #MAX}
 * @since 0.1.0
 */
public record AppHistory(List<AppVersion> versions, List<Deployment> deployments) {

	/** Maximum number of versions and of deployments that are kept. */
	public static final int MAX = 20;

	/**
	 * Create a history.
	 * @param versions the versions
	 * @param deployments the deployments
	 */
	public AppHistory {
		versions = List.copyOf(versions);
		deployments = List.copyOf(deployments);
	}

}
