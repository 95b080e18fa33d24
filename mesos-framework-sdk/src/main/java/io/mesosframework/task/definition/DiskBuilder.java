package io.mesosframework.task.definition;

/**
 * Builds the disk of a task. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class DiskBuilder extends DocumentPart<DiskBuilder> {

	DiskBuilder() {
	}

	/**
	 * Set the size.
	 * @param megabytes the size in MB
	 * @return this builder
	 */
	public DiskBuilder size(double megabytes) {
		return set("size", megabytes);
	}

	/**
	 * Keep the data in a persistent volume.
	 * @param id the id of the volume
	 * @return this builder
	 */
	public DiskBuilder persistence(String id) {
		return set("persistence.id", id);
	}

	/**
	 * Set the principal that creates the volume.
	 * @param principal the principal
	 * @return this builder
	 */
	public DiskBuilder principal(String principal) {
		return set("persistence.principal", principal);
	}

	/**
	 * Mount the disk.
	 * @param containerPath the path in the container
	 * @param mode {@code rw} or {@code ro}
	 * @return this builder
	 */
	public DiskBuilder volume(String containerPath, String mode) {
		return set("volume.container_path", containerPath).set("volume.mode", mode);
	}

	/**
	 * Use a {@code PATH} disk: a directory of the agent that shares its disk with others.
	 * @param root the path
	 * @return this builder
	 */
	public DiskBuilder path(String root) {
		return set("source.type", "PATH").set("source.path", root);
	}

	/**
	 * Use a {@code MOUNT} disk, which is taken as a whole.
	 * @param root its mount point on the agent
	 * @return this builder
	 */
	public DiskBuilder mount(String root) {
		return set("source.type", "MOUNT").set("source.mount", root);
	}

}
