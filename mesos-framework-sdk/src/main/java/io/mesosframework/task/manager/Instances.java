package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.InstanceCounts;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskListener;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskStateChanged;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.AppStateWriter;
import io.mesosframework.task.internal.app.Deployments;
import io.mesosframework.task.internal.app.InstanceTimers;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.instance.Decision;
import io.mesosframework.task.internal.instance.Effect;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.reconcile.KillService;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.state.StateWriter;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredInstance;

/**
 * Keeps the instances of all apps: records decisions, tells of them and does what they
 * want. Changed on the event loop only; apps may be read by any thread.
 *
 * @since 0.1.0
 */
public final class Instances {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final ConcurrentSkipListMap<String, AppState> apps = new ConcurrentSkipListMap<>();

	private final TaskIndex index = new TaskIndex();

	private final InstanceCounts counts = new InstanceCounts();

	private final List<TaskListener> listeners = new CopyOnWriteArrayList<>();

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final InstanceLogic logic;

	private final InstanceTimers agenda;

	private final StateWriter journal;

	private final AppStateWriter appChanges;

	private final KillService kills;

	private final UnownedTasks strangers;

	private final Deployments deployments = new Deployments(this::restart, this::fill, this::publish, this::context);

	/**
	 * Launches that are being stored. The master must not be asked for their tasks: its
	 * answer that there are none could come when there are.
	 */
	private final Set<String> unsent = new HashSet<>();

	private volatile int overdue;

	/** Whether instances wait, or have made room, that placement has not seen. */
	private boolean unplaced;

	Instances(MesosScheduler scheduler, TaskManagerOptions options, InstanceLogic logic, InstanceTimers agenda,
			StateWriter journal) {
		this.scheduler = scheduler;
		this.journal = journal;
		this.appChanges = new AppStateWriter(journal);
		this.options = options;
		this.logic = logic;
		this.agenda = agenda;
		this.kills = new KillService(scheduler, options.killsInFlight(), options.timeouts().kill().multipliedBy(3));
		this.strangers = new UnownedTasks(this.kills, journal, options.timeouts());
	}

	ConcurrentSkipListMap<String, AppState> apps() {
		return this.apps;
	}

	TaskIndex index() {
		return this.index;
	}

	InstanceCounts counts() {
		return this.counts;
	}

	KillService kills() {
		return this.kills;
	}

	UnownedTasks strangers() {
		return this.strangers;
	}

	Deployments deployments() {
		return this.deployments;
	}

	/** Return how many launches are overdue. */
	int overdue() {
		return this.overdue;
	}

	/**
	 * Return whether anything that placement depends on has changed since the last time.
	 */
	boolean takeUnplaced() {
		boolean taken = this.unplaced;
		this.unplaced = false;
		return taken;
	}

	void addListener(TaskListener listener) {
		this.listeners.add(listener);
	}

	/** Add an app. */
	void add(AppState app) {
		this.apps.put(app.name(), app);
		app.onChange(() -> changed(app));
		changed(app);
	}

	/** Take an app as it was stored. */
	void restore(AppState app) {
		this.appChanges.restored(app);
		this.apps.put(app.name(), app);
		app.onChange(() -> changed(app));
	}

	private void changed(AppState app) {
		this.appChanges.changed(app, this.apps.get(app.name()));
	}

	/** Take an instance of an app as it was stored. */
	void restore(AppState app, Instance instance) {
		app.put(instance);
		this.counts.changed(null, instance);
		this.agenda.note(app, instance);
		this.index.update(app, null, instance);
		this.overdue += isOverdue(instance) ? 1 : 0;
		this.unplaced = true;
	}

	/** Bring the number of instances to what is wanted. */
	void fill(AppState app) {
		Instant now = now();
		int target = app.target();
		for (int number = 0; number < target; number++) {
			Instance instance = app.instance(number);
			if (instance == null) {
				apply(app, null,
						Decision.of(Instance.create(app.name(), number, InstanceLogic.goalOf(app.definition()), now)));
			}
			else if (instance.goal() == Goal.HELD || (instance.goal() == Goal.KILLED && app.isOld(instance))) {
				apply(app, instance, this.logic.restart(instance, app.definition(), now));
			}
		}
		for (Instance instance : app.list()) {
			boolean done = instance.phase().isDone();
			// what has ended stays as it is while the app is paused
			boolean pauses = app.paused() && instance.goal().runs() && !done;
			if (app.tooMany(instance) ? done || instance.goal() != Goal.HELD : pauses) {
				apply(app, instance, this.logic.hold(instance, now));
			}
		}
		endIfEmpty(app);
	}

	/** Kill an instance and start it anew. */
	void restart(AppState app, Instance instance) {
		apply(app, instance, this.logic.restart(instance, app.definition(), now()));
	}

	/** Start an instance anew in another place, and do not wait for its agent. */
	void replace(AppState app, Instance instance) {
		apply(app, instance, this.logic.replace(instance, app.definition(), now()));
	}

	/** The launch of an instance has never reached the master. */
	void launchNotSent(AppState app, Instance instance) {
		apply(app, instance, this.logic.launchNotSent(instance, now()));
	}

	/** Kill an instance for good. */
	void stop(AppState app, Instance instance) {
		apply(app, instance, this.logic.stop(instance, now()));
	}

	/** Launches were decided and wait until they are stored. */
	public void held(Collection<String> launchIds) {
		this.unsent.addAll(launchIds);
	}

	/** Launches are stored, and are sent now. */
	public void released(Collection<String> launchIds) {
		this.unsent.removeAll(launchIds);
	}

	/** Return the agents of all tasks that may exist, by task id. */
	Map<String, String> liveTasks() {
		Map<String, String> live = this.strangers.abandoned();
		live.putAll(this.index.live());
		this.unsent.forEach((launchId) -> live.keySet().removeAll(this.index.tasksOf(launchId)));
		return live;
	}

	/** Record a decision, tell of it and do what it wants. */
	void apply(AppState app, @Nullable Instance before, Decision decision) {
		Instance after = decision.instance();
		if (!after.equals(before)) {
			app.put(after);
			this.journal.changed(StoreKeys.instance(app.name(), after.index()),
					() -> StoredInstance.of(app.instance(after.index())));
			this.counts.changed(before, after);
			this.agenda.note(app, after);
			this.index.update(app, before, after);
			this.unplaced |= before == null || before.phase() == Phase.WAITING || after.phase() == Phase.WAITING
					|| before.phase().isLive() != after.phase().isLive();
			if (before != null) {
				stopKilling(before, after);
				changed(app, before, decision);
			}
		}
		decision.effects().forEach(this::perform);
		if (!after.goal().runs() && after.phase().isDone() && app.tooMany(after)) {
			app.remove(after.index());
			this.journal.changed(StoreKeys.instance(app.name(), after.index()),
					() -> StoredInstance.of(app.instance(after.index())));
			this.counts.removed(after);
			this.index.remove(app, after);
			endIfEmpty(app);
		}
	}

	/**
	 * Forget the kills of an instance that has ended: tasks of a group may have ended
	 * before they were sent, and the answer to them may be lost.
	 */
	private void stopKilling(Instance before, Instance after) {
		Launch launch = before.launch();
		if (launch != null && before.phase().isLive() && !after.phase().isLive()) {
			this.index.tasksOf(launch.taskId()).forEach((id) -> this.kills.ended(id, now()));
		}
	}

	@SuppressWarnings("try")
	private void endIfEmpty(AppState app) {
		if (app.removing() && app.size() == 0 && this.apps.remove(app.name(), app)) {
			try (LogContext ids = context(app.name())) {
				logger.info("App '{}' has ended", app.name());
				changed(app);
				this.counts.forget(app.name());
				this.strangers.removed(app.name(), now());
				publish(new AppRemoved(app.name(), app.version()));
			}
		}
	}

	@SuppressWarnings("try")
	private void changed(AppState app, Instance before, Decision decision) {
		Instance after = decision.instance();
		this.overdue += (isOverdue(after) ? 1 : 0) - (isOverdue(before) ? 1 : 0);
		try (LogContext ids = context(after)) {
			if (before.phase() != after.phase()) {
				log(after);
			}
			app.changed(before, after, now());
			publish(new TaskStateChanged(before, after));
		}
		if (decision.failure()) {
			try (LogContext ids = context(app.name())) {
				this.deployments.failed(app, after, now());
			}
		}
	}

	private static boolean isOverdue(Instance instance) {
		return instance.phase() == Phase.LAUNCHING && instance.attempts() > 0;
	}

	/** Begin to handle an app: what is logged until the end of the context is of it. */
	LogContext context(String app) {
		return LogContext.of(this.scheduler.frameworkId()).app(app);
	}

	private LogContext context(Instance instance) {
		LogContext ids = LogContext.of(this.scheduler.frameworkId()).instance(instance.app(), instance.index());
		Launch launch = instance.launch();
		return (launch != null) ? ids.task(launch.taskId()).agent(launch.agentId()) : ids;
	}

	private static void log(Instance after) {
		Launch launch = after.launch();
		if (launch != null && after.phase() == Phase.LAUNCHING) {
			logger.info("{}[{}] is LAUNCHING as task {} on {}", after.app(), after.index(), launch.taskId(),
					launch.hostname());
			return;
		}
		String message = (launch != null) ? launch.message() : null;
		logger.info("{}[{}] is {}{}{}", after.app(), after.index(), after.phase(),
				(message != null) ? ": " + message : "", after.isCrashLooping() ? " (crash loop)" : "");
	}

	/** Everything that was stored has been taken. */
	void restored() {
		for (TaskListener listener : this.listeners) {
			try {
				listener.onRestored();
			}
			catch (RuntimeException ex) {
				logger.error("A task listener failed on what was restored", ex);
			}
		}
	}

	void publish(TaskManagerEvent event) {
		for (TaskListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException ex) {
				logger.error("A task listener failed on {}", event, ex);
			}
		}
	}

	private void perform(Effect effect) {
		if (effect instanceof Effect.Kill kill) {
			List<String> ids = this.index.tasksOf(kill.taskId());
			this.journal.whenDurable(() -> {
				Instance instance = this.index.instance(kill.taskId());
				if (instance != null && instance.phase().isLive()) {
					ids.forEach((id) -> this.kills.kill(id, kill.agentId(), now()));
				}
			});
		}
		else if (effect instanceof Effect.Reconcile reconcile && !this.unsent.contains(reconcile.taskId())) {
			this.index.tasksOf(reconcile.taskId())
				.forEach((id) -> this.scheduler.reconcile(TaskID.newBuilder().setValue(id).build(),
						AgentID.newBuilder().setValue(reconcile.agentId()).build()));
		}
		else if (effect instanceof Effect.Abandon abandon) {
			this.index.tasksOf(abandon.taskId()).forEach((id) -> {
				this.strangers.abandon(id, abandon.agentId(), now());
				this.kills.ended(id, now());
			});
		}
	}

	/** A session has begun: repeat what may have been lost before. */
	void subscribed(Instant now) {
		for (AppState app : this.apps.values()) {
			app.list()
				.stream()
				.filter((instance) -> instance.phase() == Phase.ENDING)
				.forEach((instance) -> apply(app, instance, this.logic.killAnew(instance, now)));
		}
		this.strangers.subscribed(now);
	}

	/**
	 * Look at every instance that is due. Called only while there is a session: without
	 * one nothing can be heard of an instance.
	 * @param unanswered whether the master was asked for a task and has not answered
	 */
	void runDue(Predicate<String> unanswered, Instant now) {
		for (InstanceTimers.Due due : this.agenda.take(now)) {
			Instance instance = due.app().instance(due.index());
			if (instance != null && instance.phase() != Phase.WAITING) {
				apply(due.app(), instance, isUnanswered(instance, unanswered) ? this.logic.unanswered(instance, now)
						: this.logic.due(instance, due.app().definitionOf(instance), now));
			}
		}
	}

	private boolean isUnanswered(Instance instance, Predicate<String> unanswered) {
		Launch launch = instance.launch();
		return instance.phase() == Phase.UNREACHABLE && launch != null
				&& this.index.tasksOf(launch.taskId()).stream().anyMatch(unanswered);
	}

	private Instant now() {
		return this.options.clock().instant();
	}

}
