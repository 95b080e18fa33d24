package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferManager;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.Instance;
import io.mesosframework.task.InstanceCounts;
import io.mesosframework.task.Launch;
import io.mesosframework.task.ReconciliationProgress;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.TaskListener;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskManagerStatus;
import io.mesosframework.task.Waiting;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.AppStateWriter;
import io.mesosframework.task.internal.app.AppView;
import io.mesosframework.task.internal.app.Deployments;
import io.mesosframework.task.internal.app.InstanceTimers;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.app.UnsentLaunches;
import io.mesosframework.task.internal.app.WhyWaiting;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.TaskIds;
import io.mesosframework.task.internal.launch.AcceptDispatcher;
import io.mesosframework.task.internal.launch.AgentFacts;
import io.mesosframework.task.internal.launch.LaunchSender;
import io.mesosframework.task.internal.launch.Launcher;
import io.mesosframework.task.internal.reconcile.KillService;
import io.mesosframework.task.internal.reconcile.Reconciler;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.task.internal.state.StateWriter;

/**
 * Default {@link TaskManager} of one scheduler. Add it as a listener to the scheduler's
 * driver before the driver is started. All changes run on the event loop: changes by
 * events and users are recorded as they arrive, and a <em>turn</em> after each batch of
 * them carries out everything that has become possible.
 *
 * @since 0.1.0
 */
public final class DefaultTaskManager implements TaskManager, SchedulerListener {

	private final MesosScheduler scheduler;

	private final Clock clock;

	private final FrameworkState state;

	private final StateWriter journal;

	private final Apps apps;

	private final TaskEvents events;

	private final Instances instances;

	private final InstanceEffects effects;

	private final KillService kills;

	private final UnownedTasks unowned;

	private final Deployments deployments;

	private final OfferManager offers;

	private final ReservationKeeper reservations;

	private final Reconciler reconciler;

	private final Settling settling;

	private final AppChanges changes;

	private final ManagerTurn turn;

	private final Turns turns;

	private final SchedulerListener mesosEvents;

	private final OpenResults results = new OpenResults();

	/**
	 * Create a manager.
	 * @param scheduler the scheduler
	 * @param options the settings
	 */
	public DefaultTaskManager(MesosScheduler scheduler, TaskManagerOptions options) {
		this(scheduler, options, PlacementExtensions.NONE);
	}

	/**
	 * Create a manager.
	 * @param scheduler the scheduler
	 * @param options the settings
	 * @param extensions the placement rules and scores of the application
	 */
	public DefaultTaskManager(MesosScheduler scheduler, TaskManagerOptions options, PlacementExtensions extensions) {
		this(scheduler, options, extensions, new FrameworkState(TaskStore.inMemory()));
		restore(TaskStore.NEXT_EPOCH);
	}

	/**
	 * Create a manager whose state is stored. It must be {@linkplain #restore restored}
	 * before the scheduler's driver is started.
	 * @param scheduler the scheduler
	 * @param options the settings
	 * @param extensions the placement rules and scores of the application
	 * @param state the stored state of one framework, used by this manager alone
	 */
	public DefaultTaskManager(MesosScheduler scheduler, TaskManagerOptions options, PlacementExtensions extensions,
			FrameworkState state) {
		this.scheduler = scheduler;
		this.clock = options.clock();
		this.state = state;
		LogContexts contexts = new LogContexts(scheduler);
		InstanceLogic logic = new InstanceLogic(options.timeouts(), options.random());
		InstanceTimers timers = new InstanceTimers();
		TaskIndex index = new TaskIndex();
		UnsentLaunches unsent = new UnsentLaunches();
		this.turns = new Turns(scheduler, options.timers());
		this.events = new TaskEvents(contexts);
		this.settling = new Settling(options);
		this.journal = new StateWriter(this.turns::execute, options.timers(), this.turns::request);
		this.apps = new Apps(new AppStateWriter(this.journal));
		this.kills = new KillService(scheduler, options.killsInFlight(), options.timeouts().kill().multipliedBy(3));
		this.unowned = new UnownedTasks(this.kills, this.journal, options.timeouts());
		this.effects = new InstanceEffects(scheduler, index, this.journal, this.kills, this.unowned, unsent,
				this.clock);
		this.instances = new Instances(this.apps, index, timers, this.journal, this.effects, this.unowned, this.events,
				contexts, this.turns, this.clock);
		InstanceCommands commands = new InstanceCommands(this.apps, this.instances, logic, timers, index, this.turns,
				this.clock);
		this.deployments = new Deployments(commands::restart, commands::fill, this.events::add, contexts::of);
		this.offers = new OfferManager(scheduler, options.offers(), this.clock, options.random());
		AgentFacts agents = new AgentFacts(this.offers::agent);
		AcceptDispatcher dispatcher = new AcceptDispatcher(scheduler, this.offers, agents, this.journal, unsent,
				commands::notLaunched);
		this.reservations = new ReservationKeeper(scheduler, options, this.offers, this.journal, this.instances, logic,
				dispatcher, this.turns);
		LaunchSender sender = new LaunchSender(this.instances, dispatcher, scheduler, this.clock, logic, this.offers);
		Launcher launcher = new Launcher(this.offers, agents, this.reservations, sender, this.turns, extensions,
				options.offers());
		this.reconciler = new Reconciler(scheduler, options, this.events::add);
		StatusUpdates updates = new StatusUpdates(this.apps, index, this.instances, commands, logic, this.unowned,
				this.deployments, this.reservations, this.events, options);
		this.changes = new AppChanges(this.apps, index, commands, this.deployments, updates, this.reservations,
				launcher, contexts, options.maxInstances(), this.clock);
		this.turn = new ManagerTurn(this.apps, commands, this.effects, timers, this.deployments, this.unowned,
				this.reconciler, launcher, this.journal, this.settling, this.events, this.turns, this.clock);
		this.mesosEvents = new ManagerEvents(updates, commands, this.effects, this.unowned, this.reconciler,
				this.reservations, launcher, this.journal, this.settling, this.turn, this.turns, this.clock);
		this.instances.onFailure(this.deployments::failed);
		this.turns.onTurn(this.turn::run);
		scheduler.guardAcknowledgements(this.journal::whenDurable);
	}

	/**
	 * Become the writer of the store and restore its contents. Afterwards every task that
	 * may exist is known. Call this once and wait for its completion before the
	 * scheduler's driver is started.
	 * @param epoch the epoch of the leadership, or {@link TaskStore#NEXT_EPOCH} if no
	 * other process can lead
	 * @return completes when the state is restored; fails with a
	 * {@link io.mesosframework.store.StoreException} that names the entry that cannot be
	 * read
	 */
	public CompletionStage<@Nullable Void> restore(long epoch) {
		return this.state.open(epoch).thenApply((opened) -> {
			restore(opened);
			return null;
		});
	}

	private void restore(FrameworkState.Opened opened) {
		StateRestorer restorer = new StateRestorer(this.apps, this.instances, this.deployments, this.unowned,
				this.reservations, now());
		if (restorer.restore(opened.entries())) {
			this.settling.known();
		}
		this.journal.open(opened.session());
		this.apps.publish();
		this.events.restored();
	}

	/**
	 * Set the action to run when another process has become the writer of the store. From
	 * then on nothing is launched, killed or acknowledged; the action should stop the
	 * driver.
	 * @param action the action, run on the event loop
	 */
	public void whenDeposed(Runnable action) {
		this.turn.whenDeposed(action);
	}

	@Override
	public CompletionStage<List<DeployResult>> deploy(Collection<TaskDefinition> definitions, ChangeOptions options) {
		return onLoop(() -> this.changes.deploy(definitions, options));
	}

	@Override
	public CompletionStage<@Nullable Void> validate(Collection<TaskDefinition> definitions, ChangeOptions options) {
		return onLoop(() -> {
			this.changes.validate(definitions, options);
			return null;
		});
	}

	@Override
	public CompletionStage<App> scale(String app, int instances, ChangeOptions options) {
		if (instances < 0) {
			throw new IllegalArgumentException("'instances' must not be negative but is " + instances);
		}
		return change(app, options, (state) -> this.changes.scale(state, instances));
	}

	@Override
	public CompletionStage<App> restart(String app, @Nullable Integer index, ChangeOptions options) {
		return change(app, options, (state) -> this.changes.restart(state, index));
	}

	@Override
	public CompletionStage<App> pause(String app, ChangeOptions options) {
		return change(app, options, (state) -> this.changes.pause(state, true));
	}

	@Override
	public CompletionStage<App> resume(String app, ChangeOptions options) {
		return change(app, options, (state) -> this.changes.pause(state, false));
	}

	@Override
	public CompletionStage<App> replace(String app, int index, ChangeOptions options) {
		return change(app, options, (state) -> this.changes.replace(state, index));
	}

	@Override
	public CompletionStage<App> remove(String app, ChangeOptions options) {
		return change(app, options, this.changes::remove);
	}

	@Override
	public CompletionStage<App> control(String app, DeploymentAction action, ChangeOptions options) {
		return change(app, options, (state) -> this.changes.control(state, action));
	}

	@Override
	public CompletionStage<Instance> kill(String taskId) {
		return onLoop(() -> this.changes.kill(taskId));
	}

	@Override
	public CompletionStage<App> kill(String app, @Nullable Integer index, ChangeOptions options) {
		return change(app, options, (state) -> this.changes.kill(state, index));
	}

	@Override
	public CompletionStage<ReconciliationProgress> reconcile() {
		return onLoop(() -> {
			if (!this.turn.isSubscribed()) {
				throw new IllegalStateException("The framework is not subscribed: it reconciles as soon as it is");
			}
			this.reconciler.request(this.effects.liveTasks(), now());
			return this.reconciler.progress();
		});
	}

	@Override
	public ReconciliationProgress reconciliation() {
		return this.reconciler.progress();
	}

	@Override
	public List<App> apps() {
		return this.apps.views(now());
	}

	@Override
	public @Nullable App app(String app) {
		AppView view = this.apps.view(app);
		return (view != null) ? view.toApp(now(), true) : null;
	}

	@Override
	public @Nullable Instance task(String taskId) {
		TaskIds.Parts id = TaskIds.read(taskId);
		AppView view = (id != null) ? this.apps.view(id.app()) : null;
		Instance instance = (id != null && view != null) ? view.instance(id.index()) : null;
		Launch launch = (instance != null) ? instance.launch() : null;
		return (id != null && launch != null && launch.taskId().equals(id.launchId())) ? instance : null;
	}

	@Override
	public @Nullable AppHistory history(String app) {
		AppView view = this.apps.view(app);
		return (view != null) ? view.history() : null;
	}

	@Override
	public List<Waiting> waiting(String app) {
		AppView view = this.apps.view(app);
		return (view != null) ? WhyWaiting.of(view, this.scheduler.frameworkInfo(), now()) : List.of();
	}

	@Override
	public InstanceCounts counts() {
		return this.apps.counts();
	}

	@Override
	public List<Reservation> reservations() {
		return this.reservations.reservations();
	}

	@Override
	public TaskManagerStatus status() {
		return new TaskManagerStatus(this.kills.inFlight(), this.kills.waiting(), this.instances.overdue(),
				this.unowned.abandonedCount(), this.unowned.orphanCount(), this.reservations.orphanCount(),
				this.deployments.running(), this.journal.status());
	}

	/**
	 * Return the resource manager, which knows the current offers and their use.
	 * @return the resource manager
	 */
	public ResourceManager resources() {
		return this.offers;
	}

	@Override
	public void addListener(TaskListener listener) {
		this.events.addListener(listener);
	}

	private CompletionStage<App> change(String name, ChangeOptions options, Consumer<AppState> change) {
		return onLoop(() -> this.changes.change(name, options, change));
	}

	private <T> CompletionStage<T> onLoop(Supplier<T> action) {
		CompletableFuture<T> result = this.results.create();
		Runnable task = () -> {
			try {
				this.journal.requireWriter();
				T value = action.get();
				this.turn.publish();
				this.turns.workArrived();
				this.turns.request();
				this.journal.whenDurable(() -> result.complete(value));
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		};
		try {
			this.scheduler.execute(task);
			this.results.handedOver();
		}
		catch (RejectedExecutionException ex) {
			result.completeExceptionally(ex);
		}
		return result;
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler from) {
		this.mesosEvents.onEvent(event, from);
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler from) {
		this.mesosEvents.onLifecycle(event, from);
		this.results.onLifecycle(event);
	}

	private Instant now() {
		return this.clock.instant();
	}

}
