package io.mesosframework.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A definition and its instances at one moment. Immutable and thread-safe.
 *
 * @param definition the definition
 * @param version its version: 1 for the first, one more for each that replaces it
 * @param instances the instances by number
 * @param removing whether it is forgotten as soon as all have ended
 * @param paused whether its instances are kept from running
 * @param deployment the current or last deployment, or {@code null}
 */
public record App(TaskDefinition definition, long version, List<Instance> instances, boolean removing, boolean paused,
		@Nullable Deployment deployment) {

	/**
	 * Return how many instances are in a phase.
	 * @param phase the phase
	 * @return the number
	 */
	public long count(Phase phase) {
		return this.instances.stream().filter((instance) -> instance.phase() == phase).count();
	}

}
