package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Deployment.Kind;
import io.mesosframework.task.Deployment.State;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.DeploymentStarted;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.util.Times;

/**
 * Carries out deployments: starts them, replaces instances step by step, and stops or
 * rolls back deployments that fail. Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class Deployments {

	private static final Logger logger = LoggerFactory.getLogger(Deployments.class);

	private final BiConsumer<AppState, Instance> restart;

	private final Consumer<AppState> fill;

	private final Consumer<TaskManagerEvent> events;

	private final Function<String, LogContext> context;

	private final Set<AppState> active = new LinkedHashSet<>();

	private volatile int running;

	private @Nullable Instant nextLook;

	/**
	 * Create the deployments of a manager.
	 * @param restart the action that kills and relaunches an instance
	 * @param fill the action that brings the number of an app's instances to its target
	 * @param events the receiver of events
	 * @param context the factory of log contexts for an app
	 */
	public Deployments(BiConsumer<AppState, Instance> restart, Consumer<AppState> fill,
			Consumer<TaskManagerEvent> events, Function<String, LogContext> context) {
		this.restart = restart;
		this.fill = fill;
		this.events = events;
		this.context = context;
	}

	/**
	 * Start a deployment because the version or the instance count of an app has changed.
	 */
	public void start(AppState app, Kind kind, long from, Instant now) {
		end(app, State.SUPERSEDED, null, now);
		Deployment begun = app.begin(kind, from, now);
		activate(app);
		app.surge(begun.replaces() && hasOutdated(app) ? app.definition().update().maxSurge() : 0);
		this.events.accept(new DeploymentStarted(begun));
		this.fill.accept(app);
	}

	/** Resume the deployment of an app that was restored from the store. */
	public void resume(AppState app) {
		Deployment current = app.deployment();
		if (current != null && !current.state().isEnded()) {
			activate(app);
		}
	}

	private void activate(AppState app) {
		this.active.add(app);
		this.running = this.active.size();
	}

	/**
	 * Return the number of deployments that are running or paused; may be called on any
	 * thread.
	 */
	public int running() {
		return this.running;
	}

	/** Handle a change of the instance count. */
	public void scaled(AppState app, Instant now) {
		Deployment current = app.deployment();
		if (current == null || current.state().isEnded()) {
			start(app, Kind.SCALE, app.version(), now);
		}
		else {
			this.fill.accept(app);
		}
	}

	/** End the deployment of an app that is being removed. */
	public void removed(AppState app, Instant now) {
		end(app, State.SUPERSEDED, "the app is removed", now);
	}

	private static boolean hasOutdated(AppState app) {
		return app.instances().stream().anyMatch(app::outdated);
	}

	/** Advance every deployment as far as possible. */
	public void turn(Instant now) {
		this.nextLook = null;
		for (AppState app : List.copyOf(this.active)) {
			Deployment current = app.deployment();
			if (current != null && current.state() == State.RUNNING) {
				within(app, () -> step(app, current, now));
			}
		}
	}

	/**
	 * Return when a deployment may advance by the passing of time alone, or {@code null}.
	 */
	public @Nullable Instant due() {
		return this.nextLook;
	}

	@SuppressWarnings("try")
	private void within(AppState app, Runnable action) {
		try (LogContext ids = this.context.apply(app.name())) {
			action.run();
		}
	}

	private void step(AppState app, Deployment current, Instant now) {
		if (app.complete()) {
			Instant watched = app.arrivedAt().plus(app.definition().update().watch());
			if (watched.isAfter(now)) {
				lookAgain(watched);
			}
			else {
				end(app, State.SUCCEEDED, null, now);
			}
			return;
		}
		Instance stuck = app.stuck();
		if (stuck != null && !app.paused()) {
			fail(app, current, RollingUpdate.describe(app.view(), stuck), now);
			return;
		}
		if (!current.replaces() || app.paused()) {
			return;
		}
		RollingUpdate.Plan plan = RollingUpdate.plan(app.view(), now);
		Instance late = plan.late();
		if (late != null) {
			fail(app, current, late.app() + "[" + late.index() + "] was not good within "
					+ app.definition().update().readyWithin(), now);
			return;
		}
		plan.replace().forEach((instance) -> this.restart.accept(app, instance));
		if (app.surge() > 0 && app.reachedCount() >= app.definition().instances()) {
			// surplus instances are removed, whatever their version
			app.surge(0);
			this.fill.accept(app);
		}
		Instant look = plan.nextLook();
		if (look != null) {
			lookAgain(look);
		}
	}

	private void lookAgain(Instant at) {
		this.nextLook = Times.earliest(this.nextLook, at);
	}

	/** Handle the failure of an instance. */
	public void failed(AppState app, Instance after, Instant now) {
		Deployment current = app.deployment();
		Launch launch = after.launch();
		if (current == null || current.state().isEnded() || launch == null) {
			return;
		}
		boolean givenUp = after.phase() == Phase.GIVEN_UP;
		String what = after.app() + "[" + after.index() + "] " + (givenUp ? "was given up" : "failed")
				+ ((launch.message() != null) ? ": " + launch.message() : "");
		if (!current.replaces()) {
			if (givenUp) {
				fail(app, current, what, now);
			}
			return;
		}
		if (launch.version() == app.version()) {
			Deployment counted = current.withFailures(current.failures() + 1);
			app.deployment(counted);
			if (givenUp || counted.failures() > app.definition().update().maxFailures()) {
				fail(app, counted, what + ((counted.failures() > 1) ? " (failure " + counted.failures() + ")" : ""),
						now);
			}
		}
	}

	/**
	 * Fail the deployment of a fail-fast gang of which an instance failed and all others
	 * are killed.
	 */
	public void gangFailed(AppState app, Instance failed, Instant now) {
		Deployment current = app.deployment();
		if (current != null && !current.state().isEnded()) {
			String reason = failed.app() + "[" + failed.index() + "] of the gang has failed";
			within(app, () -> end(app, State.FAILED, reason, now));
		}
	}

	/** Replace an adopted task of a previous run that runs an older definition. */
	public void adoptedOutdated(AppState app, Instant now) {
		Deployment current = app.deployment();
		if (current == null || current.state().isEnded() || !current.replaces()) {
			within(app, () -> start(app, Kind.UPDATE, 0, now));
		}
	}

	private void fail(AppState app, Deployment current, String reason, Instant now) {
		logger.warn("The deployment {} of version {} has failed: {}", current.id(), current.toVersion(), reason);
		boolean back = current.kind() == Kind.UPDATE && app.definition().update().rollback()
				&& app.earlier(current.fromVersion()) != null;
		if (back) {
			rollBack(app, current, reason, now);
			app.count();
		}
		else {
			end(app, State.FAILED, reason, now);
		}
	}

	private void rollBack(AppState app, Deployment current, String reason, Instant now) {
		TaskDefinition before = app.earlier(current.fromVersion());
		if (before == null || current.kind() == Kind.START || current.kind() == Kind.SCALE
				|| current.kind() == Kind.RESTART) {
			throw new DeploymentStateException("The deployment " + current.id() + " of app '" + app.name()
					+ "' has no version before it to go back to; deploy the definition that is wanted");
		}
		int wanted = app.definition().instances();
		if (current.state().isEnded()) {
			app.deployment(current.to(State.ROLLED_BACK, reason, now));
		}
		else {
			end(app, State.ROLLED_BACK, reason, now);
		}
		long bad = app.version();
		app.updated(before.withInstances(wanted), now);
		logger.info("App '{}' goes back to what was version {}, as version {}", app.name(), current.fromVersion(),
				app.version());
		start(app, Kind.ROLLBACK, bad, now);
	}

	private void end(AppState app, State state, @Nullable String reason, Instant now) {
		Deployment current = app.deployment();
		this.active.remove(app);
		this.running = this.active.size();
		if (current == null || current.state().isEnded()) {
			return;
		}
		Deployment ended = current.withProgress(app.reachedCount(), app.definition().instances(), List.of(), null)
			.to(state, reason, now);
		app.deployment(ended);
		logger.info("The deployment {} of app '{}' has ended: {}", ended.id(), app.name(), state);
		this.events.accept(new DeploymentFinished(ended));
	}

	/** Apply a user's action to a deployment. */
	public void control(AppState app, DeploymentAction action, Instant now) {
		Deployment current = app.deployment();
		if (current == null) {
			throw new DeploymentStateException("App '" + app.name() + "' has no deployment");
		}
		switch (action) {
			case PAUSE -> change(app, current, State.PAUSED, action, now, now, State.RUNNING);
			case CONTINUE -> change(app, current, State.RUNNING, action, now, now, State.PAUSED, State.FAILED);
			case FORCE -> {
				change(app, current, State.RUNNING, action, Instant.MAX, now, State.RUNNING, State.PAUSED,
						State.FAILED);
				app.instances()
					.stream()
					.filter(app::outdated)
					.forEach((instance) -> this.restart.accept(app, instance));
			}
			case ROLL_BACK -> rollBack(app, current, "rolled back on request", now);
		}
	}

	private void change(AppState app, Deployment current, State next, DeploymentAction action, Instant gatesSince,
			Instant now, State... from) {
		if (!List.of(from).contains(current.state())) {
			throw new DeploymentStateException("The deployment " + current.id() + " of app '" + app.name() + "' is "
					+ current.state() + ": " + action + " is possible only while it is " + List.of(from));
		}
		boolean again = current.state().isEnded();
		Deployment changed = current.withFailures(0).to(next, null, now).startedAt(again ? now : current.startedAt());
		app.deployment(changed, gatesSince);
		activate(app);
		if (again) {
			this.events.accept(new DeploymentStarted(changed));
		}
	}

}
