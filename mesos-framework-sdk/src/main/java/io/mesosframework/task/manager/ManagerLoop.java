package io.mesosframework.task.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.UnknownTaskPolicy;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.InstanceTimers;
import io.mesosframework.task.internal.instance.Decision;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.launch.Launcher;
import io.mesosframework.task.internal.reconcile.Reconciler;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.task.internal.state.StateWriter;

/**
 * The part of a task manager that lives on the event loop. What events and users have
 * changed is recorded at once; at the end of a burst of changes comes a turn, in which
 * everything that has become possible is done.
 *
 * @since 0.1.0
 */
public final class ManagerLoop implements SchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(ManagerLoop.class);

	private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

	private static final Duration QUIET = Duration.ofMillis(500);

	private static final Duration LONGEST_SETTLE = Duration.ofSeconds(30);

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final StateWriter journal;

	private final Instances instances;

	private final StatusUpdates updates;

	private final Reconciler reconciler;

	private final InstanceTimers agenda;

	private final ReservationKeeper reservations;

	private final Launcher launcher;

	/** Agents of whose failure has been heard since the last turn. */
	private final Set<String> failedAgents = new HashSet<>();

	private boolean subscribed;

	private boolean turnComing;

	private boolean freshWork;

	private volatile Runnable deposed = () -> {
	};

	private boolean told;

	private boolean settled;

	private Instant settledAt = Instant.MIN;

	private Instant settlesLatest = Instant.MIN;

	ManagerLoop(MesosScheduler scheduler, TaskManagerOptions options, PlacementExtensions extensions) {
		this.scheduler = scheduler;
		this.options = options;
		InstanceLogic logic = new InstanceLogic(options.timeouts(), options.random());
		this.agenda = new InstanceTimers(options.timers(), this::wakeUp);
		this.journal = new StateWriter(this::inLoop, options.timers(), () -> turnSoon(false));
		scheduler.guardAcknowledgements(this.journal::whenDurable);
		this.instances = new Instances(scheduler, options, logic, this.agenda, this.journal);
		this.reservations = new ReservationKeeper(this, scheduler, options, logic);
		this.updates = new StatusUpdates(this.instances, logic, options, this.reservations);
		this.reconciler = new Reconciler(scheduler, options, this.instances::publish);
		this.launcher = new Launcher(this, scheduler, options, logic, this.reservations, extensions);
	}

	public StateWriter journal() {
		return this.journal;
	}

	public Instances instances() {
		return this.instances;
	}

	StatusUpdates updates() {
		return this.updates;
	}

	Reconciler reconciler() {
		return this.reconciler;
	}

	ReservationKeeper reservations() {
		return this.reservations;
	}

	Launcher launcher() {
		return this.launcher;
	}

	boolean isSubscribed() {
		return this.subscribed;
	}

	/** Set what is done when another one writes the store. */
	void whenDeposed(Runnable action) {
		this.deposed = action;
	}

	/**
	 * Begin with what an earlier life has stored. Called before the event loop starts.
	 */
	void restore(FrameworkState.Opened opened) {
		// all tasks are known, so that there is no news to wait for
		this.settled |= new StateRestorer(this.instances, this.reservations, now()).restore(opened.entries());
		this.journal.open(opened.session());
		this.instances.restored();
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler from) {
		TaskStatus status = event.taskStatus();
		if (status != null) {
			this.launcher.onEvent(event);
			this.reconciler.answered(status.getTaskId().getValue(), now());
			if (this.updates.update(status)) {
				settleLonger();
			}
			turnSoon(false);
		}
		else if (event.type() == Event.Type.OFFERS || event.type() == Event.Type.RESCIND
				|| event.type() == Event.Type.INVERSE_OFFERS) {
			if (this.reservations.offered(event.offers())) {
				this.launcher.workChanged();
			}
			this.launcher.onEvent(event);
			turnSoon(false);
		}
		else if (event.operationStatus() != null && this.reservations.operation(event.operationStatus())) {
			reservationsChanged();
		}
		else if (event.type() == Event.Type.FAILURE && event.event().getFailure().hasAgentId()
				&& !event.event().getFailure().hasExecutorId()) {
			// after a failover of the master this may be the only word of a lost agent
			this.failedAgents.add(event.event().getFailure().getAgentId().getValue());
			turnSoon(false);
		}
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler from) {
		if (event instanceof MesosSubscribed start) {
			if (!this.journal.isOpen()) {
				throw new IllegalStateException(
						"The task manager does not know its tasks: restore it before the framework is started");
			}
			this.subscribed = true;
			settle(start);
			this.launcher.subscribed();
			this.reservations.subscribed(now());
			this.instances.subscribed(now());
			this.reconciler.subscribed(liveTasks(), now());
			turnSoon(false);
		}
		else if (event instanceof MesosDisconnected) {
			this.subscribed = false;
			this.launcher.disconnected();
			this.reconciler.stop();
		}
	}

	/**
	 * A framework that is resumed without any knowledge of its tasks may have some: hear
	 * of them before anything is launched, or it would run twice.
	 */
	private void settle(MesosSubscribed start) {
		this.settled |= !start.reregistered() || this.options.unknownTasks() != UnknownTaskPolicy.ADOPT;
		if (!this.settled) {
			this.settledAt = now().plus(this.options.settle());
			this.settlesLatest = now().plus(LONGEST_SETTLE);
		}
	}

	private void settleLonger() {
		Instant later = now().plus(QUIET);
		if (now().isBefore(this.settledAt) && later.isAfter(this.settledAt) && later.isBefore(this.settlesLatest)) {
			this.settledAt = later;
		}
	}

	/** Return the agents of all tasks that may exist, by task id. */
	Map<String, String> liveTasks() {
		return this.instances.liveTasks();
	}

	/** Record a decision on an instance. */
	public void apply(AppState app, @Nullable Instance before, Decision decision) {
		this.instances.apply(app, before, decision);
	}

	/** What instances may do in their reservations has changed. */
	public void reservationsChanged() {
		this.launcher.workChanged();
		turnSoon(false);
	}

	/** Launches that were decided have never reached the master. */
	public void notSent(Map<String, Instance> launched) {
		launched.forEach((taskId, before) -> {
			AppState app = this.instances.apps().get(before.app());
			Instance instance = (app != null) ? app.instance(before.index()) : null;
			Launch launch = (instance != null) ? instance.launch() : null;
			if (app != null && instance != null && launch != null && launch.taskId().equals(taskId)) {
				this.instances.launchNotSent(app, instance);
			}
		});
		reservationsChanged();
	}

	/** Let a turn come when what is being handled now is done. */
	public void turnSoon(boolean fresh) {
		this.freshWork |= fresh;
		if (!this.turnComing) {
			this.turnComing = true;
			inLoop(() -> {
				this.turnComing = false;
				turn();
			});
		}
	}

	private void wakeUp() {
		inLoop(() -> {
			this.agenda.rang();
			turn();
		});
	}

	private void inLoop(Runnable action) {
		try {
			this.scheduler.execute(action);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The scheduler has ended: nothing is due any more", ex);
		}
	}

	/** What is due, what can be replaced or placed, and when to wake up. */
	private void turn() {
		Instant now = now();
		boolean done = false;
		try {
			turn(now);
			done = true;
		}
		finally {
			if (!done) {
				// what was left is tried again soon, but does not run hot
				this.launcher.workChanged();
			}
			this.journal.flush();
			this.agenda.alarm(done ? nextAlarm(now) : now.plus(AFTER_A_FAILURE), now);
		}
	}

	private void turn(Instant now) {
		if (this.journal.fenced() != null) {
			if (!this.told) {
				this.told = true;
				this.deposed.run();
			}
			return;
		}
		if (this.subscribed) {
			this.instances.runDue(this.reconciler::isOpen, now);
		}
		this.instances.deployments().turn(now);
		if (this.subscribed) {
			doubtFailedAgents(now);
			this.instances.strangers().killAgain(now);
			this.reconciler.run(this::liveTasks, now);
			if (this.journal.isWriting()) {
				// what is decided next builds on what is being written
				this.launcher.freshen(now);
			}
			else if (!now.isBefore(this.settledAt)) {
				this.settled = true;
				place(now);
			}
		}
	}

	/** Place what waits, if it may come out otherwise than the last time. */
	private void place(Instant now) {
		boolean fresh = this.freshWork;
		if (this.instances.takeUnplaced() || fresh) {
			this.launcher.workChanged();
		}
		if (this.launcher.needsPlacement(now)) {
			this.freshWork = false;
			if (this.launcher.place(this.instances.apps().values(), fresh, now)) {
				turnSoon(false);
			}
		}
	}

	private void doubtFailedAgents(Instant now) {
		if (!this.failedAgents.isEmpty()) {
			Map<String, String> doubtful = liveTasks();
			doubtful.values().retainAll(this.failedAgents);
			this.failedAgents.clear();
			this.reconciler.doubt(doubtful, now);
		}
	}

	private @Nullable Instant nextAlarm(Instant now) {
		Instant next = null;
		boolean settling = now.isBefore(this.settledAt);
		for (Instant candidate : new Instant[] { this.subscribed ? this.agenda.next() : null,
				this.instances.deployments().due(), (this.subscribed && !settling) ? this.launcher.due() : null,
				this.subscribed ? this.reconciler.due() : null,
				this.subscribed ? this.instances.strangers().due() : null, settling ? this.settledAt : null }) {
			if (candidate != null && (next == null || candidate.isBefore(next))) {
				next = candidate;
			}
		}
		return next;
	}

	Instant now() {
		return this.options.clock().instant();
	}

}
