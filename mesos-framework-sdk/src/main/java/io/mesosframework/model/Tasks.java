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
 * Builds a task. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Tasks {

	private final TaskInfo.Builder task = TaskInfo.newBuilder();

	private Tasks(String name) {
		this.task.setName(name);
	}

	/**
	 * Create a task. By default, unless {@link #id} is called, its id consists of the
	 * name and a random part.
	 * @param name the name of the task
	 * @return a builder
	 */
	public static Tasks named(String name) {
		return new Tasks(name);
	}

	/**
	 * Set the id. It must never have been used before.
	 * @param id the id
	 * @return this builder
	 */
	public Tasks id(TaskID id) {
		this.task.setTaskId(id);
		return this;
	}

	/**
	 * Set the id. It must never have been used before.
	 * @param id the id
	 * @return this builder
	 */
	public Tasks id(String id) {
		return id(Ids.task(id));
	}

	/**
	 * Set the agent to that of an offer.
	 * @param offer the offer
	 * @return this builder
	 */
	public Tasks on(Offer offer) {
		return on(offer.getAgentId());
	}

	/**
	 * Set the agent.
	 * @param agentId the agent
	 * @return this builder
	 */
	public Tasks on(AgentID agentId) {
		this.task.setAgentId(agentId);
		return this;
	}

	/**
	 * Add resources.
	 * @param resources the resources
	 * @return this builder
	 */
	public Tasks resources(Resources resources) {
		this.task.addAllResources(resources);
		return this;
	}

	/**
	 * Add resources.
	 * @param resources the resources, in the format of {@link Resources#parse}
	 * @return this builder
	 */
	public Tasks resources(String resources) {
		return resources(Resources.parse(resources));
	}

	/**
	 * Set the limit up to which the task may use more than its resources.
	 * @param name {@code cpus} or {@code mem}
	 * @param limit the limit, infinite for none
	 * @return this builder
	 */
	public Tasks limit(String name, double limit) {
		this.task.putLimits(name, Value.Scalar.newBuilder().setValue(limit).build());
		return this;
	}

	/**
	 * Set the command to a shell command.
	 * @param line the command line
	 * @return this builder
	 */
	public Tasks shell(String line) {
		return command(Commands.shell(line));
	}

	/**
	 * Set the command.
	 * @param command the command
	 * @return this builder
	 */
	public Tasks command(Commands command) {
		return command(command.build());
	}

	/**
	 * Set the command.
	 * @param command the command
	 * @return this builder
	 */
	public Tasks command(CommandInfo command) {
		this.task.setCommand(command);
		return this;
	}

	/**
	 * Set the custom executor that runs the task, instead of a command.
	 * @param executor the executor
	 * @return this builder
	 */
	public Tasks executor(ExecutorInfo executor) {
		this.task.setExecutor(executor);
		return this;
	}

	/**
	 * Set the container.
	 * @param container the container
	 * @return this builder
	 */
	public Tasks container(Containers container) {
		return container(container.build());
	}

	/**
	 * Set the container.
	 * @param container the container
	 * @return this builder
	 */
	public Tasks container(ContainerInfo container) {
		this.task.setContainer(container);
		return this;
	}

	/**
	 * Set the health check.
	 * @param healthCheck the health check
	 * @return this builder
	 */
	public Tasks healthCheck(HealthChecks healthCheck) {
		return healthCheck(healthCheck.build());
	}

	/**
	 * Set the health check.
	 * @param healthCheck the health check
	 * @return this builder
	 */
	public Tasks healthCheck(HealthCheck healthCheck) {
		this.task.setHealthCheck(healthCheck);
		return this;
	}

	/**
	 * Set the check.
	 * @param check the check
	 * @return this builder
	 */
	public Tasks check(Checks check) {
		return check(check.build());
	}

	/**
	 * Set the check.
	 * @param check the check
	 * @return this builder
	 */
	public Tasks check(CheckInfo check) {
		this.task.setCheck(check);
		return this;
	}

	/**
	 * Set the kill policy.
	 * @param killPolicy the policy
	 * @return this builder
	 */
	public Tasks killPolicy(KillPolicy killPolicy) {
		this.task.setKillPolicy(killPolicy);
		return this;
	}

	/**
	 * Set the period between SIGTERM and SIGKILL.
	 * @param duration the period
	 * @return this builder
	 */
	public Tasks killGracePeriod(Duration duration) {
		return killPolicy(KillPolicies.gracePeriod(duration));
	}

	/**
	 * Set the maximum run time, after which the task fails.
	 * @param duration the time
	 * @return this builder
	 */
	public Tasks maxCompletionTime(Duration duration) {
		this.task.setMaxCompletionTime(KillPolicies.duration(duration));
		return this;
	}

	/**
	 * Set the labels.
	 * @param labels the labels
	 * @return this builder
	 */
	public Tasks labels(Map<String, String> labels) {
		return labels(Labels.of(labels));
	}

	/**
	 * Set the labels.
	 * @param labels the labels
	 * @return this builder
	 */
	public Tasks labels(Protos.Labels labels) {
		this.task.setLabels(labels);
		return this;
	}

	/**
	 * Set the discovery information.
	 * @param discovery the information
	 * @return this builder
	 */
	public Tasks discovery(DiscoveryInfo discovery) {
		this.task.setDiscovery(discovery);
		return this;
	}

	/**
	 * Set data for the executor.
	 * @param data the data
	 * @return this builder
	 */
	public Tasks data(ByteString data) {
		this.task.setData(data);
		return this;
	}

	/**
	 * Build the task.
	 * @return the task
	 * @throws IllegalStateException if the agent is missing, or if there is not exactly
	 * one of command and executor, unless the task runs the default command of an image
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
