package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.PlacementRefusals;
import io.mesosframework.task.App;
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
import io.mesosframework.task.internal.state.StoredApp;

/**
 * An app as the manager keeps it. Changed on the event loop only; read from any thread,
 * instance by instance.
 *
 * @since 0.1.0
 */
public final class AppState {

	private final ConcurrentSkipListMap<Integer, Instance> instances = new ConcurrentSkipListMap<>();

	/** Definitions that launches still refer to, by version. */
	private final Map<Long, TaskDefinition> versions = new ConcurrentHashMap<>();

	/** Versions whose instances need not be replaced by the current one. */
	private volatile Set<Long> current = Set.of(1L);

	/** The numbers of the instances that wait. */
	private final TreeSet<Integer> waiting = new TreeSet<>();

	/** The numbers of the instances that are where they shall be. */
	private final BitSet reached = new BitSet();

	private final AppPast past;

	private Runnable onChange = () -> {
	};

	private int deploymentNumber;

	private volatile AppCore core;

	private int fingerprint;

	/** When an instance last got where it shall be. */
	private Instant arrivedAt;

	/** Since when this object exists. */
	private final Instant since;

	private final Map<Integer, Instant> goodSince = new ConcurrentHashMap<>();

	private volatile int reachedCount;

	private final BitSet givenUp = new BitSet();

	/** From when on an instance of the new version must become good in time. */
	private volatile Instant gatesSince = Instant.MIN;

	/** Instances launched before are replaced. */
	private volatile Instant renewBefore = Instant.MIN;

	private volatile @Nullable Unplaced unplaced;

	private volatile Map<Integer, ReservationWait> inReservation = Map.of();

	public AppState(TaskDefinition definition, Instant now) {
		this.arrivedAt = Instant.EPOCH;
		this.since = now;
		this.core = AppCore.first(definition);
		this.versions.put(1L, definition);
		this.fingerprint = Fingerprint.of(definition);
		this.past = new AppPast(List.of(new AppVersion(1, definition, now)), List.of());
	}

	/**
	 * Create an app as it was stored; its instances come next.
	 * @param stored the app
	 * @param definitions its definitions, by version
	 * @param now the time
	 */
	public AppState(StoredApp stored, Map<Long, TaskDefinition> definitions, Instant now) {
		this.arrivedAt = now;
		this.since = now;
		TaskDefinition definition = require(definitions, stored.version()).withInstances(stored.instances());
		// what was stored before revisions were counted has none
		long revision = Math.max(stored.revision(), stored.version());
		this.core = new AppCore(definition, stored.version(), revision, stored.removing(), stored.paused(),
				stored.surge(), stored.deployment());
		stored.launched().forEach((number) -> this.versions.put(number, require(definitions, number)));
		this.versions.put(stored.version(), definition);
		this.fingerprint = Fingerprint.of(definition);
		this.current = sameAs(definition);
		this.deploymentNumber = stored.deploymentNumber();
		this.past = new AppPast(stored.earlier()
			.stream()
			.map((each) -> new AppVersion(each.version(), require(definitions, each.version()), each.at()))
			.toList(), stored.deployments());
		this.gatesSince = stored.gatesSince();
		this.renewBefore = stored.renewBefore();
	}

	private static TaskDefinition require(Map<Long, TaskDefinition> definitions, long version) {
		TaskDefinition definition = definitions.get(version);
		if (definition == null) {
			throw new IllegalStateException("its version " + version + " is missing");
		}
		return definition;
	}

	/** Return what is to be stored of the app itself. */
	StoredApp stored() {
		AppHistory known = this.past.view();
		AppCore now = this.core;
		return new StoredApp(now.version(), now.revision(), now.definition().instances(), now.removing(), now.paused(),
				now.surge(), this.deploymentNumber, now.deployment(), known.deployments(),
				known.versions()
					.stream()
					.map((each) -> new StoredApp.StoredVersion(each.version(), each.at()))
					.toList(),
				List.copyOf(this.versions.keySet()), this.gatesSince, this.renewBefore);
	}

	/** Return the definitions that are to be stored, by version. */
	Map<Long, TaskDefinition> definitions() {
		Map<Long, TaskDefinition> all = new HashMap<>(this.versions);
		this.past.view().versions().forEach((each) -> all.put(each.version(), each.definition()));
		return all;
	}

	/** Set what is to be done whenever the app itself has changed. */
	public void onChange(Runnable action) {
		this.onChange = action;
	}

	private void set(AppCore next) {
		this.core = next;
		this.onChange.run();
	}

	public String name() {
		return this.core.definition().name();
	}

	public TaskDefinition definition() {
		return this.core.definition();
	}

	public long version() {
		return this.core.version();
	}

	/** Return how often the app was changed; 1 when it is new. */
	public long revision() {
		return this.core.revision();
	}

	/**
	 * A change of the app is complete. To be called last, so that nobody reads what was
	 * before together with the new revision.
	 */
	public void count() {
		set(this.core.withRevision(revision() + 1));
	}

	/** Return the fingerprint of the current definition. */
	public int fingerprint() {
		return this.fingerprint;
	}

	public boolean removing() {
		return this.core.removing();
	}

	public void removing(boolean removing) {
		set(this.core.withRemoving(removing));
	}

	public boolean paused() {
		return this.core.paused();
	}

	public void paused(boolean paused) {
		set(this.core.withPaused(paused));
	}

	/** How many instances there shall be beyond the wanted number, during an update. */
	int surge() {
		return this.core.surge();
	}

	void surge(int surge) {
		set(this.core.withSurge(surge));
	}

	/** Return how many instances there shall be now. */
	public int target() {
		return this.core.target();
	}

	public @Nullable Unplaced unplaced() {
		return this.unplaced;
	}

	/** Say what the last round of placement could not place, and why. */
	public void unplaced(int count, @Nullable PlacementRefusals why) {
		this.unplaced = (why != null) ? new Unplaced(count, why) : null;
	}

	/** Return why instances cannot be launched in their reservations, by number. */
	public Map<Integer, ReservationWait> inReservation() {
		return this.inReservation;
	}

	public void inReservation(Map<Integer, ReservationWait> why) {
		this.inReservation = Map.copyOf(why);
	}

	@Nullable Deployment deployment() {
		return this.core.deployment();
	}

	public AppHistory history() {
		return this.past.view();
	}

	/** Begin a deployment; return it. */
	Deployment begin(Deployment.Kind kind, long from, Instant now) {
		Deployment begun = Deployment.start(name() + "@" + ++this.deploymentNumber, name(), kind, from, version(),
				definition().instances(), now);
		set(this.core.withDeployment(begun));
		return begun;
	}

	void deployment(Deployment changed) {
		if (changed.state().isEnded()) {
			this.past.add(changed);
		}
		set(this.core.withDeployment(changed));
	}

	/** Take another number of instances; the version stays. */
	public void scaled(TaskDefinition scaled) {
		this.versions.put(version(), scaled);
		this.core = this.core.withDefinition(scaled, version());
		judge();
		this.onChange.run();
	}

	/** Take a new version. */
	public void updated(TaskDefinition next, Instant now) {
		long number = version() + 1;
		this.versions.put(number, next);
		this.core = this.core.withDefinition(next, number);
		this.versions.keySet().removeIf((old) -> old != number && unused(old));
		this.current = sameAs(next);
		this.fingerprint = Fingerprint.of(next);
		this.past.add(new AppVersion(number, next, now));
		judge();
		this.onChange.run();
	}

	/** Return the versions whose instances need not be replaced by a definition. */
	private Set<Long> sameAs(TaskDefinition next) {
		Set<Long> same = new HashSet<>();
		this.versions.forEach((number, old) -> {
			if (old.runsTheSameAs(next)) {
				same.add(number);
			}
		});
		return Set.copyOf(same);
	}

	private boolean unused(long old) {
		return this.instances.values()
			.stream()
			.noneMatch((instance) -> instance.launch() != null && instance.launch().version() == old);
	}

	/** Return a definition of an earlier version, if it is remembered. */
	@Nullable TaskDefinition earlier(long number) {
		return this.past.definition(number);
	}

	/** Return the definition of which an instance was launched. */
	public TaskDefinition definitionOf(Instance instance) {
		Launch launch = instance.launch();
		TaskDefinition launched = (launch != null) ? this.versions.get(launch.version()) : null;
		return (launched != null) ? launched : definition();
	}

	public @Nullable Instance instance(int index) {
		return this.instances.get(index);
	}

	public Collection<Instance> instances() {
		return this.instances.values();
	}

	public int size() {
		return this.instances.size();
	}

	public void put(Instance instance) {
		this.instances.put(instance.index(), instance);
		if (instance.phase() == Phase.WAITING) {
			this.waiting.add(instance.index());
		}
		else {
			this.waiting.remove(instance.index());
		}
		reached(instance.index(), hasArrived(instance));
		this.givenUp.set(instance.index(), instance.phase() == Phase.GIVEN_UP);
	}

	public void remove(int index) {
		this.instances.remove(index);
		this.goodSince.remove(index);
		this.waiting.remove(index);
		this.givenUp.clear(index);
		reached(index, false);
	}

	private void reached(int index, boolean arrived) {
		if (this.reached.get(index) != arrived) {
			this.reached.set(index, arrived);
			this.reachedCount += arrived ? 1 : -1;
		}
	}

	/** Return since when all instances that are where they shall be have been there. */
	Instant arrivedAt() {
		return this.arrivedAt;
	}

	/** An instance has changed. */
	public void changed(Instance before, Instance after, Instant now) {
		if (!hasArrived(before) && hasArrived(after)) {
			this.arrivedAt = now;
		}
		if (!isGood(after)) {
			this.goodSince.remove(after.index());
		}
		else if (!isGood(before)) {
			this.goodSince.put(after.index(), now);
		}
	}

	/**
	 * Return since when a good instance has been so without a break, as far as is known:
	 * at the latest since the app was taken from the store.
	 */
	Instant goodSince(Instance instance) {
		return this.goodSince.getOrDefault(instance.index(), this.since);
	}

	/** Return how many instances are where they shall be. */
	int reachedCount() {
		return this.reachedCount;
	}

	/** From now on all instances that were launched before are outdated. */
	public void renew(Instant now) {
		this.renewBefore = now;
		judge();
		this.onChange.run();
	}

	private void judge() {
		this.instances.values().forEach((instance) -> reached(instance.index(), hasArrived(instance)));
	}

	/** Return whether every instance is where it shall be, and there is no other. */
	boolean complete() {
		int wanted = definition().instances();
		return !paused() && this.instances.size() == wanted && this.reachedCount == wanted;
	}

	/**
	 * Return an instance that was given up when all others are where they shall be, so
	 * that nothing more can happen by itself.
	 */
	@Nullable Instance stuck() {
		boolean stuck = !this.givenUp.isEmpty() && this.instances.size() == definition().instances()
				&& this.reachedCount + this.givenUp.cardinality() == definition().instances();
		Instance first = stuck ? this.instances.get(this.givenUp.nextSetBit(0)) : null;
		return (first != null && !outdated(first)) ? first : null;
	}

	/** From when on an instance of the new version must become good in time. */
	Instant gatesSince() {
		return this.gatesSince;
	}

	void gatesSince(Instant since) {
		this.gatesSince = since;
		this.onChange.run();
	}

	/**
	 * Return whether an instance of the current version runs well or is done, and is not
	 * one of those too many.
	 */
	boolean hasArrived(Instance instance) {
		boolean ended = instance.phase() == Phase.FINISHED
				|| (instance.phase() == Phase.STOPPED && instance.goal() == Goal.KILLED);
		return instance.index() < definition().instances() && (isGood(instance) || ended) && !outdated(instance);
	}

	/** Return whether an instance is one beyond those that the app has now. */
	public boolean tooMany(Instance instance) {
		AppCore now = this.core;
		return now.removing() || instance.index() >= now.definition().instances() + now.surge();
	}

	/** Return the numbers of the instances that wait, ascending. */
	public Collection<Integer> waiting() {
		return this.waiting;
	}

	/** Return whether an instance belongs to an older version and must be replaced. */
	public boolean outdated(Instance instance) {
		boolean counts = instance.phase().isLive() || instance.phase() == Phase.FINISHED
				|| instance.phase() == Phase.GIVEN_UP;
		return counts && isOld(instance);
	}

	/** Return whether the last launch of an instance was of an older version. */
	public boolean isOld(Instance instance) {
		Launch launch = instance.launch();
		return launch != null && (!this.current.contains(launch.version()) || launch.at().isBefore(this.renewBefore));
	}

	/**
	 * Return whether an instance runs, and its checks of health and readiness succeed.
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
	 * Return a snapshot; with every step of the deployment, or with their number only.
	 */
	public App view(Instant now, boolean steps) {
		AppCore shown = this.core;
		Deployment deployment = shown.deployment();
		return new App(shown.definition(), shown.version(), shown.revision(), list(), shown.removing(), shown.paused(),
				(deployment != null) ? DeploymentView.of(this, deployment, now, steps) : null);
	}

	public List<Instance> list() {
		return new ArrayList<>(this.instances.values());
	}

	/**
	 * What could not be placed.
	 *
	 * @param count how many instances
	 * @param why why not
	 */
	record Unplaced(int count, PlacementRefusals why) {

	}

}
