package io.mesosframework.task.internal.app;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Deployment;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * What is kept of an app apart from its instances. It is replaced as a whole, so that
 * nobody reads the parts of two moments together. Immutable and thread-safe.
 *
 * @param definition the definition
 * @param version the number of the definition
 * @param revision the number of the last change
 * @param removing whether it is being removed
 * @param paused whether it is paused
 * @param surge how many instances there shall be beyond the wanted number
 * @param deployment the current or last deployment, or {@code null}
 */
record AppCore(TaskDefinition definition, long version, long revision, boolean removing, boolean paused, int surge,
		@Nullable Deployment deployment) {

	static AppCore first(TaskDefinition definition) {
		return new AppCore(definition, 1, 1, false, false, 0, null);
	}

	AppCore withDefinition(TaskDefinition next, long number) {
		return new AppCore(next, number, this.revision, this.removing, this.paused, this.surge, this.deployment);
	}

	AppCore withRevision(long number) {
		return new AppCore(this.definition, this.version, number, this.removing, this.paused, this.surge,
				this.deployment);
	}

	AppCore withRemoving(boolean wanted) {
		return new AppCore(this.definition, this.version, this.revision, wanted, this.paused, this.surge,
				this.deployment);
	}

	AppCore withPaused(boolean wanted) {
		return new AppCore(this.definition, this.version, this.revision, this.removing, wanted, this.surge,
				this.deployment);
	}

	AppCore withSurge(int wanted) {
		return new AppCore(this.definition, this.version, this.revision, this.removing, this.paused, wanted,
				this.deployment);
	}

	AppCore withDeployment(Deployment next) {
		return new AppCore(this.definition, this.version, this.revision, this.removing, this.paused, this.surge, next);
	}

	/** Return how many instances there shall be now. */
	int target() {
		return (this.removing || this.paused) ? 0 : this.definition.instances() + this.surge;
	}

}
