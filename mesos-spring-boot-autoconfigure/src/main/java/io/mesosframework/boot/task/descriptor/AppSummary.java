package io.mesosframework.boot.task.descriptor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.App;
import io.mesosframework.task.Waiting;

/**
 * Summarizes an app.
 *
 * @param name its name
 * @param version the version of its definition
 * @param revision the number of its last change, used as ETag
 * @param wanted the wanted number of instances
 * @param phases the number of instances by phase
 * @param removing whether it is being removed
 * @param paused whether its instances are prevented from running
 * @param deployment the id, kind and state of its last deployment in one line, or
 * {@code null}
 * @param waiting the reasons why instances wait, or {@code null} if none waits
 * @since 0.1.0
 */
public record AppSummary(String name, long version, long revision, int wanted, Map<String, Long> phases,
		boolean removing, boolean paused, @Nullable String deployment, @Nullable String waiting) {

	/**
	 * Summarize an app.
	 * @param app the app
	 * @param reasons the reasons why its instances wait
	 * @return the summary
	 */
	public static AppSummary of(App app, List<Waiting> reasons) {
		Map<String, Long> phases = new TreeMap<>();
		app.instances().forEach((instance) -> phases.merge(instance.phase().name(), 1L, Long::sum));
		String waiting = reasons.stream()
			.map((why) -> why.count() + " of " + app.instances().size() + " wait: " + why.text())
			.collect(Collectors.joining("; "));
		return new AppSummary(app.definition().name(), app.version(), app.revision(), app.definition().instances(),
				phases, app.removing(), app.paused(),
				(app.deployment() != null)
						? app.deployment().id() + " " + app.deployment().kind() + " " + app.deployment().state() : null,
				waiting.isEmpty() ? null : waiting);
	}

}
