package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to start the container of an executor.
 *
 * @param containerId its id
 * @param executor the executor
 * @param task the task, when the executor was made up for its command
 * @param resources the resources of the executor and its first tasks
 * @param sandbox its directory
 * @param environment the environment of its processes
 * @param user the user it should run as
 * @param builtIn the executor, unless it is a process
 */
record ContainerSpec(ContainerID containerId, ExecutorInfo executor, @Nullable TaskInfo task, List<Resource> resources,
		Path sandbox, Map<String, String> environment, @Nullable String user, @Nullable BuiltInExecutor builtIn) {

	/**
	 * Return whether no containerizer takes the container: there is only that of Mesos.
	 * @return {@code true} for a Docker container
	 */
	boolean isUnsupported() {
		return this.executor.getContainer().getType() == ContainerInfo.Type.DOCKER && this.executor.hasContainer();
	}

	/**
	 * Return why the container cannot be started here.
	 * @return the text of Mesos, or {@code null} when it can
	 */
	@Nullable String refusal() {
		String error = refusal(this.executor.getContainer(), this.executor.getCommand());
		return (error == null && this.executor.getContainer().getVolumesCount() > 0)
				? "Volumes in ContainerInfo is not supported" : error;
	}

	/**
	 * Return why a container within another one cannot be started here.
	 * @param container the container
	 * @param command its command
	 * @return the text of Mesos, or {@code null} when it can
	 */
	static @Nullable String nestedRefusal(ContainerInfo container, CommandInfo command) {
		return (container.hasType() && container.getType() == ContainerInfo.Type.DOCKER)
				? "The provided ContainerInfo is not supported" : refusal(container, command);
	}

	/**
	 * There is no store of images, and no resolver of secrets but that of their values.
	 */
	private static @Nullable String refusal(ContainerInfo container, CommandInfo command) {
		if (container.getMesos().hasImage()) {
			return "Unsupported container image type: " + container.getMesos().getImage().getType();
		}
		boolean reference = command.getEnvironment()
			.getVariablesList()
			.stream()
			.anyMatch((variable) -> variable.getType() == Environment.Variable.Type.SECRET
					&& variable.getSecret().getType() == Secret.Type.REFERENCE);
		return reference ? "Default secret resolver cannot resolve references" : null;
	}

}
