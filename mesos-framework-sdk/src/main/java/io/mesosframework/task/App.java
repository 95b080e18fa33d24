package io.mesosframework.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskDefinition;

/**
 * Snapshot of an app: its definition, its instances and its current deployment. Immutable
 * and thread-safe.
 *
 * @param definition the definition
 * @param version the version of the definition: 1 for the first, incremented for each
 * definition that replaces it; a change of the instance count alone creates no version
 * @param revision the revision of the app: 1 for the first deploy, incremented by every
 * change that a user makes and by every rollback; see {@link ChangeOptions}
 * @param instances the instances, ordered by number
 * @param removing whether the app is being removed: it is forgotten once all its
 * instances have ended
 * @param paused whether the app is paused, so that no instance runs
 * @param deployment the current or last deployment, or {@code null}
 * @since 0.1.0
 */
public record App(TaskDefinition definition, long version, long revision, List<Instance> instances, boolean removing,
		boolean paused, @Nullable Deployment deployment) {

	/**
	 * Return the number of instances in a phase.
	 * @param phase the phase
	 * @return the number
	 */
	public long count(Phase phase) {
		return this.instances.stream().filter((instance) -> instance.phase() == phase).count();
	}

}
