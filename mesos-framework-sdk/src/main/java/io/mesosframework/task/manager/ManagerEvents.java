package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Instant;

import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.launch.Launcher;
import io.mesosframework.task.internal.reconcile.Reconciler;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.task.internal.state.StateWriter;

/**
 * Dispatches the events of Mesos to the parts of the task manager and requests a turn.
 * Used on the event loop only.
 */
final class ManagerEvents implements SchedulerListener {

	private final StatusUpdates updates;

	private final InstanceCommands commands;

	private final InstanceEffects effects;

	private final UnownedTasks unowned;

	private final Reconciler reconciler;

	private final ReservationKeeper reservations;

	private final Launcher launcher;

	private final StateWriter journal;

	private final Settling settling;

	private final ManagerTurn turn;

	private final Turns turns;

	private final Clock clock;

	ManagerEvents(StatusUpdates updates, InstanceCommands commands, InstanceEffects effects, UnownedTasks unowned,
			Reconciler reconciler, ReservationKeeper reservations, Launcher launcher, StateWriter journal,
			Settling settling, ManagerTurn turn, Turns turns, Clock clock) {
		this.updates = updates;
		this.commands = commands;
		this.effects = effects;
		this.unowned = unowned;
		this.reconciler = reconciler;
		this.reservations = reservations;
		this.launcher = launcher;
		this.journal = journal;
		this.settling = settling;
		this.turn = turn;
		this.turns = turns;
		this.clock = clock;
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler from) {
		TaskStatus status = event.taskStatus();
		if (status != null) {
			this.launcher.onEvent(event);
			update(status);
			this.turns.request();
		}
		else if (event.type() == Event.Type.OFFERS || event.type() == Event.Type.RESCIND
				|| event.type() == Event.Type.INVERSE_OFFERS) {
			if (this.reservations.offered(event.offers())) {
				this.turns.workChanged();
			}
			this.launcher.onEvent(event);
			this.turns.request();
		}
		else if (event.operationStatus() != null && this.reservations.operation(event.operationStatus())) {
			this.turns.workChanged();
			this.turns.request();
		}
		else if (event.type() == Event.Type.FAILURE && event.event().getFailure().hasAgentId()
				&& !event.event().getFailure().hasExecutorId()) {
			this.turn.agentFailed(event.event().getFailure().getAgentId().getValue());
			this.turns.request();
		}
	}

	private void update(TaskStatus status) {
		this.reconciler.answered(status.getTaskId().getValue(), this.clock.instant());
		if (this.updates.update(status)) {
			this.settling.heard();
		}
		this.turn.publish();
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler from) {
		if (event instanceof MesosSubscribed start) {
			if (!this.journal.isOpen()) {
				throw new IllegalStateException(
						"The task manager does not know its tasks: restore it before the framework is started");
			}
			subscribed(start);
			this.turns.request();
		}
		else if (event instanceof MesosDisconnected) {
			this.turn.subscribed(false);
			this.launcher.disconnected();
			this.reconciler.stop();
		}
	}

	private void subscribed(MesosSubscribed start) {
		Instant now = this.clock.instant();
		this.turn.subscribed(true);
		this.settling.subscribed(start);
		this.launcher.subscribed();
		this.reservations.subscribed(now);
		this.commands.killAnew(now);
		this.unowned.subscribed(now);
		this.reconciler.subscribed(this.effects.liveTasks(), now);
	}

}
