package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Resource;
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
	 * Return why the container cannot be started here.
	 * @return the reason, or {@code null} when it can
	 */
	@Nullable String refusal() {
		return this.executor.hasContainer() ? refusal(this.executor.getContainer()) : null;
	}

	/**
	 * Return why a container cannot be started here.
	 * @param container the container
	 * @return the reason, or {@code null} when it can
	 */
	static @Nullable String refusal(ContainerInfo container) {
		if (container.getType() == ContainerInfo.Type.DOCKER) {
			return "Docker containers are not supported by the embedded agent; "
					+ "use a container of type MESOS without an image, which runs as a plain process";
		}
		if (container.getMesos().hasImage()) {
			return "Container images are not supported by the embedded agent; "
					+ "leave the image out and the command runs as a plain process";
		}
		return null;
	}

}
