package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Deployment;
import io.mesosframework.task.Deployment.State;
import io.mesosframework.task.Deployment.Step;
import io.mesosframework.task.Deployment.StepState;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;

/**
 * Describes the progress of a deployment from the instances of its app: which steps are
 * done and what the others wait for. A pure function, called by readers on their own
 * threads.
 */
final class DeploymentView {

	private DeploymentView() {
	}

	static Deployment of(AppView app, Deployment deployment, Instant now, boolean withSteps) {
		if (deployment.state().isEnded() && deployment.state() != State.FAILED) {
			return deployment;
		}
		List<Step> steps = new ArrayList<>();
		if (withSteps) {
			app.instances().forEach((instance) -> steps.add(step(app, instance)));
		}
		return deployment.withProgress(app.reachedCount(), app.definition().instances(), steps,
				(withSteps && !deployment.state().isEnded()) ? waitingFor(app, deployment, now) : null);
	}

	private static Step step(AppView app, Instance instance) {
		Launch launch = instance.launch();
		StepState state = StepState.IN_PROGRESS;
		if (app.core().outdated(instance) && instance.phase() != Phase.ENDING) {
			state = StepState.PENDING;
		}
		else if (instance.phase() == Phase.GIVEN_UP) {
			state = StepState.FAILED;
		}
		else if (app.core().hasArrived(instance)) {
			state = StepState.DONE;
		}
		return new Step(instance.index(), state, (launch != null) ? launch.taskId() : null);
	}

	private static @Nullable String waitingFor(AppView app, Deployment deployment, Instant now) {
		if (deployment.state() == State.PAUSED) {
			return "it is paused: continue it";
		}
		if (app.core().paused()) {
			return "the app is paused: resume it";
		}
		Unplaced unplaced = app.unplaced();
		String noPlace = (unplaced != null) ? "; " + unplaced.count() + " found no place: " + unplaced.why() : "";
		if (deployment.replaces()) {
			String waits = RollingUpdate.plan(app, now).waitingFor();
			return (waits != null) ? waits + noPlace : null;
		}
		for (Instance instance : app.instances()) {
			if (!app.core().hasArrived(instance)) {
				return RollingUpdate.describe(app, instance) + noPlace;
			}
		}
		return null;
	}

}
