package io.mesosframework.task.internal.app;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.internal.instance.Decision;

/**
 * Records decisions on instances and carries out their effects. Used on the event loop
 * only.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InstanceUpdates {

	/**
	 * Apply a decision.
	 * @param app the app
	 * @param before the instance before the decision, or {@code null} if it is new
	 * @param decision the decision
	 */
	void apply(AppState app, @Nullable Instance before, Decision decision);

}
