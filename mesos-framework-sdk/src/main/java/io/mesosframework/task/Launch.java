package io.mesosframework.task;

import java.time.Instant;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.TextLimits;
import io.mesosframework.placement.AgentOffer;

/**
 * One attempt to run an instance, with its own Mesos task id. Immutable.
 *
 * @param taskId the Mesos task id; never reused
 * @param agentId the id of the agent
 * @param hostname the hostname of the agent
 * @param version the version of the definition
 * @param ports the dynamic ports
 * @param at when the launch was sent
 * @param state the last state reported, or {@code TASK_STAGING} before the first report
 * @param reason the reason of that state without {@code REASON_}, or {@code null}
 * @param message the message of that state, or {@code null}
 * @param healthy the result of the health check, or {@code null}
 * @param ready whether the last readiness check succeeded; without a readiness check,
 * whether the task has been running
 * @param runningSince when the task was first reported as running, or {@code null}
 * @param endedAt when the task was reported as ended, or {@code null}
 * @param traits the attributes and fault domain of the agent; {@code null} if they are
 * unknown or no longer needed
 * @since 0.1.0
 */
public record Launch(String taskId, String agentId, String hostname, long version, List<Long> ports, Instant at,
		TaskState state, @Nullable String reason, @Nullable String message, @Nullable Boolean healthy, boolean ready,
		@Nullable Instant runningSince, @Nullable Instant endedAt, @Nullable AgentTraits traits) {

	/**
	 * Create a launch on an agent whose attributes are not known.
	 * @param taskId the task id
	 * @param agentId the agent
	 * @param hostname its hostname
	 * @param version the version
	 * @param ports the dynamic ports
	 * @param at the time
	 * @param state the state
	 * @param reason its reason
	 * @param message its message
	 * @param healthy the result of the health check
	 * @param ready whether the task is ready
	 * @param runningSince when the task was first reported as running
	 * @param endedAt when the task was reported as ended
	 */
	public Launch(String taskId, String agentId, String hostname, long version, List<Long> ports, Instant at,
			TaskState state, @Nullable String reason, @Nullable String message, @Nullable Boolean healthy,
			boolean ready, @Nullable Instant runningSince, @Nullable Instant endedAt) {
		this(taskId, agentId, hostname, version, ports, at, state, reason, message, healthy, ready, runningSince,
				endedAt, null);
	}

	/**
	 * Start a launch.
	 * @param taskId the task id
	 * @param agentId the agent
	 * @param hostname its hostname
	 * @param version the version
	 * @param ports the dynamic ports
	 * @param at the time
	 * @return the launch
	 */
	public static Launch start(String taskId, String agentId, String hostname, long version, List<Long> ports,
			Instant at) {
		return new Launch(taskId, agentId, hostname, version, List.copyOf(ports), at, TaskState.TASK_STAGING, null,
				null, null, false, null, null);
	}

	/** Start a launch on an offered agent. */
	public static Launch start(String taskId, AgentOffer agent, long version, List<Long> ports, Instant at) {
		return new Launch(taskId, agent.agentId(), TextLimits.name(agent.hostname()), version, List.copyOf(ports), at,
				TaskState.TASK_STAGING, null, null, null, false, null, null, AgentTraits.of(agent));
	}

}
