package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.AppHistory;
import io.mesosframework.task.AppVersion;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.definition.Fingerprint;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec;

/**
 * State of an app without its instances, and the assessments of instances that depend on
 * it. Immutable and thread-safe.
 *
 * @param definition the definition
 * @param version the version of the definition
 * @param revision the revision of the app
 * @param removing whether the app is being removed
 * @param paused whether the app is paused
 * @param surge the number of instances beyond the desired count
 * @param deployment the current or last deployment, or {@code null}
 * @param deploymentNumber the number of the last deployment
 * @param versions the definitions to which launches refer, by version
 * @param current the versions whose instances need not be replaced
 * @param fingerprint the fingerprint of the definition
 * @param gatesSince the start of the deadline within which an instance of the new version
 * must become good
 * @param renewBefore the time of the last restart: instances launched earlier are
 * replaced
 * @param history the versions and the ended deployments
 */
record AppCore(TaskDefinition definition, long version, long revision, boolean removing, boolean paused, int surge,
		@Nullable Deployment deployment, int deploymentNumber, Map<Long, TaskDefinition> versions, Set<Long> current,
		int fingerprint, Instant gatesSince, Instant renewBefore, AppHistory history) {

	static AppCore first(TaskDefinition definition, Instant now) {
		return new AppCore(definition, 1, 1, false, false, 0, null, 0, Map.of(1L, definition), Set.of(1L),
				Fingerprint.of(definition), Instant.MIN, Instant.MIN,
				new AppHistory(List.of(new AppVersion(1, definition, now)), List.of()));
	}

	/** Return a changed copy. */
	AppCore with(Consumer<Draft> change) {
		Draft draft = new Draft(this);
		change.accept(draft);
		return draft.build();
	}

	String name() {
		return this.definition.name();
	}

	/** Return the current target number of instances. */
	int target() {
		return (this.removing || this.paused) ? 0 : this.definition.instances() + this.surge;
	}

	/**
	 * Return the definition of an earlier version, or {@code null} if it is no longer
	 * kept.
	 */
	@Nullable TaskDefinition earlier(long number) {
		return this.history.versions()
			.stream()
			.filter((each) -> each.version() == number)
			.findFirst()
			.map(AppVersion::definition)
			.orElse(null);
	}

	/**
	 * Return the definition that applies to an instance: the one it was launched from or,
	 * if both run the same task, the current one. New policies for retries, restarts and
	 * unreachable agents therefore take effect at once.
	 */
	TaskDefinition definitionOf(Instance instance) {
		Launch launch = instance.launch();
		if (launch == null || this.current.contains(launch.version())) {
			return this.definition;
		}
		TaskDefinition launched = this.versions.get(launch.version());
		return (launched != null) ? launched : this.definition;
	}

	/** Return whether the rules for having reached the target are the same as before. */
	@SuppressWarnings("ReferenceEquality")
	boolean judgesAs(AppCore before) {
		return this.definition == before.definition && this.current == before.current
				&& this.renewBefore.equals(before.renewBefore);
	}

	/**
	 * Return whether an instance has reached its target: it is of the current version, is
	 * good or done, and is not surplus.
	 */
	boolean hasArrived(Instance instance) {
		boolean ended = instance.phase() == Phase.FINISHED
				|| (instance.phase() == Phase.STOPPED && instance.goal() == Goal.KILLED);
		return instance.index() < this.definition.instances() && (isGood(instance) || ended) && !outdated(instance);
	}

	/** Return whether an instance is surplus to the current target number. */
	boolean tooMany(Instance instance) {
		return this.removing || instance.index() >= this.definition.instances() + this.surge;
	}

	/** Return whether an instance belongs to an older version and must be replaced. */
	boolean outdated(Instance instance) {
		boolean counts = instance.phase().isLive() || instance.phase() == Phase.FINISHED
				|| instance.phase() == Phase.GIVEN_UP;
		return counts && isOld(instance);
	}

	/** Return whether the last launch of an instance was of an older version. */
	boolean isOld(Instance instance) {
		Launch launch = instance.launch();
		return launch != null && (!this.current.contains(launch.version()) || launch.at().isBefore(this.renewBefore));
	}

	/**
	 * Return whether an instance is good: it is running and its health and readiness
	 * checks succeed.
	 */
	boolean isGood(Instance instance) {
		Launch launch = instance.launch();
		if (instance.phase() != Phase.RUNNING || launch == null || Boolean.FALSE.equals(launch.healthy())) {
			return false;
		}
		boolean good = true;
		for (TaskSpec task : definitionOf(instance).tasks()) {
			good &= task.readiness() == null || launch.ready();
			good &= task.health() == null || Boolean.TRUE.equals(launch.healthy());
		}
		return good;
	}

	/**
	 * Mutable copy for a change.
	 */
	static final class Draft {

		private final AppCore before;

		private TaskDefinition definition;

		private long version;

		private Map<Long, TaskDefinition> versions;

		private Set<Long> current;

		private int fingerprint;

		private List<AppVersion> history;

		private List<Deployment> ended;

		private @Nullable Deployment deployment;

		int deploymentNumber;

		long revision;

		boolean removing;

		boolean paused;

		int surge;

		Instant gatesSince;

		Instant renewBefore;

		Draft(AppCore before) {
			this.before = before;
			this.definition = before.definition;
			this.version = before.version;
			this.versions = before.versions;
			this.current = before.current;
			this.fingerprint = before.fingerprint;
			this.history = before.history.versions();
			this.ended = before.history.deployments();
			this.deployment = before.deployment;
			this.deploymentNumber = before.deploymentNumber;
			this.revision = before.revision;
			this.removing = before.removing;
			this.paused = before.paused;
			this.surge = before.surge;
			this.gatesSince = before.gatesSince;
			this.renewBefore = before.renewBefore;
		}

		/** Change the instance count without changing the version. */
		void scale(TaskDefinition scaled) {
			this.definition = scaled;
			this.versions = new HashMap<>(this.versions);
			this.versions.put(this.version, scaled);
		}

		/**
		 * Change to a new version.
		 * @param next the definition of the new version
		 * @param launched the versions of the launches that are kept
		 * @param now the current time
		 */
		void update(TaskDefinition next, Set<Long> launched, Instant now) {
			this.version++;
			this.definition = next;
			this.versions = new HashMap<>(this.versions);
			this.versions.keySet().retainAll(launched);
			this.versions.put(this.version, next);
			this.current = sameAs(next, this.versions);
			this.fingerprint = Fingerprint.of(next);
			this.history = newest(new AppVersion(this.version, next, now), this.history);
		}

		/**
		 * Set the current deployment. A deployment that has ended is added to the
		 * history.
		 */
		void deployment(Deployment changed) {
			this.deployment = changed;
			if (changed.state().isEnded()) {
				this.ended = newest(changed,
						this.ended.stream().filter((old) -> !old.id().equals(changed.id())).toList());
			}
		}

		private static <T> List<T> newest(T first, List<T> before) {
			List<T> all = new ArrayList<>();
			all.add(first);
			all.addAll(before.subList(0, Math.min(before.size(), AppHistory.MAX - 1)));
			return all;
		}

		private AppCore build() {
			boolean past = this.history != this.before.history.versions()
					|| this.ended != this.before.history.deployments();
			return new AppCore(this.definition, this.version, this.revision, this.removing, this.paused, this.surge,
					this.deployment, this.deploymentNumber, this.versions, this.current, this.fingerprint,
					this.gatesSince, this.renewBefore,
					past ? new AppHistory(this.history, this.ended) : this.before.history);
		}

	}

	/**
	 * Return the versions whose instances need not be replaced when the given definition
	 * is deployed.
	 */
	static Set<Long> sameAs(TaskDefinition next, Map<Long, TaskDefinition> versions) {
		Set<Long> same = new HashSet<>();
		versions.forEach((number, old) -> {
			if (old.runsTheSameAs(next)) {
				same.add(number);
			}
		});
		return Set.copyOf(same);
	}

}
