package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a task manager. Values are recorded as events happen, so that the cost of a
 * scrape does not depend on the number of tasks. Tags have few values and never contain
 * ids: apps beyond the limit, in the order in which they appear, share the tag
 * {@value #OTHER}.
 *
 * @since 0.1.0
 */
public final class TaskMetrics implements TaskListener {

	/** Value of the tag {@code app} for the apps beyond the limit. */
	public static final String OTHER = "other";

	private final MeterRegistry registry;

	private final TaskManager manager;

	private final int maxApps;

	private final Tags tags;

	private final Map<String, AppMeters> apps = new ConcurrentHashMap<>();

	private final AppMeters others;

	private final Counter gangs;

	private final Timer reconciliations;

	private TaskMetrics(MeterRegistry registry, TaskManager manager, int maxApps, Iterable<Tag> tags) {
		this.registry = registry;
		this.manager = manager;
		this.maxApps = maxApps;
		this.tags = Tags.of(tags);
		this.others = new AppMeters(registry, this.tags, OTHER, this::countOthers);
		this.gangs = Counter.builder("mesos.tasks.gangs.failed")
			.description("Gangs of which one instance failed and all others were killed")
			.tags(this.tags)
			.register(registry);
		this.reconciliations = Timer.builder("mesos.tasks.reconciliations")
			.description("Time explicit reconciliations took until every task was answered")
			.tags(this.tags)
			.register(registry);
		gauge("mesos.tasks.reconciliations.open", "Tasks for which a reconciliation has no answer yet",
				(source) -> source.reconciliation().open());
		gauge("mesos.tasks.launches.overdue", "Launches of which nothing was heard in time",
				(source) -> source.status().overdueLaunches());
		gauge("mesos.tasks.kills.inflight", "Kills without effect so far", (source) -> source.status().killsInFlight());
		gauge("mesos.tasks.kills.waiting", "Kills that wait because too many are in flight",
				(source) -> source.status().killsWaiting());
		gauge("mesos.tasks.abandoned", "Tasks that were replaced while they were out of reach and may return",
				(source) -> source.status().abandoned());
		gauge("mesos.tasks.orphans", "Tasks of a previous run of the application whose app is not declared",
				(source) -> source.status().orphans());
		gauge("mesos.tasks.orphan.reservations",
				"Reservations of a previous run of the application that no instance has",
				(source) -> source.status().orphanReservations());
		gauge("mesos.store.pending", "Changes that are being stored, so that what depends on them waits",
				(source) -> source.status().store().pending());
		counter("mesos.store.writes", "Batches of changes that were stored",
				(source) -> source.status().store().writes());
		counter("mesos.store.failures", "Attempts to store a batch of changes that failed",
				(source) -> source.status().store().failures());
		gauge("mesos.deployments.running", "Deployments that go on or are paused",
				(source) -> source.status().deployments());
	}

	/**
	 * Register the meters and keep them up to date.
	 * @param registry the registry
	 * @param manager the task manager to measure
	 * @param maxApps the maximum number of apps with their own meters
	 * @param tags the tags of every meter
	 * @return the metrics, already added to the manager as a listener
	 */
	public static TaskMetrics bind(MeterRegistry registry, TaskManager manager, int maxApps, Iterable<Tag> tags) {
		TaskMetrics metrics = new TaskMetrics(registry, manager, maxApps, tags);
		manager.addListener(metrics);
		metrics.onRestored();
		return metrics;
	}

	private void gauge(String name, String description, ToDoubleFunction<TaskManager> value) {
		Gauge.builder(name, this.manager, value).description(description).tags(this.tags).register(this.registry);
	}

	private void counter(String name, String description, ToDoubleFunction<TaskManager> value) {
		FunctionCounter.builder(name, this.manager, value)
			.description(description)
			.tags(this.tags)
			.register(this.registry);
	}

	private double countOthers(Phase phase) {
		InstanceCounts counts = this.manager.counts();
		int own = 0;
		for (String app : this.apps.keySet()) {
			own += counts.count(app, phase);
		}
		return counts.count(phase) - own;
	}

	private AppMeters app(String name) {
		AppMeters meters = this.apps.get(name);
		return (meters != null) ? meters : add(name);
	}

	/**
	 * Synchronized because restored apps may be added on another thread than the event
	 * loop.
	 */
	private synchronized AppMeters add(String name) {
		AppMeters meters = this.apps.get(name);
		if (meters != null || this.apps.size() >= this.maxApps || name.equals(OTHER)) {
			return (meters != null) ? meters : this.others;
		}
		AppMeters added = new AppMeters(this.registry, this.tags, name,
				(phase) -> this.manager.counts().count(name, phase));
		this.apps.put(name, added);
		return added;
	}

	@Override
	public void onRestored() {
		this.manager.apps().forEach((app) -> app(app.definition().name()));
	}

	@Override
	public void onEvent(TaskManagerEvent event) {
		if (event instanceof TaskStateChanged change) {
			changed(change.before(), change.after());
		}
		else if (event instanceof DeploymentStarted start) {
			app(start.deployment().app());
		}
		else if (event instanceof DeploymentFinished end) {
			finished(end.deployment());
		}
		else if (event instanceof AppRemoved removed) {
			AppMeters gone = this.apps.remove(removed.app());
			if (gone != null) {
				gone.close();
			}
		}
		else if (event instanceof GangFailed) {
			this.gangs.increment();
		}
		else if (event instanceof ReconciliationFinished end) {
			record(this.reconciliations, end.progress().startedAt(), end.progress().finishedAt());
		}
	}

	private void finished(Deployment deployment) {
		Timer timer = Timer.builder("mesos.deployments")
			.description("Time deployments took")
			.tags(this.tags.and("kind", deployment.kind().name(), "outcome", deployment.state().name()))
			.register(this.registry);
		record(timer, deployment.startedAt(), deployment.endedAt());
	}

	private void changed(Instance before, Instance after) {
		AppMeters app = app(after.app());
		Launch launch = after.launch();
		if (launch == null) {
			return;
		}
		if (before.phase() == Phase.WAITING && after.phase() == Phase.LAUNCHING) {
			record(app.waits(), before.due(), launch.at());
		}
		Launch last = before.launch();
		Launch known = (last != null && last.taskId().equals(launch.taskId())) ? last : null;
		if (launch.runningSince() != null && (known == null || known.runningSince() == null)) {
			record(app.starts(), launch.at(), launch.runningSince());
		}
		if (launch.endedAt() != null && (known == null || known.endedAt() == null)) {
			app.ended(launch.state(), launch.reason());
		}
	}

	private static void record(Timer timer, @Nullable Instant from, @Nullable Instant to) {
		if (from != null && to != null) {
			Duration time = Duration.between(from, to);
			timer.record(time.isNegative() ? Duration.ZERO : time);
		}
	}

}
