package io.mesosframework.boot.task.descriptor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.App;
import io.mesosframework.task.Waiting;

/**
 * An app in short.
 *
 * @param name its name
 * @param version the number of its definition
 * @param revision the number of its last change, its ETag
 * @param wanted how many instances are wanted
 * @param phases how many instances are in which phase
 * @param removing whether it is being removed
 * @param paused whether its instances are kept from running
 * @param deployment the id, kind and state of its last deployment in one line, or
 * {@code null}
 * @param waiting why instances wait, or {@code null} if none does
 * @since 0.1.0
 */
public record AppSummary(String name, long version, long revision, int wanted, Map<String, Long> phases,
		boolean removing, boolean paused, @Nullable String deployment, @Nullable String waiting) {

	/**
	 * Describe an app in short.
	 * @param app the app
	 * @param reasons why instances of it wait
	 * @return the description
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
