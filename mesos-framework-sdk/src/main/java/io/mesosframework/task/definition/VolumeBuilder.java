package io.mesosframework.task.definition;

/**
 * Builds a volume of a container. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class VolumeBuilder extends DocumentPart<VolumeBuilder> {

	VolumeBuilder() {
	}

	/**
	 * Set the mount point of the volume.
	 * @param path the path in the container
	 * @return this builder
	 */
	public VolumeBuilder containerPath(String path) {
		return set("container_path", path);
	}

	/**
	 * Mount a directory of the agent.
	 * @param path the path on the agent
	 * @return this builder
	 */
	public VolumeBuilder hostPath(String path) {
		return set("host_path", path);
	}

	/**
	 * Mount the volume read-only.
	 * @return this builder
	 */
	public VolumeBuilder readOnly() {
		return set("mode", "ro");
	}

	/**
	 * Mount a Docker volume.
	 * @param driver the driver
	 * @param name the name of the volume
	 * @return this builder
	 */
	public VolumeBuilder docker(String driver, String name) {
		return set("source.type", "DOCKER").set("source.docker_volume.driver", driver)
			.set("source.docker_volume.name", name);
	}

	/**
	 * Set an option of the driver of a Docker volume.
	 * @param key the key
	 * @param value the value
	 * @return this builder
	 */
	public VolumeBuilder driverOption(String key, String value) {
		return put("source.docker_volume.driver_opts", key, value);
	}

}
