package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;

/**
 * Summarizes an instance and its current or last task.
 *
 * @param app the app
 * @param index the index of the instance
 * @param phase the phase of the instance
 * @param taskId the Mesos task id, or {@code null} before the first launch
 * @param state the last state of the task, or {@code null}
 * @param agentId the agent, or {@code null}
 * @param hostname the hostname of the agent, or {@code null}
 * @param version the version of the definition, or {@code null}
 * @param ports the ports
 * @param healthy the result of the health check, or {@code null}
 * @param launchedAt when it was launched, or {@code null}
 * @param failures the number of consecutive failures
 * @since 0.1.0
 */
public record TaskSummary(String app, int index, String phase, @Nullable String taskId, @Nullable String state,
		@Nullable String agentId, @Nullable String hostname, @Nullable Long version, List<Long> ports,
		@Nullable Boolean healthy, @Nullable Instant launchedAt, int failures) {

	/**
	 * Summarize an instance.
	 * @param instance the instance
	 * @return the summary
	 */
	public static TaskSummary of(Instance instance) {
		Launch launch = instance.launch();
		if (launch == null) {
			return new TaskSummary(instance.app(), instance.index(), instance.phase().name(), null, null, null, null,
					null, List.of(), null, null, instance.failures());
		}
		return new TaskSummary(instance.app(), instance.index(), instance.phase().name(), launch.taskId(),
				launch.state().name(), launch.agentId(), launch.hostname(), launch.version(), launch.ports(),
				launch.healthy(), launch.at(), instance.failures());
	}

}
