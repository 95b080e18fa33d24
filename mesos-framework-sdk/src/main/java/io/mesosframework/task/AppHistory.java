package io.mesosframework.task;

import java.util.List;

/**
 * The past of an app, the newest first. Immutable and thread-safe.
 *
 * @param versions its versions, at most {@value #MAX}
 * @param deployments its deployments without their steps, at most {@value #MAX}
 * @since 0.1.0
 */
public record AppHistory(List<AppVersion> versions, List<Deployment> deployments) {

	/** How many versions and deployments are kept. */
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
