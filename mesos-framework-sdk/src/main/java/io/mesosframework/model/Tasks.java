package io.mesosframework.model;

import java.time.Duration;
import java.util.Map;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.DiscoveryInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Describes a task. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Tasks {

	private final TaskInfo.Builder task = TaskInfo.newBuilder();

	private Tasks(String name) {
		this.task.setName(name);
	}

	/**
	 * Describes a task. Its id is the name and a random part unless {@link #id} is
	 * called.
	 * @param name the task's name
	 * @return a builder
	 */
	public static Tasks named(String name) {
		return new Tasks(name);
	}

	/**
	 * Sets the id, which must never have been used before.
	 * @param id the id
	 * @return this builder
	 */
	public Tasks id(TaskID id) {
		this.task.setTaskId(id);
		return this;
	}

	/**
	 * Sets the id, which must never have been used before.
	 * @param id the id
	 * @return this builder
	 */
	public Tasks id(String id) {
		return id(Ids.task(id));
	}

	/**
	 * Places the task on an offer's agent.
	 * @param offer the offer
	 * @return this builder
	 */
	public Tasks on(Offer offer) {
		return on(offer.getAgentId());
	}

	/**
	 * Places the task on an agent.
	 * @param agentId the agent
	 * @return this builder
	 */
	public Tasks on(AgentID agentId) {
		this.task.setAgentId(agentId);
		return this;
	}

	/**
	 * Adds resources.
	 * @param resources the resources
	 * @return this builder
	 */
	public Tasks resources(Resources resources) {
		this.task.addAllResources(resources);
		return this;
	}

	/**
	 * Adds resources.
	 * @param resources the resources, as {@link Resources#parse} reads them
	 * @return this builder
	 */
	public Tasks resources(String resources) {
		return resources(Resources.parse(resources));
	}

	/**
	 * Lets the task use more than its resources say, up to a limit.
	 * @param name {@code cpus} or {@code mem}
	 * @param limit the limit, infinite for none
	 * @return this builder
	 */
	public Tasks limit(String name, double limit) {
		this.task.putLimits(name, Value.Scalar.newBuilder().setValue(limit).build());
		return this;
	}

	/**
	 * Sets the command to a line of shell.
	 * @param line the line
	 * @return this builder
	 */
	public Tasks shell(String line) {
		return command(Commands.shell(line));
	}

	/**
	 * Sets the command.
	 * @param command the command
	 * @return this builder
	 */
	public Tasks command(Commands command) {
		return command(command.build());
	}

	/**
	 * Sets the command.
	 * @param command the command
	 * @return this builder
	 */
	public Tasks command(CommandInfo command) {
		this.task.setCommand(command);
		return this;
	}

	/**
	 * Lets a custom executor run the task, instead of a command.
	 * @param executor the executor
	 * @return this builder
	 */
	public Tasks executor(ExecutorInfo executor) {
		this.task.setExecutor(executor);
		return this;
	}

	/**
	 * Sets the container.
	 * @param container the container
	 * @return this builder
	 */
	public Tasks container(Containers container) {
		return container(container.build());
	}

	/**
	 * Sets the container.
	 * @param container the container
	 * @return this builder
	 */
	public Tasks container(ContainerInfo container) {
		this.task.setContainer(container);
		return this;
	}

	/**
	 * Sets the health check.
	 * @param healthCheck the health check
	 * @return this builder
	 */
	public Tasks healthCheck(HealthChecks healthCheck) {
		return healthCheck(healthCheck.build());
	}

	/**
	 * Sets the health check.
	 * @param healthCheck the health check
	 * @return this builder
	 */
	public Tasks healthCheck(HealthCheck healthCheck) {
		this.task.setHealthCheck(healthCheck);
		return this;
	}

	/**
	 * Sets the check.
	 * @param check the check
	 * @return this builder
	 */
	public Tasks check(Checks check) {
		return check(check.build());
	}

	/**
	 * Sets the check.
	 * @param check the check
	 * @return this builder
	 */
	public Tasks check(CheckInfo check) {
		this.task.setCheck(check);
		return this;
	}

	/**
	 * Sets how the task is killed.
	 * @param killPolicy the policy
	 * @return this builder
	 */
	public Tasks killPolicy(KillPolicy killPolicy) {
		this.task.setKillPolicy(killPolicy);
		return this;
	}

	/**
	 * Sets how long the task has between SIGTERM and SIGKILL.
	 * @param duration the time
	 * @return this builder
	 */
	public Tasks killGracePeriod(Duration duration) {
		return killPolicy(KillPolicies.gracePeriod(duration));
	}

	/**
	 * Sets after which time the task fails if it still runs.
	 * @param duration the time
	 * @return this builder
	 */
	public Tasks maxCompletionTime(Duration duration) {
		this.task.setMaxCompletionTime(KillPolicies.duration(duration));
		return this;
	}

	/**
	 * Sets the labels.
	 * @param labels the labels
	 * @return this builder
	 */
	public Tasks labels(Map<String, String> labels) {
		return labels(Labels.of(labels));
	}

	/**
	 * Sets the labels.
	 * @param labels the labels
	 * @return this builder
	 */
	public Tasks labels(Protos.Labels labels) {
		this.task.setLabels(labels);
		return this;
	}

	/**
	 * Says how the task is found by others.
	 * @param discovery the description
	 * @return this builder
	 */
	public Tasks discovery(DiscoveryInfo discovery) {
		this.task.setDiscovery(discovery);
		return this;
	}

	/**
	 * Sets bytes for the executor.
	 * @param data the bytes
	 * @return this builder
	 */
	public Tasks data(ByteString data) {
		this.task.setData(data);
		return this;
	}

	/**
	 * Makes the description.
	 * @return the description
	 * @throws IllegalStateException if the agent is missing, or there is not exactly one
	 * of command and executor while the task is no image's default
	 */
	public TaskInfo build() {
		TaskInfo.Builder built = this.task.clone();
		if (!built.hasAgentId()) {
			throw new IllegalStateException(
					"The task \"" + built.getName() + "\" has no agent: call 'on' with an offer or an agent's id");
		}
		if (built.hasCommand() && built.hasExecutor()) {
			throw new IllegalStateException(
					"The task \"" + built.getName() + "\" has a command and an executor, but may have only one");
		}
		if (!built.hasTaskId()) {
			built.setTaskId(Ids.uniqueTask(built.getName()));
		}
		return built.build();
	}

}
