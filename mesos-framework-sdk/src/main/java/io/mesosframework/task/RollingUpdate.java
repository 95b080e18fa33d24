package io.mesosframework.task;

import java.util.ArrayList;
import java.util.List;

import io.mesosframework.task.TaskDefinition.UpdatePolicy;

/**
 * Chooses which instances of an older version are replaced next. A pure function of the
 * app.
 */
final class RollingUpdate {

	private RollingUpdate() {
	}

	/**
	 * Return the instances to restart now, those that do not run well first. So many are
	 * under way at once as the batch (or, before the first new one is ready, the canary)
	 * allows, and so many good ones are left as must be healthy.
	 */
	static List<Instance> next(AppState app) {
		UpdatePolicy policy = app.definition().update();
		List<Instance> outdated = new ArrayList<>();
		int underWay = 0;
		int good = 0;
		int renewed = 0;
		for (Instance instance : app.list()) {
			if (isGood(app, instance)) {
				good++;
			}
			if (app.outdated(instance)) {
				if (instance.phase() == Phase.ENDING) {
					underWay++;
				}
				else {
					outdated.add(instance);
				}
			}
			else if (isGood(app, instance)) {
				renewed++;
			}
			else if (!instance.phase().isDone()) {
				underWay++;
			}
		}
		outdated.sort((left, right) -> Boolean.compare(isGood(app, left), isGood(app, right)));
		int batch = (renewed == 0 && policy.canary() > 0) ? policy.canary() : policy.batch();
		int mustBeGood = (int) Math.ceil(app.definition().instances() * policy.minHealthy()) - policy.maxUnavailable();
		List<Instance> next = new ArrayList<>();
		for (Instance instance : outdated) {
			boolean loses = isGood(app, instance);
			if (underWay + next.size() >= batch || (loses && good - 1 < mustBeGood)) {
				break;
			}
			next.add(instance);
			good -= loses ? 1 : 0;
		}
		return next;
	}

	/** Return whether an instance runs and is neither unhealthy nor unready. */
	static boolean isGood(AppState app, Instance instance) {
		Launch launch = instance.launch();
		if (instance.phase() != Phase.RUNNING || launch == null || Boolean.FALSE.equals(launch.healthy())) {
			return false;
		}
		return launch.ready()
				|| app.definitionOf(instance).tasks().stream().allMatch((task) -> task.readiness() == null);
	}

}
