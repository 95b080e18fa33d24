package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.internal.app.Deployments;
import io.mesosframework.task.internal.app.InstanceTimers;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.launch.Launcher;
import io.mesosframework.task.internal.reconcile.Reconciler;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.state.StateWriter;
import io.mesosframework.util.Times;

/**
 * Turn of the task manager: carries out everything that has become possible or due,
 * publishes and stores the changes, and sets the alarm for the next turn. Used on the
 * event loop only.
 */
final class ManagerTurn {

	private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

	private final Apps apps;

	private final InstanceCommands commands;

	private final InstanceEffects effects;

	private final InstanceTimers timers;

	private final Deployments deployments;

	private final UnownedTasks unowned;

	private final Reconciler reconciler;

	private final Launcher launcher;

	private final StateWriter journal;

	private final Settling settling;

	private final TaskEvents events;

	private final Turns turns;

	private final Clock clock;

	/** Agents whose failure was reported since the last turn. */
	private final Set<String> failedAgents = new HashSet<>();

	private boolean subscribed;

	private volatile Runnable deposed = () -> {
	};

	private boolean told;

	ManagerTurn(Apps apps, InstanceCommands commands, InstanceEffects effects, InstanceTimers timers,
			Deployments deployments, UnownedTasks unowned, Reconciler reconciler, Launcher launcher,
			StateWriter journal, Settling settling, TaskEvents events, Turns turns, Clock clock) {
		this.apps = apps;
		this.commands = commands;
		this.effects = effects;
		this.timers = timers;
		this.deployments = deployments;
		this.unowned = unowned;
		this.reconciler = reconciler;
		this.launcher = launcher;
		this.journal = journal;
		this.settling = settling;
		this.events = events;
		this.turns = turns;
		this.clock = clock;
	}

	/**
	 * Set the action to run when another process has become the writer of the store; may
	 * be called on any thread.
	 */
	void whenDeposed(Runnable action) {
		this.deposed = action;
	}

	boolean isSubscribed() {
		return this.subscribed;
	}

	void subscribed(boolean now) {
		this.subscribed = now;
	}

	/**
	 * Note the failure of an agent. After a failover of the master there may be no
	 * further updates on its tasks.
	 */
	void agentFailed(String agentId) {
		this.failedAgents.add(agentId);
	}

	/** Make a completed change visible to other threads and notify the listeners. */
	void publish() {
		this.apps.publish();
		this.events.publish();
	}

	void run() {
		Instant now = this.clock.instant();
		boolean done = false;
		try {
			run(now);
			done = true;
		}
		finally {
			if (!done) {
				// the remaining work is retried soon, without a busy loop
				this.turns.workChanged();
			}
			publish();
			this.journal.flush();
			this.turns.alarm(done ? nextAlarm(now) : now.plus(AFTER_A_FAILURE), now);
		}
	}

	private void run(Instant now) {
		if (this.journal.fenced() != null) {
			if (!this.told) {
				this.told = true;
				this.deposed.run();
			}
			return;
		}
		if (this.subscribed) {
			this.commands.runDue(this.reconciler::isOpen, now);
		}
		this.deployments.turn(now);
		if (this.subscribed) {
			reconcileFailedAgents(now);
			this.unowned.killAgain(now);
			this.reconciler.run(this.effects::liveTasks, now);
			if (this.journal.isWriting()) {
				// the next decisions depend on the changes being written
				this.launcher.freshen(now);
			}
			else if (this.settling.isOver(now) && this.launcher.needsPlacement(now)) {
				place(now);
			}
		}
	}

	/** Run a placement round because its outcome may differ from that of the last one. */
	private void place(Instant now) {
		Launcher.Round round = this.launcher.place(this.apps.all(), this.turns.takeFreshWork(), now);
		round.findings().publish();
		if (round.unfinished()) {
			this.turns.request();
		}
	}

	private void reconcileFailedAgents(Instant now) {
		if (!this.failedAgents.isEmpty()) {
			Map<String, String> doubtful = this.effects.liveTasks();
			doubtful.values().retainAll(this.failedAgents);
			this.failedAgents.clear();
			this.reconciler.doubt(doubtful, now);
		}
	}

	private @Nullable Instant nextAlarm(Instant now) {
		Instant settled = this.settling.due(now);
		if (!this.subscribed) {
			return Times.earliest(this.deployments.due(), settled);
		}
		return Times.earliest(this.timers.next(), this.deployments.due(), this.reconciler.due(), this.unowned.due(),
				(settled != null) ? settled : this.launcher.due());
	}

}
