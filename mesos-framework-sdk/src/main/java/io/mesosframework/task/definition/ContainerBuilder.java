package io.mesosframework.task.definition;

import java.util.function.Consumer;

/**
 * Builds the container of a task. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ContainerBuilder extends DocumentPart<ContainerBuilder> {

	ContainerBuilder() {
	}

	/**
	 * Use the Docker containerizer instead of the Mesos containerizer.
	 * @return this builder
	 */
	public ContainerBuilder docker() {
		return set("type", "docker");
	}

	/**
	 * Set the image.
	 * @param image the name, with or without a tag
	 * @return this builder
	 */
	public ContainerBuilder image(String image) {
		return set("image", image);
	}

	/**
	 * Set the tag of the image.
	 * @param tag the tag
	 * @return this builder
	 */
	public ContainerBuilder tag(String tag) {
		return set("tag", tag);
	}

	/**
	 * Always pull the image.
	 * @return this builder
	 */
	public ContainerBuilder forcePull() {
		return set("force_pull", true);
	}

	/**
	 * Run with all privileges (Docker only).
	 * @return this builder
	 */
	public ContainerBuilder privileged() {
		return set("privileged", true);
	}

	/**
	 * Join a network.
	 * @param name the name of a CNI or Docker network, {@code host}, {@code bridge} or
	 * {@code none}
	 * @return this builder
	 */
	public ContainerBuilder network(String name) {
		return network((network) -> network.name(name));
	}

	/**
	 * Join a network.
	 * @param network configures the network
	 * @return this builder
	 */
	public ContainerBuilder network(Consumer<NetworkBuilder> network) {
		return item("network", NetworkBuilder::new, network);
	}

	/**
	 * Mount a directory of the agent.
	 * @param hostPath the directory
	 * @param containerPath its path in the container
	 * @return this builder
	 */
	public ContainerBuilder volume(String hostPath, String containerPath) {
		return volume((volume) -> volume.hostPath(hostPath).containerPath(containerPath));
	}

	/**
	 * Mount a volume.
	 * @param volume configures the volume
	 * @return this builder
	 */
	public ContainerBuilder volume(Consumer<VolumeBuilder> volume) {
		return item("volume", VolumeBuilder::new, volume);
	}

}
