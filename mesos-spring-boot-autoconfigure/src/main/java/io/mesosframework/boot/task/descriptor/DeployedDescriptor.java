package io.mesosframework.boot.task.descriptor;

import java.util.List;

/**
 * Describes what a deploy request has changed or would change.
 *
 * @param dryRun whether nothing was changed
 * @param apps the apps, in the order of the document
 * @since 0.1.0
 */
public record DeployedDescriptor(boolean dryRun, List<ChangeDescriptor> apps) {

	/**
	 * Describes the change of one app.
	 *
	 * @param name the name of the app
	 * @param version the version of its definition; 0 if the app does not exist
	 * @param revision the number of its last change; 0 if the app does not exist
	 * @param instances the wanted number of instances
	 * @param change {@code created}, {@code updated}, {@code scaled} or {@code unchanged}
	 */
	public record ChangeDescriptor(String name, long version, long revision, int instances, String change) {

	}

}
