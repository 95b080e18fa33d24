package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.App;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.Deployment.Kind;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.Instance;
import io.mesosframework.task.RevisionConflictException;
import io.mesosframework.task.UnknownAppException;
import io.mesosframework.task.UnknownInstanceException;
import io.mesosframework.task.UnknownTaskException;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.DefinitionErrors;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.Deployments;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.launch.Launcher;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.task.internal.state.StoredDefinition;

/**
 * Changes that users make to apps. A rejected change leaves everything as it was. Not
 * thread-safe: call on the event loop only.
 */
final class AppChanges {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final Apps apps;

	private final TaskIndex index;

	private final InstanceCommands commands;

	private final Deployments deployments;

	private final StatusUpdates updates;

	private final ReservationKeeper reservations;

	private final Launcher launcher;

	private final LogContexts contexts;

	private final int maxInstances;

	private final Clock clock;

	AppChanges(Apps apps, TaskIndex index, InstanceCommands commands, Deployments deployments, StatusUpdates updates,
			ReservationKeeper reservations, Launcher launcher, LogContexts contexts, int maxInstances, Clock clock) {
		this.apps = apps;
		this.index = index;
		this.commands = commands;
		this.deployments = deployments;
		this.updates = updates;
		this.reservations = reservations;
		this.launcher = launcher;
		this.contexts = contexts;
		this.maxInstances = maxInstances;
		this.clock = clock;
	}

	/** Deploy definitions, either all or none. */
	List<DeployResult> deploy(Collection<TaskDefinition> definitions, ChangeOptions options) {
		validate(definitions, options);
		return definitions.stream().map(this::deploy).toList();
	}

	/**
	 * Check whether definitions can be deployed, and report every error in any of them.
	 */
	void validate(Collection<TaskDefinition> definitions, ChangeOptions options) {
		definitions.forEach((definition) -> checkRevision(definition.name(), options.expectedRevision()));
		List<DefinitionError> faults = new DefinitionErrors();
		int index = 0;
		for (TaskDefinition definition : definitions) {
			String position = "[" + index++ + "]";
			Consumer<DefinitionError> found = (fault) -> faults.add(fault.below(position));
			checkInstances(definition.instances(), found);
			StoredDefinition.check(definition, found);
			this.reservations.check(definition, found);
			this.launcher.check(definition, found);
		}
		if (!faults.isEmpty()) {
			throw new InvalidDefinitionException(faults);
		}
	}

	private void checkInstances(int count, Consumer<DefinitionError> faults) {
		if (count > this.maxInstances) {
			faults.accept(new DefinitionError("instances", "must not be above " + this.maxInstances + " but is " + count
					+ "; 'mesos.tasks.max-instances' sets the limit"));
		}
	}

	/** Return an app after checking that it has the expected revision. */
	private AppState require(String name, ChangeOptions options) {
		AppState app = this.apps.get(name);
		if (app == null) {
			throw new UnknownAppException(name);
		}
		checkRevision(name, options.expectedRevision());
		return app;
	}

	private void checkRevision(String name, @Nullable Long expected) {
		AppState app = this.apps.get(name);
		long actual = (app != null) ? app.revision() : 0;
		if (expected != null && expected != actual) {
			throw new RevisionConflictException(name, expected, actual);
		}
	}

	/** Change an app after checking that it has the expected revision. */
	@SuppressWarnings("try")
	App change(String name, ChangeOptions options, Consumer<AppState> change) {
		AppState app = require(name, options);
		try (LogContext ids = this.contexts.of(name)) {
			change.accept(app);
		}
		return app.view().toApp(now(), true);
	}

	@SuppressWarnings("try")
	private DeployResult deploy(TaskDefinition definition) {
		try (LogContext ids = this.contexts.of(definition.name())) {
			AppState app = this.apps.get(definition.name());
			DeployResult.Outcome outcome = (app != null) ? declare(app, definition) : DeployResult.Outcome.CREATED;
			AppState deployed = (app != null) ? app : create(definition);
			return new DeployResult(deployed.view().toApp(now(), true), outcome);
		}
	}

	private AppState create(TaskDefinition definition) {
		AppState app = new AppState(definition, now());
		this.apps.add(app);
		logger.info("App '{}' is deployed with {} {}", definition.name(), definition.instances(),
				(definition.instances() == 1) ? "instance" : "instances");
		this.deployments.start(app, Kind.START, 0, now());
		this.updates.declared(app);
		return app;
	}

	private DeployResult.Outcome declare(AppState app, TaskDefinition definition) {
		boolean again = app.removing();
		if (again) {
			app.removing(false);
			app.paused(false);
		}
		if (!definition.equals(app.definition())) {
			DeployResult.Outcome outcome = change(app, definition);
			return again ? DeployResult.Outcome.CREATED : outcome;
		}
		if (!again) {
			return DeployResult.Outcome.UNCHANGED;
		}
		this.deployments.start(app, Kind.START, app.version(), now());
		app.count();
		return DeployResult.Outcome.CREATED;
	}

	/** Apply another definition to an app of the same name. */
	private DeployResult.Outcome change(AppState app, TaskDefinition definition) {
		boolean scales = definition.equals(app.definition().withInstances(definition.instances()));
		if (scales) {
			app.scaled(definition);
			logger.info("App '{}' is scaled to {} instances", app.name(), definition.instances());
			this.deployments.scaled(app, now());
		}
		else {
			long from = app.version();
			app.updated(definition, now());
			logger.info("App '{}' goes to version {}", app.name(), app.version());
			this.deployments.start(app, Kind.UPDATE, from, now());
		}
		app.count();
		return scales ? DeployResult.Outcome.SCALED : DeployResult.Outcome.UPDATED;
	}

	/** Change the instance count. */
	void scale(AppState app, int count) {
		requireStaying(app);
		checkInstances(count, (fault) -> {
			throw new InvalidDefinitionException(List.of(fault));
		});
		if (count != app.definition().instances()) {
			change(app, app.definition().withInstances(count));
		}
	}

	/** Restart one instance immediately, or all instances in a deployment. */
	void restart(AppState app, @Nullable Integer index) {
		if (index != null) {
			this.commands.restart(app, require(app, index));
			app.count();
			return;
		}
		requireStaying(app);
		app.renew(now());
		app.instances()
			.stream()
			.filter((each) -> !each.phase().isLive() && each.goal().runs())
			.forEach((each) -> this.commands.restart(app, each));
		this.deployments.start(app, Kind.RESTART, app.version(), now());
		app.count();
	}

	/** Relaunch an instance on any agent. */
	void replace(AppState app, int index) {
		Instance instance = require(app, index);
		this.reservations.leave(app.name(), index);
		this.commands.replace(app, instance);
		app.count();
	}

	/** Return an instance that is meant to run. */
	private static Instance require(AppState app, int index) {
		Instance instance = find(app, index);
		if (index >= app.target()) {
			throw new DeploymentStateException("Instance " + index + " of app '" + app.name()
					+ "' is not to run, since the app is removed, paused or smaller: deploy, resume or scale it");
		}
		return instance;
	}

	private static Instance find(AppState app, int index) {
		Instance instance = app.instance(index);
		if (instance == null) {
			throw new UnknownInstanceException(app.name(), index, app.size());
		}
		return instance;
	}

	private static void requireStaying(AppState app) {
		if (app.removing()) {
			throw new DeploymentStateException(
					"App '" + app.name() + "' is being removed; deploy it again if it is to stay");
		}
	}

	/** Control the deployment of an app. */
	void control(AppState app, DeploymentAction action) {
		requireStaying(app);
		this.deployments.control(app, action, now());
		app.count();
	}

	/** Pause or resume an app. */
	void pause(AppState app, boolean paused) {
		requireStaying(app);
		if (app.paused() != paused) {
			app.paused(paused);
			this.commands.fill(app);
			app.count();
		}
	}

	/** Kill all instances, and forget the app once they have ended. */
	void remove(AppState app) {
		if (!app.removing()) {
			app.removing(true);
			app.count();
		}
		logger.info("App '{}' is removed", app.name());
		this.deployments.removed(app, now());
		this.commands.fill(app);
	}

	/** Kill a task and return its instance. */
	Instance kill(String taskId) {
		Instance instance = this.index.instance(taskId);
		AppState app = (instance != null) ? this.apps.get(instance.app()) : null;
		if (instance == null || app == null || !instance.phase().isLive()) {
			throw new UnknownTaskException(taskId);
		}
		kill(app, List.of(instance));
		Instance after = app.instance(instance.index());
		return (after != null) ? after : instance;
	}

	/** Kill the current task of one instance or of all instances. */
	void kill(AppState app, @Nullable Integer index) {
		if (index == null) {
			kill(app, app.instances().stream().filter((each) -> each.phase().isLive()).toList());
			return;
		}
		Instance instance = find(app, index);
		if (!instance.phase().isLive()) {
			throw new DeploymentStateException("Instance " + index + " of app '" + app.name()
					+ "' has no task to kill, it is " + instance.phase());
		}
		kill(app, List.of(instance));
	}

	private void kill(AppState app, List<Instance> live) {
		for (Instance instance : live) {
			if (app.definition().restart() == TaskDefinition.RestartPolicy.NEVER) {
				this.commands.stop(app, instance);
			}
			else if (instance.goal().runs()) {
				this.commands.restart(app, instance);
			}
		}
		if (!live.isEmpty()) {
			app.count();
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

}
