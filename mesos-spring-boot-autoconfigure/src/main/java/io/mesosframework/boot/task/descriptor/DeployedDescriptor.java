package io.mesosframework.boot.task.descriptor;

import java.util.List;

/**
 * What a deploy has done, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param apps the apps, in the order of the document
 * @since 0.1.0
 */
public record DeployedDescriptor(boolean dryRun, List<ChangeDescriptor> apps) {

	/**
	 * What became of one app.
	 *
	 * @param name its name
	 * @param version the number of its definition; 0 if it does not exist
	 * @param revision the number of its last change; 0 if it does not exist
	 * @param instances how many instances are wanted
	 * @param change {@code created}, {@code updated}, {@code scaled} or {@code unchanged}
	 */
	public record ChangeDescriptor(String name, long version, long revision, int instances, String change) {

	}

}
