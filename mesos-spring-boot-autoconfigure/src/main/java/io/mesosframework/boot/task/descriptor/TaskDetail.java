package io.mesosframework.boot.task.descriptor;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.Waiting;

/**
 * Describes a task: its instance with its history, and an explanation of its current
 * phase.
 *
 * @param instance the instance
 * @param why the explanation of its current phase
 * @param waiting the reasons why instances of its app wait; empty if this one does not
 * wait
 * @since 0.1.0
 */
public record TaskDetail(InstanceDescriptor instance, String why, List<WaitingDescriptor> waiting) {

	/**
	 * Describe an instance and explain its current phase.
	 * @param instance the instance
	 * @param reasons the reasons why instances of its app wait
	 * @return the description
	 */
	public static TaskDetail of(Instance instance, List<Waiting> reasons) {
		boolean waits = instance.phase() == Phase.WAITING;
		return new TaskDetail(InstanceDescriptor.of(instance), why(instance, reasons),
				waits ? reasons.stream().map(WaitingDescriptor::of).toList() : List.of());
	}

	private static String why(Instance instance, List<Waiting> reasons) {
		String last = last(instance.launch());
		if (instance.phase() != Phase.WAITING) {
			return instance.phase() + " (wanted: " + instance.goal() + ")" + ((last != null) ? ": " + last : "");
		}
		Instant due = instance.due();
		String backOff = (instance.failures() > 0 && due != null)
				? "; after " + instance.failures() + " failures in a row it is not launched before " + due : "";
		String places = reasons.stream().map(Waiting::text).collect(Collectors.joining("; "));
		return "WAITING" + (instance.isCrashLooping() ? " (crash loop)" : "") + backOff
				+ (places.isEmpty() ? "" : "; " + places) + ((last != null) ? "; last: " + last : "");
	}

	private static @Nullable String last(@Nullable Launch launch) {
		if (launch == null) {
			return null;
		}
		return launch.state() + ((launch.reason() != null) ? " " + launch.reason() : "")
				+ ((launch.message() != null && !launch.message().isEmpty()) ? ": " + launch.message() : "");
	}

}
