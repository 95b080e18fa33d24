package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.InstanceTimers;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.instance.Decision;
import io.mesosframework.task.internal.instance.InstanceLogic;

/**
 * Commands on instances that come from users, deployments and timers. Used on the event
 * loop only.
 */
final class InstanceCommands {

	private final Apps apps;

	private final Instances instances;

	private final InstanceLogic logic;

	private final InstanceTimers timers;

	private final TaskIndex index;

	private final Turns turns;

	private final Clock clock;

	InstanceCommands(Apps apps, Instances instances, InstanceLogic logic, InstanceTimers timers, TaskIndex index,
			Turns turns, Clock clock) {
		this.apps = apps;
		this.instances = instances;
		this.logic = logic;
		this.timers = timers;
		this.index = index;
		this.turns = turns;
		this.clock = clock;
	}

	/** Create or remove instances until the app has its target number. */
	void fill(AppState app) {
		Instant now = now();
		int target = app.target();
		for (int number = 0; number < target; number++) {
			Instance instance = app.instance(number);
			if (instance == null) {
				this.instances.apply(app, null,
						Decision.of(Instance.create(app.name(), number, InstanceLogic.goalOf(app.definition()), now)));
			}
			else if (instance.goal() == Goal.HELD || (instance.goal() == Goal.KILLED && app.isOld(instance))) {
				restart(app, instance);
			}
		}
		for (Instance instance : app.instances()) {
			boolean done = instance.phase().isDone();
			// instances that have ended stay as they are while the app is paused
			boolean pauses = app.paused() && instance.goal().runs() && !done;
			if (app.tooMany(instance) ? done || instance.goal() != Goal.HELD : pauses) {
				this.instances.apply(app, instance, this.logic.hold(instance, now));
			}
		}
		this.instances.endIfEmpty(app);
	}

	/** Kill an instance and relaunch it. */
	void restart(AppState app, Instance instance) {
		this.instances.apply(app, instance, this.logic.restart(instance, app.definition(), now()));
	}

	/** Relaunch an instance in another place without waiting for its agent. */
	void replace(AppState app, Instance instance) {
		this.instances.apply(app, instance, this.logic.replace(instance, app.definition(), now()));
	}

	/** Kill an instance that is not to run again. */
	void stop(AppState app, Instance instance) {
		this.instances.apply(app, instance, this.logic.stop(instance, now()));
	}

	/**
	 * Return instances to {@code WAITING} because their launches did not reach the
	 * master.
	 * @param launched the instances before the launch, by launch id
	 */
	void notLaunched(Map<String, Instance> launched) {
		launched.forEach((taskId, before) -> {
			AppState app = this.apps.get(before.app());
			Instance instance = (app != null) ? app.instance(before.index()) : null;
			Launch launch = (instance != null) ? instance.launch() : null;
			if (app != null && instance != null && launch != null && launch.taskId().equals(taskId)) {
				this.instances.apply(app, instance, this.logic.launchNotSent(instance, now()));
			}
		});
		this.turns.workChanged();
		this.turns.request();
	}

	/**
	 * Send kills again at the start of a session, since they may have been lost before.
	 */
	void killAnew(Instant now) {
		for (AppState app : this.apps.all()) {
			app.instances()
				.stream()
				.filter((instance) -> instance.phase() == Phase.ENDING)
				.forEach((instance) -> this.instances.apply(app, instance, this.logic.killAnew(instance, now)));
		}
	}

	/**
	 * Process every instance that is due. Called only during a session: without one no
	 * status updates arrive.
	 * @param unanswered tests whether a task is being reconciled and the master has not
	 * answered yet
	 * @param now the current time
	 */
	void runDue(Predicate<String> unanswered, Instant now) {
		for (InstanceTimers.Due due : this.timers.take(now)) {
			Instance instance = due.app().instance(due.index());
			if (instance != null && instance.phase() != Phase.WAITING) {
				this.instances.apply(due.app(), instance,
						isUnanswered(instance, unanswered) ? this.logic.unanswered(instance, now)
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
		return this.clock.instant();
	}

}
