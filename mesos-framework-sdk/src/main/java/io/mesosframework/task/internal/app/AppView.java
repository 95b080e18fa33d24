package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Instance;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * Consistent view of an app at one point in time. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AppView {

	private final AppCore core;

	private final InstanceTable.Snapshot instances;

	private final int[] counts;

	private final int reachedCount;

	private final Instant since;

	private final @Nullable Unplaced unplaced;

	private final Map<Integer, ReservationWait> inReservation;

	AppView(AppCore core, InstanceTable.Snapshot instances, int[] counts, int reachedCount, Instant since,
			@Nullable Unplaced unplaced, Map<Integer, ReservationWait> inReservation) {
		this.core = core;
		this.instances = instances;
		this.counts = counts.clone();
		this.reachedCount = reachedCount;
		this.since = since;
		this.unplaced = unplaced;
		this.inReservation = inReservation;
	}

	AppCore core() {
		return this.core;
	}

	public String name() {
		return this.core.name();
	}

	public TaskDefinition definition() {
		return this.core.definition();
	}

	/** Return the instances, ordered by number. */
	public Collection<Instance> instances() {
		return this.instances;
	}

	public @Nullable Instance instance(int index) {
		return this.instances.get(index);
	}

	/** Return the number of instances, by the ordinal of their phase. */
	public int[] counts() {
		return this.counts.clone();
	}

	public AppHistory history() {
		return this.core.history();
	}

	/** Return the number of instances that have reached their target. */
	int reachedCount() {
		return this.reachedCount;
	}

	@Nullable Unplaced unplaced() {
		return this.unplaced;
	}

	/** Return why an instance cannot be launched in its reservation, or {@code null}. */
	@Nullable ReservationWait inReservation(int index) {
		return this.inReservation.get(index);
	}

	/**
	 * Return since when a good instance has been good without interruption. If that is
	 * unknown because the app was restored, return the time of the restore.
	 */
	Instant goodSince(Instance instance) {
		Instant known = this.instances.goodSince(instance.index());
		return (known != null) ? known : this.since;
	}

	/**
	 * Return the snapshot of the app for users.
	 * @param now the current time
	 * @param steps whether to include every step of the deployment; otherwise only their
	 * number is included
	 */
	public App toApp(Instant now, boolean steps) {
		Deployment deployment = this.core.deployment();
		return new App(this.core.definition(), this.core.version(), this.core.revision(), List.copyOf(this.instances),
				this.core.removing(), this.core.paused(),
				(deployment != null) ? DeploymentView.of(this, deployment, now, steps) : null);
	}

}
