package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.AppHistory;
import io.mesosframework.task.AppVersion;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.definition.Fingerprint;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.state.StoredApp;

/**
 * Mutable state of an app. Used on the event loop only; other threads read the published
 * {@linkplain #view() views}.
 *
 * @since 0.1.0
 */
public final class AppState {

	private final InstanceTable instances = new InstanceTable();

	/** Numbers of the waiting instances. */
	private final TreeSet<Integer> waiting = new TreeSet<>();

	/** Numbers of the instances that have reached their target. */
	private final BitSet reached = new BitSet();

	private final BitSet givenUp = new BitSet();

	/** When this object was created. */
	private final Instant since;

	private AppCore core;

	/** When an instance last reached its target. */
	private Instant arrivedAt;

	/** Number of instances, by the ordinal of their phase. */
	private final int[] counts = new int[Phase.values().length];

	private int reachedCount;

	private @Nullable Unplaced unplaced;

	private Map<Integer, ReservationWait> inReservation = Map.of();

	private @Nullable AppView view;

	private AppListener listener = AppListener.NONE;

	/**
	 * Create a new app.
	 * @param definition the definition of the app
	 * @param now the current time
	 */
	public AppState(TaskDefinition definition, Instant now) {
		this.arrivedAt = Instant.EPOCH;
		this.since = now;
		this.core = AppCore.first(definition, now);
	}

	/**
	 * Create an app from its stored state. Its instances are restored next.
	 * @param stored the stored app
	 * @param definitions the definitions of the app, by version
	 * @param now the current time
	 */
	public AppState(StoredApp stored, Map<Long, TaskDefinition> definitions, Instant now) {
		this.arrivedAt = now;
		this.since = now;
		TaskDefinition definition = require(definitions, stored.version()).withInstances(stored.instances());
		// apps stored before revisions were introduced have none
		long revision = Math.max(stored.revision(), stored.version());
		Map<Long, TaskDefinition> versions = new HashMap<>();
		stored.launched().forEach((number) -> versions.put(number, require(definitions, number)));
		versions.put(stored.version(), definition);
		List<AppVersion> earlier = stored.earlier()
			.stream()
			.map((each) -> new AppVersion(each.version(), require(definitions, each.version()), each.at()))
			.toList();
		this.core = new AppCore(definition, stored.version(), revision, stored.removing(), stored.paused(),
				stored.surge(), stored.deployment(), stored.deploymentNumber(), versions,
				AppCore.sameAs(definition, versions), Fingerprint.of(definition), stored.gatesSince(),
				stored.renewBefore(), new AppHistory(earlier, stored.deployments()));
	}

	private static TaskDefinition require(Map<Long, TaskDefinition> definitions, long version) {
		TaskDefinition definition = definitions.get(version);
		if (definition == null) {
			throw new IllegalStateException("its version " + version + " is missing");
		}
		return definition;
	}

	/** Return the state of the app itself to be stored. */
	StoredApp stored() {
		AppCore now = this.core;
		return new StoredApp(now.version(), now.revision(), now.definition().instances(), now.removing(), now.paused(),
				now.surge(), now.deploymentNumber(), now.deployment(), now.history().deployments(),
				now.history()
					.versions()
					.stream()
					.map((each) -> new StoredApp.StoredVersion(each.version(), each.at()))
					.toList(),
				List.copyOf(now.versions().keySet()), now.gatesSince(), now.renewBefore());
	}

	/** Return the definitions to be stored, by version. */
	Map<Long, TaskDefinition> definitions() {
		Map<Long, TaskDefinition> all = new HashMap<>(this.core.versions());
		this.core.history().versions().forEach((each) -> all.put(each.version(), each.definition()));
		return all;
	}

	/** Set the listener for changes. */
	public void listener(AppListener told) {
		this.listener = told;
	}

	/** Change the app itself. All changes go through this method. */
	private void change(Consumer<AppCore.Draft> change) {
		AppCore before = this.core;
		this.core = before.with(change);
		if (!this.core.judgesAs(before)) {
			this.instances.freeze().forEach((instance) -> reached(instance.index(), hasArrived(instance)));
		}
		viewChanged();
		this.listener.appChanged(this);
	}

	private void viewChanged() {
		this.view = null;
		this.listener.viewChanged(this);
	}

	/** Return a view of the current state of the app. */
	public AppView view() {
		AppView current = this.view;
		if (current == null) {
			current = new AppView(this.core, this.instances.freeze(), this.counts, this.reachedCount, this.since,
					this.unplaced, this.inReservation);
			this.view = current;
		}
		return current;
	}

	public String name() {
		return this.core.name();
	}

	public TaskDefinition definition() {
		return this.core.definition();
	}

	public long version() {
		return this.core.version();
	}

	/** Return the revision of the app; 1 when it is new. */
	public long revision() {
		return this.core.revision();
	}

	/** Increment the revision after a change of the app. */
	public void count() {
		change((draft) -> draft.revision++);
	}

	/** Return the fingerprint of the current definition. */
	public int fingerprint() {
		return this.core.fingerprint();
	}

	public boolean removing() {
		return this.core.removing();
	}

	public void removing(boolean removing) {
		change((draft) -> draft.removing = removing);
	}

	public boolean paused() {
		return this.core.paused();
	}

	public void paused(boolean paused) {
		change((draft) -> draft.paused = paused);
	}

	/** Return the number of instances beyond the desired count during an update. */
	int surge() {
		return this.core.surge();
	}

	void surge(int surge) {
		if (surge != surge()) {
			change((draft) -> draft.surge = surge);
		}
	}

	/** Return the current target number of instances. */
	public int target() {
		return this.core.target();
	}

	/** Set what the last placement round could not place. */
	void unplaced(@Nullable Unplaced found) {
		if (found != null || this.unplaced != null) {
			this.unplaced = found;
			viewChanged();
		}
	}

	/** Set why instances cannot be launched in their reservations, by instance number. */
	void inReservation(Map<Integer, ReservationWait> why) {
		if (!why.equals(this.inReservation)) {
			this.inReservation = why;
			viewChanged();
		}
	}

	@Nullable Deployment deployment() {
		return this.core.deployment();
	}

	/** Start a deployment and return it. */
	Deployment begin(Deployment.Kind kind, long from, Instant now) {
		int number = this.core.deploymentNumber() + 1;
		Deployment begun = Deployment.start(name() + "@" + number, name(), kind, from, version(),
				definition().instances(), now);
		change((draft) -> {
			draft.deploymentNumber = number;
			draft.deployment(begun);
			draft.gatesSince = now;
		});
		return begun;
	}

	void deployment(Deployment changed) {
		change((draft) -> draft.deployment(changed));
	}

	/**
	 * Continue a deployment: the deadline for instances to become good starts at the
	 * given time.
	 */
	void deployment(Deployment changed, Instant gatesSince) {
		change((draft) -> {
			draft.deployment(changed);
			draft.gatesSince = gatesSince;
		});
	}

	/** Change the instance count without changing the version. */
	public void scaled(TaskDefinition scaled) {
		change((draft) -> draft.scale(scaled));
	}

	/** Change to a new version. */
	public void updated(TaskDefinition next, Instant now) {
		Set<Long> launched = this.instances.freeze()
			.stream()
			.map(Instance::launch)
			.filter((launch) -> launch != null)
			.map(Launch::version)
			.collect(Collectors.toSet());
		change((draft) -> draft.update(next, launched, now));
	}

	/** Mark all instances launched before the given time as outdated. */
	public void renew(Instant now) {
		change((draft) -> draft.renewBefore = now);
	}

	/**
	 * Return the definition of an earlier version, or {@code null} if it is no longer
	 * kept.
	 */
	@Nullable TaskDefinition earlier(long number) {
		return this.core.earlier(number);
	}

	/** Return the definition that applies to an instance. */
	public TaskDefinition definitionOf(Instance instance) {
		return this.core.definitionOf(instance);
	}

	public @Nullable Instance instance(int index) {
		return this.instances.get(index);
	}

	/** Return the current instances, ordered by number. */
	public Collection<Instance> instances() {
		return this.instances.freeze();
	}

	public int size() {
		return this.instances.size();
	}

	public void put(Instance instance) {
		Instance before = this.instances.get(instance.index());
		if (before != null) {
			this.counts[before.phase().ordinal()]--;
		}
		this.counts[instance.phase().ordinal()]++;
		this.instances.put(instance);
		if (instance.phase() == Phase.WAITING) {
			this.waiting.add(instance.index());
		}
		else {
			this.waiting.remove(instance.index());
		}
		reached(instance.index(), hasArrived(instance));
		this.givenUp.set(instance.index(), instance.phase() == Phase.GIVEN_UP);
		viewChanged();
	}

	public void remove(int index) {
		Instance gone = this.instances.get(index);
		if (gone == null) {
			return;
		}
		this.counts[gone.phase().ordinal()]--;
		this.instances.remove(index);
		this.waiting.remove(index);
		this.givenUp.clear(index);
		reached(index, false);
		viewChanged();
	}

	private void reached(int index, boolean arrived) {
		if (this.reached.get(index) != arrived) {
			this.reached.set(index, arrived);
			this.reachedCount += arrived ? 1 : -1;
		}
	}

	/** Return when the last of the instances that have reached their target did so. */
	Instant arrivedAt() {
		return this.arrivedAt;
	}

	/** Record a change of an instance. */
	public void changed(Instance before, Instance after, Instant now) {
		if (!hasArrived(before) && hasArrived(after)) {
			this.arrivedAt = now;
		}
		boolean isGood = isGood(after);
		if (isGood != isGood(before)) {
			this.instances.goodSince(after.index(), isGood ? now : null);
			viewChanged();
		}
	}

	/** Return the number of instances that have reached their target. */
	int reachedCount() {
		return this.reachedCount;
	}

	/**
	 * Return whether every instance has reached its target and there is no surplus
	 * instance.
	 */
	boolean complete() {
		int wanted = definition().instances();
		return !paused() && this.instances.size() == wanted && this.reachedCount == wanted;
	}

	/**
	 * Return an instance that was given up if all others have reached their target, so
	 * that the deployment cannot progress without a user's action.
	 */
	@Nullable Instance stuck() {
		boolean stuck = !this.givenUp.isEmpty() && this.instances.size() == definition().instances()
				&& this.reachedCount + this.givenUp.cardinality() == definition().instances();
		Instance first = stuck ? this.instances.get(this.givenUp.nextSetBit(0)) : null;
		return (first != null && !outdated(first)) ? first : null;
	}

	boolean hasArrived(Instance instance) {
		return this.core.hasArrived(instance);
	}

	/** Return whether an instance is surplus to the current target number. */
	public boolean tooMany(Instance instance) {
		return this.core.tooMany(instance);
	}

	/** Return the numbers of the waiting instances in ascending order. */
	public Collection<Integer> waiting() {
		return this.waiting;
	}

	/** Return whether an instance belongs to an older version and must be replaced. */
	public boolean outdated(Instance instance) {
		return this.core.outdated(instance);
	}

	/** Return whether the last launch of an instance was of an older version. */
	public boolean isOld(Instance instance) {
		return this.core.isOld(instance);
	}

	/**
	 * Return whether an instance is good: it is running and its health and readiness
	 * checks succeed.
	 */
	boolean isGood(Instance instance) {
		return this.core.isGood(instance);
	}

}
