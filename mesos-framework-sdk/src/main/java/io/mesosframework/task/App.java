package io.mesosframework.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskDefinition;

/**
 * A definition and its instances at one moment. Immutable and thread-safe.
 *
 * @param definition the definition
 * @param version the number of the definition: 1 for the first, one more for each that
 * replaces it; another number of instances alone makes no version
 * @param revision the number of the last change: 1 for the first deploy, one more for
 * every change that a user makes to the app, and for a roll-back; see
 * {@link ChangeOptions}
 * @param instances the instances by number
 * @param removing whether it is forgotten as soon as all have ended
 * @param paused whether its instances are kept from running
 * @param deployment the current or last deployment, or {@code null}
 * @since 0.1.0
 */
public record App(TaskDefinition definition, long version, long revision, List<Instance> instances, boolean removing,
		boolean paused, @Nullable Deployment deployment) {

	/**
	 * Return how many instances are in a phase.
	 * @param phase the phase
	 * @return the number
	 */
	public long count(Phase phase) {
		return this.instances.stream().filter((instance) -> instance.phase() == phase).count();
	}

}
