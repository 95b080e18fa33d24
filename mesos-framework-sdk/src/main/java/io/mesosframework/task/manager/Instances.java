package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskStateChanged;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.InstanceTimers;
import io.mesosframework.task.internal.app.InstanceUpdates;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.instance.Decision;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.state.StateWriter;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredInstance;
import io.mesosframework.util.Times;

/**
 * Records decisions on the instances of all apps, publishes them as events and triggers
 * their effects. Used on the event loop only, except for {@link #overdue()}.
 */
final class Instances implements InstanceUpdates {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final Apps apps;

	private final TaskIndex index;

	private final InstanceTimers timers;

	private final StateWriter journal;

	private final InstanceEffects effects;

	private final UnownedTasks unowned;

	private final TaskEvents events;

	private final LogContexts contexts;

	private final Turns turns;

	private final Clock clock;

	private FailureListener failures = (app, after, now) -> {
	};

	private volatile int overdue;

	Instances(Apps apps, TaskIndex index, InstanceTimers timers, StateWriter journal, InstanceEffects effects,
			UnownedTasks unowned, TaskEvents events, LogContexts contexts, Turns turns, Clock clock) {
		this.apps = apps;
		this.index = index;
		this.timers = timers;
		this.journal = journal;
		this.effects = effects;
		this.unowned = unowned;
		this.events = events;
		this.contexts = contexts;
		this.turns = turns;
		this.clock = clock;
	}

	/** Set the listener for failures of instances. */
	void onFailure(FailureListener listener) {
		this.failures = listener;
	}

	/** Return the number of overdue launches; may be called on any thread. */
	int overdue() {
		return this.overdue;
	}

	/** Restore a stored instance of an app. */
	void restore(AppState app, Instance instance) {
		app.put(instance);
		this.timers.note(app, instance);
		this.index.update(app, null, instance);
		this.overdue += isOverdue(instance) ? 1 : 0;
		this.turns.workChanged();
	}

	@Override
	public void apply(AppState app, @Nullable Instance before, Decision decision) {
		Instance after = decision.instance();
		if (!after.equals(before)) {
			record(app, before, after);
			if (before != null) {
				this.effects.stopKilling(before, after);
				changed(app, before, decision);
			}
		}
		decision.effects().forEach(this.effects::perform);
		if (!after.goal().runs() && after.phase().isDone() && app.tooMany(after)) {
			app.remove(after.index());
			store(app, after.index());
			this.index.remove(app, after);
			endIfEmpty(app);
		}
	}

	private void record(AppState app, @Nullable Instance before, Instance after) {
		app.put(after);
		store(app, after.index());
		this.timers.note(app, after);
		this.index.update(app, before, after);
		boolean waits = after.phase() == Phase.WAITING && (before == null || before.phase() != Phase.WAITING);
		if (waits && Times.isDue(after.due(), now())) {
			// the resources that it needs may be filtered because their offers were
			// declined
			this.turns.workArrived();
		}
		if (before == null || before.phase() == Phase.WAITING || after.phase() == Phase.WAITING
				|| before.phase().isLive() != after.phase().isLive()) {
			this.turns.workChanged();
		}
	}

	private void store(AppState app, int number) {
		this.journal.changed(StoreKeys.instance(app.name(), number), () -> StoredInstance.of(app.instance(number)));
	}

	@SuppressWarnings("try")
	private void changed(AppState app, Instance before, Decision decision) {
		Instance after = decision.instance();
		this.overdue += (isOverdue(after) ? 1 : 0) - (isOverdue(before) ? 1 : 0);
		try (LogContext ids = this.contexts.of(after)) {
			if (before.phase() != after.phase()) {
				log(after);
			}
		}
		app.changed(before, after, now());
		this.events.add(new TaskStateChanged(before, after));
		if (decision.failure()) {
			try (LogContext ids = this.contexts.of(app.name())) {
				this.failures.failed(app, after, now());
			}
		}
	}

	/** Forget an app that is being removed if it has no instances left. */
	@SuppressWarnings("try")
	void endIfEmpty(AppState app) {
		if (app.removing() && app.size() == 0 && this.apps.remove(app)) {
			try (LogContext ids = this.contexts.of(app.name())) {
				logger.info("App '{}' has ended", app.name());
			}
			this.unowned.removed(app.name(), now());
			this.events.add(new AppRemoved(app.name(), app.version()));
		}
	}

	private static boolean isOverdue(Instance instance) {
		return instance.phase() == Phase.LAUNCHING && instance.attempts() > 0;
	}

	private static void log(Instance after) {
		Launch launch = after.launch();
		if (launch != null && after.phase() == Phase.LAUNCHING) {
			logger.info("{}[{}] is LAUNCHING as task {} on {}", after.app(), after.index(), launch.taskId(),
					launch.hostname());
			return;
		}
		// a task that is being killed has not reported anything about the kill yet
		String message = (launch != null && after.phase() != Phase.ENDING) ? launch.message() : null;
		logger.info("{}[{}] is {}{}{}", after.app(), after.index(), after.phase(),
				(message != null) ? ": " + message : "", after.isCrashLooping() ? " (crash loop)" : "");
	}

	private Instant now() {
		return this.clock.instant();
	}

	/**
	 * Listener for failures of instances.
	 */
	@FunctionalInterface
	interface FailureListener {

		/**
		 * Handle the failure of an instance.
		 * @param app the app of the instance
		 * @param after the instance after the failure
		 * @param now the current time
		 */
		void failed(AppState app, Instance after, Instant now);

	}

}
