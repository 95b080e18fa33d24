package io.mesosframework.model;

import org.apache.mesos.v1.Protos.Parameter;
import org.apache.mesos.v1.Protos.Parameters;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.Volume;

/**
 * Creates volumes that are mounted in a container. Persistent volumes are resources: see
 * {@link Resources#asPersistentVolume}.
 *
 * @since 0.1.0
 */
public final class Volumes {

	private Volumes() {
	}

	/**
	 * Return a volume with a directory or file of the agent's host.
	 * @param hostPath its path on the host
	 * @param containerPath its path in the container
	 * @param mode whether it is writable
	 * @return the volume
	 */
	public static Volume host(String hostPath, String containerPath, Volume.Mode mode) {
		return volume(containerPath, mode).setHostPath(hostPath).build();
	}

	/**
	 * Return a volume with a directory of the sandbox.
	 * @param sandboxPath its path, relative to the sandbox
	 * @param containerPath its path in the container, starting with {@code /}
	 * @param mode whether it is writable
	 * @return the volume
	 */
	public static Volume sandbox(String sandboxPath, String containerPath, Volume.Mode mode) {
		if (!containerPath.startsWith("/")) {
			throw new IllegalArgumentException("The path in the container must begin with '/', since the sandbox is "
					+ "there anyway: \"" + containerPath + "\"");
		}
		return sandbox(Volume.Source.SandboxPath.Type.SELF, sandboxPath, containerPath, mode);
	}

	/**
	 * Return a volume with a directory of the parent container's sandbox, which the tasks
	 * of a group share.
	 * @param sandboxPath its path, relative to that sandbox
	 * @param containerPath its path in the container
	 * @param mode whether it is writable
	 * @return the volume
	 */
	public static Volume parentSandbox(String sandboxPath, String containerPath, Volume.Mode mode) {
		return sandbox(Volume.Source.SandboxPath.Type.PARENT, sandboxPath, containerPath, mode);
	}

	/**
	 * Return a volume of a Docker volume driver.
	 * @param driver the driver
	 * @param name the name of the volume
	 * @param containerPath its path in the container
	 * @param mode whether it is writable
	 * @param options the options of the driver: a key, its value, the next key, and so on
	 * @return the volume
	 */
	public static Volume docker(String driver, String name, String containerPath, Volume.Mode mode, String... options) {
		Volume.Source.DockerVolume.Builder docker = Volume.Source.DockerVolume.newBuilder()
			.setDriver(driver)
			.setName(name);
		if (options.length > 0) {
			Parameters.Builder parameters = Parameters.newBuilder();
			Labels.toMap(Labels.of(options))
				.forEach((key, value) -> parameters.addParameter(Parameter.newBuilder().setKey(key).setValue(value)));
			docker.setDriverOptions(parameters);
		}
		return volume(containerPath, mode)
			.setSource(Volume.Source.newBuilder().setType(Volume.Source.Type.DOCKER_VOLUME).setDockerVolume(docker))
			.build();
	}

	/**
	 * Return a file with a secret, which the secret resolver of the agent provides.
	 * @param secretName the name of the secret
	 * @param containerPath the path of the file in the container
	 * @return the volume
	 */
	public static Volume secretReference(String secretName, String containerPath) {
		return volume(containerPath, Volume.Mode.RO)
			.setSource(Volume.Source.newBuilder()
				.setType(Volume.Source.Type.SECRET)
				.setSecret(Secret.newBuilder()
					.setType(Secret.Type.REFERENCE)
					.setReference(Secret.Reference.newBuilder().setName(secretName))))
			.build();
	}

	private static Volume sandbox(Volume.Source.SandboxPath.Type type, String sandboxPath, String containerPath,
			Volume.Mode mode) {
		if (sandboxPath.startsWith("/")) {
			throw new IllegalArgumentException(
					"A path in the sandbox must not begin with '/': \"" + sandboxPath + "\"");
		}
		return volume(containerPath, mode)
			.setSource(Volume.Source.newBuilder()
				.setType(Volume.Source.Type.SANDBOX_PATH)
				.setSandboxPath(Volume.Source.SandboxPath.newBuilder().setType(type).setPath(sandboxPath)))
			.build();
	}

	private static Volume.Builder volume(String containerPath, Volume.Mode mode) {
		return Volume.newBuilder().setContainerPath(containerPath).setMode(mode);
	}

}
