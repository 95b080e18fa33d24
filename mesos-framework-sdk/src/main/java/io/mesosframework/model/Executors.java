package io.mesosframework.model;

import java.time.Duration;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;

/**
 * Builds an executor. All tasks of one executor on an agent must contain an equal
 * description. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Executors {

	private final ExecutorInfo.Builder executor = ExecutorInfo.newBuilder();

	private Executors(ExecutorInfo.Type type, String id) {
		this.executor.setType(type).setExecutorId(Ids.executor(id));
	}

	/**
	 * Create a custom executor.
	 * @param id the id of the executor
	 * @param command its command
	 * @return a builder
	 */
	public static Executors custom(String id, Commands command) {
		Executors executors = new Executors(ExecutorInfo.Type.CUSTOM, id);
		executors.executor.setCommand(command.build());
		return executors;
	}

	/**
	 * Create a default executor of Mesos, which runs task groups. It needs a framework id
	 * and at least 0.01 cpus, 32 MB of memory and some disk.
	 * @param id the executor's id
	 * @param frameworkId the framework
	 * @return a builder
	 */
	public static Executors defaultExecutor(String id, FrameworkID frameworkId) {
		return new Executors(ExecutorInfo.Type.DEFAULT, id).framework(frameworkId);
	}

	/**
	 * Set the framework; required for task groups.
	 * @param frameworkId the framework
	 * @return this builder
	 */
	public Executors framework(FrameworkID frameworkId) {
		this.executor.setFrameworkId(frameworkId);
		return this;
	}

	/**
	 * Add resources of the executor itself.
	 * @param resources the resources
	 * @return this builder
	 */
	public Executors resources(Resources resources) {
		this.executor.addAllResources(resources);
		return this;
	}

	/**
	 * Add resources of the executor itself.
	 * @param resources the resources, in the format of {@link Resources#parse}
	 * @return this builder
	 */
	public Executors resources(String resources) {
		return resources(Resources.parse(resources));
	}

	/**
	 * Set the name.
	 * @param name the name
	 * @return this builder
	 */
	public Executors name(String name) {
		this.executor.setName(name);
		return this;
	}

	/**
	 * Set the container.
	 * @param container the container
	 * @return this builder
	 */
	public Executors container(ContainerInfo container) {
		this.executor.setContainer(container);
		return this;
	}

	/**
	 * Set data for the executor.
	 * @param data the data
	 * @return this builder
	 */
	public Executors data(ByteString data) {
		this.executor.setData(data);
		return this;
	}

	/**
	 * Set how long the executor may take to end when it is shut down.
	 * @param duration the grace period
	 * @return this builder
	 */
	public Executors shutdownGracePeriod(Duration duration) {
		this.executor.setShutdownGracePeriod(KillPolicies.duration(duration));
		return this;
	}

	/**
	 * Build the executor.
	 * @return the executor
	 */
	public ExecutorInfo build() {
		return this.executor.build();
	}

}
