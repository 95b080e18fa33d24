package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.ResourceManager;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.LogContext;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.Instance;
import io.mesosframework.task.InstanceCounts;
import io.mesosframework.task.ReconciliationProgress;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.TaskListener;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskManagerStatus;
import io.mesosframework.task.Waiting;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.WhyWaiting;

/**
 * The task manager of one scheduler. Add it as a listener to the scheduler's driver
 * before the driver is started. Everything that changes runs on the event loop, in turns:
 * what events and users have changed is recorded at once, and at the end of a turn
 * everything that has become possible is done.
 *
 * @since 0.1.0
 */
public final class DefaultTaskManager implements TaskManager, SchedulerListener {

	private final MesosScheduler scheduler;

	private final FrameworkState state;

	private final ManagerLoop loop;

	private final Instances instances;

	private final AppChanges changes;

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
	 * @param extensions rules and scores of the application
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
	 * @param extensions rules and scores of the application
	 * @param state what is stored; of one framework, and for this manager alone
	 */
	public DefaultTaskManager(MesosScheduler scheduler, TaskManagerOptions options, PlacementExtensions extensions,
			FrameworkState state) {
		this.scheduler = scheduler;
		this.state = state;
		this.loop = new ManagerLoop(scheduler, options, extensions);
		this.instances = this.loop.instances();
		this.changes = new AppChanges(this.loop);
	}

	/**
	 * Become the writer of the store and take over what it holds: every task that may
	 * exist is known afterwards. To be called once, and to be waited for before the
	 * scheduler's driver is started.
	 * @param epoch the epoch of the leadership, or {@link TaskStore#NEXT_EPOCH} where
	 * nobody else can lead
	 * @return completes when that is done; fails with a
	 * {@link io.mesosframework.store.StoreException} that names what cannot be read
	 */
	public CompletionStage<@Nullable Void> restore(long epoch) {
		return this.state.open(epoch).thenApply((opened) -> {
			this.loop.restore(opened);
			return null;
		});
	}

	/**
	 * Set what is done when another one has become the writer of the store. Nothing is
	 * launched, killed or acknowledged any more from then on; the driver should be
	 * stopped.
	 * @param action what is done, on the event loop
	 */
	public void whenDeposed(Runnable action) {
		this.loop.whenDeposed(action);
	}

	@Override
	public CompletionStage<List<App>> deploy(Collection<TaskDefinition> definitions, ChangeOptions options) {
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
			if (!this.loop.isSubscribed()) {
				throw new IllegalStateException("The framework is not subscribed: it reconciles as soon as it is");
			}
			this.loop.reconciler().request(this.loop.liveTasks(), now());
			return this.loop.reconciler().progress();
		});
	}

	@Override
	public ReconciliationProgress reconciliation() {
		return this.loop.reconciler().progress();
	}

	@Override
	public List<App> apps() {
		return this.instances.apps().values().stream().map((app) -> app.view(now(), false)).toList();
	}

	@Override
	public @Nullable App app(String app) {
		AppState state = this.instances.apps().get(app);
		return (state != null) ? state.view(now(), true) : null;
	}

	@Override
	public @Nullable Instance task(String taskId) {
		return this.instances.index().instance(taskId);
	}

	@Override
	public @Nullable AppHistory history(String app) {
		AppState state = this.instances.apps().get(app);
		return (state != null) ? state.history() : null;
	}

	@Override
	public List<Waiting> waiting(String app) {
		AppState state = this.instances.apps().get(app);
		return (state != null) ? WhyWaiting.of(state, this.scheduler.frameworkInfo(), now()) : List.of();
	}

	@Override
	public InstanceCounts counts() {
		return this.instances.counts();
	}

	@Override
	public List<Reservation> reservations() {
		return this.loop.reservations().reservations();
	}

	@Override
	public TaskManagerStatus status() {
		return new TaskManagerStatus(this.instances.kills().inFlight(), this.instances.kills().waiting(),
				this.instances.overdue(), this.instances.strangers().abandonedCount(),
				this.instances.strangers().orphanCount(), this.loop.reservations().orphanCount(),
				this.instances.deployments().running(), this.loop.journal().status());
	}

	/**
	 * Return what is offered and what has become of it.
	 * @return the resource manager
	 */
	public ResourceManager resources() {
		return this.loop.launcher().offers();
	}

	@Override
	public void addListener(TaskListener listener) {
		this.instances.addListener(listener);
	}

	@SuppressWarnings("try")
	private CompletionStage<App> change(String name, ChangeOptions options, Consumer<AppState> change) {
		return onLoop(() -> {
			AppState app = this.changes.require(name, options);
			try (LogContext ids = this.instances.context(name)) {
				change.accept(app);
			}
			return app.view(now(), true);
		});
	}

	private <T> CompletionStage<T> onLoop(Supplier<T> action) {
		CompletableFuture<T> result = this.results.create();
		Runnable task = () -> {
			try {
				this.loop.journal().requireWriter();
				T value = action.get();
				this.loop.turnSoon(true);
				this.loop.journal().whenDurable(() -> result.complete(value));
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
		this.loop.onEvent(event, from);
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler from) {
		this.loop.onLifecycle(event, from);
		this.results.onLifecycle(event);
	}

	private Instant now() {
		return this.loop.now();
	}

}
