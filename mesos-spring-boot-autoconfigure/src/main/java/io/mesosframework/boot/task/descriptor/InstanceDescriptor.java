package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;

/**
 * Describes an instance with its history.
 *
 * @param app the app
 * @param index the index of the instance
 * @param phase the phase of the instance
 * @param goal the wanted state
 * @param failures the number of consecutive failures
 * @param crashLooping whether the instance fails repeatedly
 * @param due when the instance is next due for processing, or {@code null}
 * @param current the current or last launch, or {@code null}
 * @param history earlier launches, newest first
 * @since 0.1.0
 */
public record InstanceDescriptor(String app, int index, String phase, String goal, int failures, boolean crashLooping,
		@Nullable Instant due, @Nullable LaunchDescriptor current, List<LaunchDescriptor> history) {

	/**
	 * Describe an instance.
	 * @param instance the instance
	 * @return the description
	 */
	public static InstanceDescriptor of(Instance instance) {
		Launch launch = instance.launch();
		return new InstanceDescriptor(instance.app(), instance.index(), instance.phase().name(), instance.goal().name(),
				instance.failures(), instance.isCrashLooping(), instance.due(),
				(launch != null) ? LaunchDescriptor.of(launch) : null,
				instance.history().stream().map(LaunchDescriptor::of).toList());
	}

}
