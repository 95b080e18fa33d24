package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;

/**
 * An instance with its past.
 *
 * @param app the app
 * @param index its number
 * @param phase where it is
 * @param goal what is wanted
 * @param failures failures in a row
 * @param crashLooping whether it fails again and again
 * @param due when it is looked at next, or {@code null}
 * @param current the current or last launch, or {@code null}
 * @param history earlier launches, the newest first
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
