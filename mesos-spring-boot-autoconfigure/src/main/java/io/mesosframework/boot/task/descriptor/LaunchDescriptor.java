package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Launch;

/**
 * Describes a launch of an instance.
 *
 * @param taskId the Mesos task id
 * @param agentId the agent
 * @param hostname the hostname of the agent
 * @param version the version of the definition
 * @param ports the ports
 * @param state the last reported state
 * @param reason the reason of that state, or {@code null}
 * @param message the message of that state, or {@code null}
 * @param healthy the result of the health check, or {@code null}
 * @param ready whether the readiness check has succeeded, or there is none
 * @param launchedAt when the launch was sent
 * @param runningSince when the task was first reported running, or {@code null}
 * @param endedAt when the task was reported to have ended, or {@code null}
 * @since 0.1.0
 */
public record LaunchDescriptor(String taskId, String agentId, String hostname, long version, List<Long> ports,
		String state, @Nullable String reason, @Nullable String message, @Nullable Boolean healthy, boolean ready,
		Instant launchedAt, @Nullable Instant runningSince, @Nullable Instant endedAt) {

	/**
	 * Describe a launch.
	 * @param launch the launch
	 * @return the description
	 */
	public static LaunchDescriptor of(Launch launch) {
		return new LaunchDescriptor(launch.taskId(), launch.agentId(), launch.hostname(), launch.version(),
				launch.ports(), launch.state().name(), launch.reason(), launch.message(), launch.healthy(),
				launch.ready(), launch.at(), launch.runningSince(), launch.endedAt());
	}

}
