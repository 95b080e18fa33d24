package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.task.GangFailed;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.Deployments;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.app.TaskIndex.TaskRef;
import io.mesosframework.task.internal.instance.Decision;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.StatusReport;
import io.mesosframework.task.internal.instance.TaskStates;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.reconcile.UnownedTasks.Orphan;
import io.mesosframework.task.internal.reservation.ReservationKeeper;

/**
 * Applies status updates to instances and to tasks that no instance owns. Used on the
 * event loop only.
 */
final class StatusUpdates {

	private static final Logger logger = LoggerFactory.getLogger(StatusUpdates.class);

	private final Apps apps;

	private final TaskIndex index;

	private final Instances instances;

	private final InstanceCommands commands;

	private final InstanceLogic logic;

	private final UnownedTasks unowned;

	private final Deployments deployments;

	private final ReservationKeeper reservations;

	private final TaskEvents events;

	private final TaskManagerOptions options;

	StatusUpdates(Apps apps, TaskIndex index, Instances instances, InstanceCommands commands, InstanceLogic logic,
			UnownedTasks unowned, Deployments deployments, ReservationKeeper reservations, TaskEvents events,
			TaskManagerOptions options) {
		this.apps = apps;
		this.index = index;
		this.instances = instances;
		this.commands = commands;
		this.logic = logic;
		this.unowned = unowned;
		this.deployments = deployments;
		this.reservations = reservations;
		this.events = events;
		this.options = options;
	}

	/**
	 * Handle a status update.
	 * @return whether the task belonged to no known instance
	 */
	boolean update(TaskStatus status) {
		String taskId = status.getTaskId().getValue();
		StatusReport report = StatusReport.of(status);
		TaskRef ref = this.index.find(taskId);
		Instance instance = (ref != null) ? ref.instance() : null;
		if (ref == null || instance == null) {
			strange(taskId, status.getAgentId().getValue(), report);
			return true;
		}
		update(ref, instance, taskId, report);
		return false;
	}

	private void update(TaskRef ref, Instance instance, String taskId, StatusReport report) {
		Instant now = this.options.clock().instant();
		if (TaskStates.isTerminal(report.state())) {
			this.unowned.ended(taskId, report, now);
		}
		Launch launch = instance.launch();
		boolean back = launch != null && isTakenBack(ref.app(), instance, launch, report);
		if (!instance.phase().isLive() && launch != null && !back) {
			over(taskId, launch.agentId(), report, now);
			return;
		}
		StatusReport heard = (ref.group() != null) ? ref.group().report(taskId, report) : report;
		StatusReport whole = this.reservations.heard(instance, heard, now);
		AppState app = ref.app();
		Decision decision = this.logic.status(instance, app.definitionOf(instance), whole, now);
		this.instances.apply(app, instance, decision);
		if (back && launch != null && decision.instance().phase().isLive()) {
			this.index.tasksOf(launch.taskId()).forEach((id) -> this.unowned.forget(id, now));
		}
		if (decision.failure() && app.definition().placement().failFast()) {
			failFast(app, decision.instance());
		}
	}

	/**
	 * Return whether a task that was given up can be re-adopted: its instance is still
	 * waiting, the launch is not outdated, and the instance is not bound to another place
	 * by a reservation.
	 */
	private boolean isTakenBack(AppState app, Instance instance, Launch launch, StatusReport report) {
		TaskDefinition definition = app.definitionOf(instance);
		return InstanceLogic.isTakenBack(instance, definition, report)
				&& !app.outdated(instance.with(Phase.RUNNING, launch, null))
				&& this.reservations.isStillAt(instance, definition);
	}

	/**
	 * Kill a task that was given up and that its instance, which has no other task yet,
	 * cannot re-adopt. While the task is unreachable, the kill is deferred.
	 */
	private void over(String taskId, String agentId, StatusReport report, Instant now) {
		if (InstanceLogic.returned(taskId, agentId, report.state()) != null) {
			this.unowned.kill(taskId, agentId, "it is back but was given up", now);
		}
		else if (report.state() != TaskState.TASK_KILLING) {
			this.unowned.outOfReach(taskId, report, now);
		}
	}

	/** Kill all instances of a gang because one has failed. */
	private void failFast(AppState app, Instance failed) {
		logger.warn("{}[{}] of the gang '{}' has failed: all are killed", failed.app(), failed.index(), app.name());
		this.events.add(new GangFailed(app.name(), failed));
		this.deployments.gangFailed(app, failed, this.options.clock().instant());
		app.instances()
			.stream()
			.filter((instance) -> instance.goal().runs())
			.forEach((instance) -> this.commands.stop(app, instance));
	}

	private void strange(String taskId, String agentId, StatusReport report) {
		Instant now = this.options.clock().instant();
		if (this.unowned.isAbandoned(taskId)) {
			this.unowned.returned(taskId, agentId, report, now);
			return;
		}
		Orphan orphan = UnownedTasks.read(taskId, agentId, report);
		if (orphan == null) {
			// launched by other code of this framework
			return;
		}
		if (TaskStates.isTerminal(report.state())) {
			this.unowned.forget(taskId, now);
			return;
		}
		boolean away = InstanceLogic.returned(taskId, agentId, report.state()) == null;
		if (away && report.state() != TaskState.TASK_KILLING) {
			this.unowned.outOfReach(taskId, report, now);
		}
		switch (this.options.unknownTasks()) {
			case ADOPT -> adopt(orphan, away, now);
			case KILL -> {
				if (!away) {
					this.unowned.kill(taskId, agentId, "it is unknown", now);
				}
			}
			case IGNORE -> logger.debug("Task {} is unknown and ignored", taskId);
		}
	}

	private void adopt(Orphan orphan, boolean away, Instant now) {
		AppState app = this.apps.get(orphan.app());
		if (app == null) {
			unclaimed(orphan, away, now);
			return;
		}
		TaskRef member = this.index.find(orphan.taskId());
		Instance owner = (member != null) ? member.instance() : null;
		if (member != null && owner != null) {
			// another task of its group was adopted already
			update(member, owner, orphan.taskId(), orphan.report());
			return;
		}
		Instance instance = app.instance(orphan.id().index());
		if (instance != null && hasRoom(app, instance, orphan)) {
			logger.info("Task {} of a previous run of the application is {}[{}] again", orphan.taskId(), app.name(),
					instance.index());
			adopt(app, instance, orphan, now);
		}
		else if (!away) {
			this.unowned.kill(orphan.taskId(), orphan.agentId(),
					"its place in app '" + app.name() + "' is taken or gone", now);
		}
	}

	/**
	 * Keep a task without an app until the app is declared. If the app was removed, kill
	 * the task unless it is unreachable.
	 */
	private void unclaimed(Orphan orphan, boolean away, Instant now) {
		if (!this.unowned.isRemoved(orphan.app())) {
			this.unowned.keep(orphan);
		}
		else if (!away) {
			this.unowned.kill(orphan.taskId(), orphan.agentId(), "app '" + orphan.app() + "' was removed", now);
		}
	}

	private static boolean hasRoom(AppState app, Instance instance, Orphan orphan) {
		boolean free = instance.phase() == Phase.WAITING && instance.launch() == null;
		boolean group = orphan.id().member() != null;
		// the tasks of a group are identified by their names, which may have changed
		return free && app.definition().isGroup() == group && (!group || isCurrent(app, orphan));
	}

	private static boolean isCurrent(AppState app, Orphan orphan) {
		return orphan.id().fingerprint() == app.fingerprint();
	}

	private void adopt(AppState app, Instance instance, Orphan orphan, Instant now) {
		long version = isCurrent(app, orphan) ? app.version() : 0;
		Launch launch = Launch.start(orphan.id().launchId(), orphan.agentId(), "", version, List.of(), now);
		this.instances.apply(app, instance, this.logic.adopt(instance, launch, now));
		TaskRef ref = this.index.find(orphan.taskId());
		Instance adopted = (ref != null) ? ref.instance() : null;
		if (ref != null && adopted != null) {
			update(ref, adopted, orphan.taskId(), orphan.report());
		}
		if (version == 0) {
			this.deployments.adoptedOutdated(app, now);
		}
	}

	/** Adopt the tasks of a previous run that wait for a newly declared app. */
	void declared(AppState app) {
		Instant now = this.options.clock().instant();
		for (Orphan orphan : this.unowned.claim(app.name())) {
			boolean away = InstanceLogic.returned(orphan.taskId(), orphan.agentId(), orphan.report().state()) == null;
			adopt(orphan, away, now);
		}
	}

}
