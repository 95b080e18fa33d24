package io.mesosframework.model;

import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Parameter;
import org.apache.mesos.v1.Protos.Volume;

/**
 * Builds a container of the Mesos containerizer, with or without an image, or of Docker.
 * Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Containers {

	private static final String TCP = "tcp";

	private final ContainerInfo.Builder container = ContainerInfo.newBuilder();

	private Containers(ContainerInfo.Type type) {
		this.container.setType(type);
	}

	/**
	 * Create a container of the Mesos containerizer on the file system of the agent.
	 * @return a builder
	 */
	public static Containers mesos() {
		Containers containers = new Containers(ContainerInfo.Type.MESOS);
		containers.container.getMesosBuilder();
		return containers;
	}

	/**
	 * Create a container of the Mesos containerizer with a Docker image.
	 * @param image the image, such as {@code alpine:3}
	 * @return a builder
	 */
	public static Containers mesos(String image) {
		Containers containers = mesos();
		containers.container.getMesosBuilder()
			.setImage(
					Image.newBuilder().setType(Image.Type.DOCKER).setDocker(Image.Docker.newBuilder().setName(image)));
		return containers;
	}

	/**
	 * Create a Docker container.
	 * @param image the image, such as {@code nginx:1}
	 * @return a builder; by default it uses the network of the host
	 */
	public static Containers docker(String image) {
		Containers containers = new Containers(ContainerInfo.Type.DOCKER);
		containers.container.getDockerBuilder().setImage(image);
		return containers;
	}

	/**
	 * Add a volume.
	 * @param volume the volume, see {@link Volumes}
	 * @return this builder
	 */
	public Containers volume(Volume volume) {
		this.container.addVolumes(volume);
		return this;
	}

	/**
	 * Join a network (a CNI network, or a user-defined network of Docker).
	 * @param name the name of the network
	 * @return this builder
	 */
	public Containers network(String name) {
		this.container.addNetworkInfos(NetworkInfo.newBuilder().setName(name));
		if (this.container.getType() == ContainerInfo.Type.DOCKER) {
			this.container.getDockerBuilder().setNetwork(DockerInfo.Network.USER);
		}
		return this;
	}

	/**
	 * Use the bridge network of Docker.
	 * @return this builder
	 */
	public Containers bridge() {
		docker().setNetwork(DockerInfo.Network.BRIDGE);
		return this;
	}

	/**
	 * Use no network at all (Docker only).
	 * @return this builder
	 */
	public Containers noNetwork() {
		docker().setNetwork(DockerInfo.Network.NONE);
		return this;
	}

	/**
	 * Map a TCP port of the host to a port of the container, on the last joined network
	 * or on the bridge of Docker.
	 * @param hostPort the host's port, which must be among the task's resources
	 * @param containerPort the container's port
	 * @return this builder
	 */
	public Containers portMapping(int hostPort, int containerPort) {
		return portMapping(hostPort, containerPort, TCP);
	}

	/**
	 * Map a port of the host to a port of the container.
	 * @param hostPort the host's port, which must be among the task's resources
	 * @param containerPort the container's port
	 * @param protocol {@code tcp} or {@code udp}
	 * @return this builder
	 * @throws IllegalStateException if a container of the Mesos containerizer has not
	 * joined a network
	 */
	public Containers portMapping(int hostPort, int containerPort, String protocol) {
		if (this.container.getType() == ContainerInfo.Type.DOCKER) {
			if (!docker().hasNetwork()) {
				bridge();
			}
			docker().addPortMappingsBuilder()
				.setHostPort(hostPort)
				.setContainerPort(containerPort)
				.setProtocol(protocol);
			return this;
		}
		int networks = this.container.getNetworkInfosCount();
		if (networks == 0) {
			throw new IllegalStateException("Ports are mapped on a network: call 'network' first");
		}
		this.container.getNetworkInfosBuilder(networks - 1)
			.addPortMappingsBuilder()
			.setHostPort(hostPort)
			.setContainerPort(containerPort)
			.setProtocol(protocol);
		return this;
	}

	/**
	 * Set the container's host name.
	 * @param hostname the name
	 * @return this builder
	 */
	public Containers hostname(String hostname) {
		this.container.setHostname(hostname);
		return this;
	}

	/**
	 * Pull the image even if the agent has it already.
	 * @return this builder
	 */
	public Containers forcePull() {
		if (this.container.getType() == ContainerInfo.Type.DOCKER) {
			docker().setForcePullImage(true);
		}
		else if (this.container.getMesos().hasImage()) {
			this.container.getMesosBuilder().getImageBuilder().setCached(false);
		}
		else {
			throw new IllegalStateException("There is no image to pull: give one to 'mesos'");
		}
		return this;
	}

	/**
	 * Run with all privileges (Docker only).
	 * @return this builder
	 */
	public Containers privileged() {
		docker().setPrivileged(true);
		return this;
	}

	/**
	 * Add an option of {@code docker run}.
	 * @param key the option, without dashes
	 * @param value its value
	 * @return this builder
	 */
	public Containers parameter(String key, String value) {
		docker().addParameters(Parameter.newBuilder().setKey(key).setValue(value));
		return this;
	}

	private DockerInfo.Builder docker() {
		if (this.container.getType() != ContainerInfo.Type.DOCKER) {
			throw new IllegalStateException("This is possible for containers of Docker only");
		}
		return this.container.getDockerBuilder();
	}

	/**
	 * Build the container.
	 * @return the container
	 */
	public ContainerInfo build() {
		return this.container.build();
	}

}
