package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.MesosDisconnected;
import io.mesosframework.scheduler.MesosEvent;
import io.mesosframework.scheduler.MesosLifecycleEvent;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.MesosSubscribed;
import io.mesosframework.scheduler.SchedulerListener;

/**
 * The task manager of one scheduler. Add it as a listener to the scheduler's driver
 * before the driver is started. Everything that changes runs on the event loop.
 */
public final class DefaultTaskManager implements TaskManager, SchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final InstanceLogic logic;

	private final KillService kills;

	private final Reconciliation reconciliation = new Reconciliation();

	private final Launcher launcher;

	private final ConcurrentSkipListMap<String, AppState> apps = new ConcurrentSkipListMap<>();

	private final Map<String, TaskRef> tasks = new HashMap<>();

	private final Map<String, String> abandoned = new HashMap<>();

	private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

	private final List<TaskListener> listeners = new CopyOnWriteArrayList<>();

	private @Nullable Runnable wakeUp;

	private @Nullable Instant wakeUpAt;

	private Instant reconcileAt = Instant.MAX;

	private boolean subscribed;

	/**
	 * Create a manager.
	 * @param scheduler the scheduler
	 * @param options the settings
	 */
	public DefaultTaskManager(MesosScheduler scheduler, TaskManagerOptions options) {
		this.scheduler = scheduler;
		this.options = options;
		this.logic = new InstanceLogic(options.timeouts(), options.random());
		this.kills = new KillService(options.killsInFlight());
		this.launcher = new Launcher(this, scheduler, options, this.logic);
	}

	@Override
	public CompletionStage<List<App>> deploy(Collection<TaskDefinition> definitions) {
		return onLoop(() -> {
			List<App> views = new ArrayList<>();
			for (TaskDefinition definition : definitions) {
				views.add(deploy(definition).view());
			}
			turn(true);
			return views;
		});
	}

	private AppState deploy(TaskDefinition definition) {
		AppState app = this.apps.get(definition.name());
		if (app == null) {
			app = new AppState(definition);
			this.apps.put(definition.name(), app);
			logger.info("App '{}' is deployed with {} instances", definition.name(), definition.instances());
		}
		else if (definition.equals(app.definition()) && !app.removing()) {
			return app;
		}
		else {
			TaskDefinition same = app.definition().withInstances(definition.instances());
			if (definition.equals(same)) {
				app.scaled(definition);
			}
			else {
				app.updated(definition);
				logger.info("App '{}' goes to version {}", definition.name(), app.version());
			}
			app.removing(false);
		}
		fill(app);
		return app;
	}

	/** Bring the number of instances to what is wanted. */
	private void fill(AppState app) {
		Instant now = now();
		int wanted = app.removing() ? 0 : app.definition().instances();
		for (int index = 0; index < wanted; index++) {
			Instance instance = app.instance(index);
			if (instance == null) {
				apply(app, null, Decision
					.of(Instance.create(app.definition().name(), index, InstanceLogic.goalOf(app.definition()), now)));
			}
			else if (instance.goal() == Goal.KILLED) {
				apply(app, instance, this.logic.restart(instance, app.definition(), now));
			}
		}
		for (Instance instance : app.list()) {
			if (instance.index() >= wanted && instance.goal() != Goal.KILLED) {
				apply(app, instance, this.logic.stop(instance, now));
			}
		}
	}

	@Override
	public CompletionStage<App> scale(String app, int instances) {
		if (instances < 0) {
			throw new IllegalArgumentException("'instances' must not be negative but is " + instances);
		}
		return onLoop(() -> {
			AppState state = require(app);
			state.scaled(state.definition().withInstances(instances));
			logger.info("App '{}' is scaled to {} instances", app, instances);
			fill(state);
			turn(true);
			return state.view();
		});
	}

	@Override
	public CompletionStage<App> restart(String app, @Nullable Integer index) {
		return onLoop(() -> {
			AppState state = require(app);
			for (Instance instance : state.list()) {
				if ((index == null || index == instance.index()) && instance.goal() != Goal.KILLED) {
					apply(state, instance, this.logic.restart(instance, state.definition(), now()));
				}
			}
			turn(true);
			return state.view();
		});
	}

	@Override
	public CompletionStage<App> remove(String app) {
		return onLoop(() -> {
			AppState state = require(app);
			state.removing(true);
			logger.info("App '{}' is removed", app);
			fill(state);
			App view = state.view();
			turn(false);
			return view;
		});
	}

	private AppState require(String app) {
		AppState state = this.apps.get(app);
		if (state == null) {
			throw new UnknownAppException(app);
		}
		return state;
	}

	@Override
	public List<App> apps() {
		return this.apps.values().stream().map(AppState::view).toList();
	}

	@Override
	public @Nullable App app(String app) {
		AppState state = this.apps.get(app);
		return (state != null) ? state.view() : null;
	}

	@Override
	public @Nullable String whyWaiting(String app) {
		AppState state = this.apps.get(app);
		return (state != null) ? state.why() : null;
	}

	@Override
	public void addListener(TaskListener listener) {
		this.listeners.add(listener);
	}

	private <T> CompletionStage<T> onLoop(Supplier<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.scheduler.execute(() -> {
			try {
				result.complete(action.get());
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler from) {
		if (event.type() == Event.Type.UPDATE) {
			TaskStatus status = Objects.requireNonNull(event.taskStatus());
			update(status);
			turn(false);
		}
		else if (event.type() == Event.Type.OFFERS || event.type() == Event.Type.RESCIND) {
			this.launcher.onEvent(event);
			turn(false);
		}
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler from) {
		if (event instanceof MesosSubscribed) {
			this.subscribed = true;
			this.launcher.subscribed();
			reconcile();
			turn(false);
		}
		else if (event instanceof MesosDisconnected) {
			this.subscribed = false;
			this.launcher.disconnected();
			this.reconciliation.stop();
		}
	}

	private void reconcile() {
		Map<String, String> live = new HashMap<>(this.abandoned);
		this.tasks.forEach((taskId, ref) -> {
			Instance instance = ref.app().instance(ref.index());
			if (instance != null && instance.phase().isLive() && instance.launch() != null) {
				live.put(taskId, instance.launch().agentId());
			}
		});
		this.reconciliation.start(live, now());
		this.reconcileAt = now().plus(this.options.reconcileInterval());
	}

	private void update(TaskStatus status) {
		String taskId = status.getTaskId().getValue();
		StatusReport report = StatusReport.of(status);
		this.reconciliation.answered(taskId);
		TaskRef ref = this.tasks.get(taskId);
		Instance instance = (ref != null) ? ref.app().instance(ref.index()) : null;
		Launch launch = (instance != null) ? instance.launch() : null;
		if (ref == null || instance == null || launch == null || !launch.taskId().equals(ref.launchId())) {
			strange(taskId, status, report);
			return;
		}
		StatusReport whole = (ref.group() != null) ? ref.group().report(taskId, report) : report;
		if (TaskStates.isTerminal(whole.state())) {
			this.kills.ended(launch.taskId(), this.scheduler);
		}
		apply(ref.app(), instance, this.logic.status(instance, ref.app().definitionOf(instance), whole, now()));
		Instance after = ref.app().instance(ref.index());
		if (after != null && after.failures() > instance.failures() && ref.app().definition().placement().failFast()) {
			failFast(ref.app());
		}
	}

	/** One of a gang has failed: all end. */
	private void failFast(AppState app) {
		logger.warn("An instance of the gang '{}' has failed: all are killed", app.definition().name());
		Instant now = now();
		app.list()
			.stream()
			.filter((instance) -> instance.goal() != Goal.KILLED)
			.forEach((instance) -> apply(app, instance, this.logic.stop(instance, now)));
	}

	/** A task that is no instance's: it was replaced while it was out of reach. */
	private void strange(String taskId, TaskStatus status, StatusReport report) {
		if (!this.abandoned.containsKey(taskId)) {
			return;
		}
		Effect.Kill kill = InstanceLogic.returned(taskId, status.getAgentId().getValue(), report.state());
		if (kill != null) {
			logger.info("Task {} is back but was replaced: it is killed", taskId);
			this.kills.kill(taskId, kill.agentId(), this.scheduler);
		}
		else if (TaskStates.isTerminal(report.state())) {
			this.abandoned.remove(taskId);
			this.kills.ended(taskId, this.scheduler);
		}
	}

	/** Record a decision, tell of it and do what it wants. */
	void apply(AppState app, @Nullable Instance before, Decision decision) {
		Instance after = decision.instance();
		if (!after.equals(before)) {
			app.put(after);
			if (after.due() != null) {
				this.due.add(new Due(after.due(), app, after.index()));
			}
			index(app, before, after);
			if (before != null) {
				changed(before, after);
			}
		}
		decision.effects().forEach(this::perform);
		boolean forgotten = after.goal() == Goal.KILLED && after.phase().isDone();
		if (forgotten && (app.removing() || after.index() >= app.definition().instances())) {
			app.remove(after.index());
			unindex(app, after);
		}
		if (app.removing() && app.instances().isEmpty()) {
			this.apps.remove(app.definition().name(), app);
			logger.info("App '{}' has ended", app.definition().name());
		}
	}

	private void index(AppState app, @Nullable Instance before, Instance after) {
		Launch launch = after.launch();
		boolean known = before != null && before.launch() != null && launch != null
				&& before.launch().taskId().equals(launch.taskId());
		if (launch == null || known) {
			return;
		}
		if (before != null) {
			unindex(app, before);
		}
		TaskDefinition definition = app.definitionOf(after);
		if (definition.isGroup()) {
			GroupProgress group = new GroupProgress(definition.tasks().size());
			definition.tasks()
				.forEach((spec) -> this.tasks.put(TaskInfos.memberId(launch.taskId(), spec),
						new TaskRef(app, after.index(), launch.taskId(), group)));
		}
		else {
			this.tasks.put(launch.taskId(), new TaskRef(app, after.index(), launch.taskId(), null));
		}
	}

	private void unindex(AppState app, Instance instance) {
		Launch launch = instance.launch();
		if (launch != null) {
			for (String taskId : taskIds(app.definitionOf(instance), launch.taskId())) {
				this.tasks.remove(taskId);
			}
		}
	}

	private static List<String> taskIds(TaskDefinition definition, String launchId) {
		return definition.isGroup()
				? definition.tasks().stream().map((spec) -> TaskInfos.memberId(launchId, spec)).toList()
				: List.of(launchId);
	}

	private void changed(Instance before, Instance after) {
		if (before.phase() != after.phase()) {
			Launch launch = after.launch();
			logger.info("{}[{}] is {}{}", after.app(), after.index(), after.phase(),
					(launch != null && after.phase() != Phase.LAUNCHING && launch.message() != null)
							? ": " + launch.message() : "");
		}
		TaskStateChanged change = new TaskStateChanged(before, after);
		for (TaskListener listener : this.listeners) {
			try {
				listener.onChange(change);
			}
			catch (RuntimeException ex) {
				logger.error("A task listener failed on {}[{}]", after.app(), after.index(), ex);
			}
		}
	}

	private void perform(Effect effect) {
		if (effect instanceof Effect.Kill kill) {
			TaskRef ref = this.tasks.get(kill.taskId());
			if (ref != null || !this.tasks.isEmpty()) {
				memberIds(kill.taskId()).forEach((id) -> this.kills.kill(id, kill.agentId(), this.scheduler));
			}
		}
		else if (effect instanceof Effect.Reconcile reconcile) {
			memberIds(reconcile.taskId())
				.forEach((id) -> this.scheduler.reconcile(TaskID.newBuilder().setValue(id).build(),
						AgentID.newBuilder().setValue(reconcile.agentId()).build()));
		}
		else if (effect instanceof Effect.Abandon abandon) {
			memberIds(abandon.taskId()).forEach((id) -> this.abandoned.put(id, abandon.agentId()));
		}
	}

	private List<String> memberIds(String launchId) {
		if (this.tasks.containsKey(launchId)) {
			return List.of(launchId);
		}
		List<String> members = this.tasks.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().launchId().equals(launchId))
			.map(Map.Entry::getKey)
			.toList();
		return members.isEmpty() ? List.of(launchId) : members;
	}

	/** The end of every turn: what is due, what can be placed, when to wake up. */
	void turn(boolean freshWork) {
		Instant now = now();
		runDue(now);
		this.apps.values().forEach((app) -> {
			if (app.updating()) {
				RollingUpdate.next(app)
					.forEach((instance) -> apply(app, instance, this.logic.restart(instance, app.definition(), now)));
				if (app.instances().stream().noneMatch(app::outdated)) {
					app.updateFinished();
				}
			}
		});
		if (this.subscribed) {
			if (!this.reconcileAt.isAfter(now)) {
				reconcile();
			}
			this.reconciliation.run(this.scheduler, now);
			this.launcher.place(this.apps.values(), freshWork, now);
		}
		wakeUpWhenDue(now);
	}

	private void runDue(Instant now) {
		Set<Due> again = new HashSet<>();
		for (Due next = this.due.peek(); next != null && !next.at().isAfter(now); next = this.due.peek()) {
			this.due.poll();
			Instance instance = next.app().instance(next.index());
			if (instance != null && next.at().equals(instance.due())) {
				again.add(next);
			}
		}
		for (Due next : again) {
			Instance instance = next.app().instance(next.index());
			if (instance != null && instance.phase() != Phase.WAITING) {
				apply(next.app(), instance, this.logic.due(instance, next.app().definitionOf(instance), now));
			}
		}
	}

	private void wakeUpWhenDue(Instant now) {
		Instant next = null;
		for (Instant candidate : new Instant[] { this.due.isEmpty() ? null : this.due.peek().at(),
				this.subscribed ? this.reconciliation.due() : null, this.launcher.due(),
				this.subscribed ? this.reconcileAt : null }) {
			if (candidate != null && (next == null || candidate.isBefore(next))) {
				next = candidate;
			}
		}
		if (Objects.equals(next, this.wakeUpAt)) {
			return;
		}
		if (this.wakeUp != null) {
			this.wakeUp.run();
			this.wakeUp = null;
		}
		this.wakeUpAt = next;
		if (next != null && next != Instant.MAX) {
			Duration delay = Duration.between(now, next);
			this.wakeUp = this.options.timers()
				.schedule(delay.isNegative() ? Duration.ZERO : delay, () -> this.scheduler.execute(() -> {
					this.wakeUpAt = null;
					turn(false);
				}));
		}
	}

	private Instant now() {
		return this.options.clock().instant();
	}

	/**
	 * Which instance a task belongs to.
	 *
	 * @param app its app
	 * @param index the number of the instance
	 * @param launchId the id of the launch
	 * @param group the progress of its group, or {@code null}
	 */
	private record TaskRef(AppState app, int index, String launchId, @Nullable GroupProgress group) {

	}

	/**
	 * When an instance is due.
	 *
	 * @param at the time
	 * @param app its app
	 * @param index its number
	 */
	private record Due(Instant at, AppState app, int index) {

	}

}
