package io.mesosframework.task.internal.app;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.definition.TaskDefinition.UpdatePolicy;
import io.mesosframework.util.Times;

/**
 * Chooses the instances of an older version that are replaced next. A pure function of
 * the app and the time.
 */
final class RollingUpdate {

	private final AppView app;

	private final UpdatePolicy policy;

	private final Instant now;

	private final List<Instance> outdated = new ArrayList<>();

	private int good;

	private int renewed;

	private int underWay;

	private @Nullable Instance slow;

	private @Nullable Instance late;

	private @Nullable Instant nextLook;

	private RollingUpdate(AppView app, Instant now) {
		this.app = app;
		this.policy = app.definition().update();
		this.now = now;
		app.instances().forEach(this::count);
		this.outdated.sort((left, right) -> Boolean.compare(app.core().isGood(left), app.core().isGood(right)));
	}

	/**
	 * Plan the next steps. Instances that are not good are replaced first. The batch size
	 * (or, until the first new instances are ready, the canary size) limits how many
	 * replacements are in progress at once, and the required number of good instances is
	 * kept.
	 */
	static Plan plan(AppView app, Instant now) {
		return new RollingUpdate(app, now).plan();
	}

	private void count(Instance instance) {
		boolean isGood = this.app.core().isGood(instance);
		this.good += isGood ? 1 : 0;
		boolean extra = instance.index() >= this.app.definition().instances();
		if (this.app.core().outdated(instance)) {
			if (instance.phase() == Phase.ENDING) {
				this.underWay++;
				this.slow = instance;
			}
			else if (!extra) {
				this.outdated.add(instance);
			}
		}
		else if (isGood && watched(instance)) {
			this.renewed += extra ? 0 : 1;
		}
		else if (!instance.phase().isDone()) {
			this.underWay += extra ? 0 : 1;
			this.slow = (this.slow == null) ? instance : this.slow;
			checkTime(instance, isGood);
		}
	}

	/** Return whether an instance has been good for the whole watch period. */
	private boolean watched(Instance instance) {
		Instant until = this.app.goodSince(instance).plus(this.policy.watch());
		if (!until.isAfter(this.now)) {
			return true;
		}
		lookAgain(until);
		return false;
	}

	private void checkTime(Instance instance, boolean isGood) {
		Launch launch = instance.launch();
		if (launch == null || !instance.phase().isLive() || isGood) {
			return;
		}
		Instant since = launch.at().isAfter(this.app.core().gatesSince()) ? launch.at() : this.app.core().gatesSince();
		if (since.equals(Instant.MAX)) {
			return;
		}
		Instant until = since.plus(this.policy.readyWithin());
		if (until.isAfter(this.now)) {
			lookAgain(until);
		}
		else {
			this.late = instance;
		}
	}

	private void lookAgain(Instant at) {
		this.nextLook = Times.earliest(this.nextLook, at);
	}

	private Plan plan() {
		int batch = (this.renewed < this.policy.canary()) ? this.policy.canary() - this.renewed : this.policy.batch();
		int needed = needed(this.policy, this.app.definition().instances());
		List<Instance> next = new ArrayList<>();
		String waitingFor = null;
		int left = this.good;
		for (Instance instance : this.outdated) {
			boolean loses = this.app.core().isGood(instance);
			if (this.underWay + next.size() >= batch) {
				waitingFor = (this.slow != null) ? describe(this.app, this.slow) : null;
				break;
			}
			if (loses && left - 1 < needed) {
				waitingFor = needed + " good instances are needed and " + left + " are good"
						+ ((this.slow != null) ? "; " + describe(this.app, this.slow) : "");
				break;
			}
			next.add(instance);
			left -= loses ? 1 : 0;
		}
		if (this.outdated.isEmpty() && this.slow != null) {
			waitingFor = describe(this.app, this.slow);
		}
		return new Plan(next, waitingFor, this.late, this.nextLook);
	}

	/**
	 * Return the number of instances that must be good at any time. Without a surge at
	 * least one instance may be missing, or nothing could ever be replaced: a share of
	 * 0.75 of 2 instances would be both.
	 */
	static int needed(UpdatePolicy policy, int instances) {
		// decimal arithmetic: with doubles, 0.55 of 100 is slightly more than 55
		int share = BigDecimal.valueOf(policy.minHealthy())
			.multiply(BigDecimal.valueOf(instances))
			.setScale(0, RoundingMode.CEILING)
			.intValueExact();
		int needed = share - policy.maxUnavailable();
		return (policy.maxSurge() > 0) ? needed : Math.min(needed, instances - 1);
	}

	/** Describe what an instance that has not reached its target is doing. */
	static String describe(AppView app, Instance instance) {
		Launch launch = instance.launch();
		String name = instance.app() + "[" + instance.index() + "]";
		return switch (instance.phase()) {
			case WAITING -> (instance.failures() > 0) ? name + " waits after " + instance.failures() + " failures"
					: name + " waits for an offer that suits";
			case LAUNCHING, STARTING -> name + " is starting";
			case ENDING -> name + " is being killed";
			case UNREACHABLE -> name + " is out of reach";
			case GIVEN_UP -> name + " was given up";
			case RUNNING -> name + (app.core().isGood(instance) ? " is being watched"
					: (launch != null && Boolean.FALSE.equals(launch.healthy())) ? " is not healthy"
							: " runs but is not ready or healthy yet");
			case FINISHED, STOPPED -> name + " has ended";
		};
	}

	/**
	 * Next steps of an update.
	 *
	 * @param replace the instances to replace now
	 * @param waitingFor what the other instances wait for, or {@code null}
	 * @param late an instance of the new version that did not become good in time, or
	 * {@code null}
	 * @param nextLook when the plan may change by the passing of time alone, or
	 * {@code null}
	 */
	record Plan(List<Instance> replace, @Nullable String waitingFor, @Nullable Instance late,
			@Nullable Instant nextLook) {

	}

}
