package io.mesosframework.task.internal.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskDefinition.RetryPolicy;
import io.mesosframework.task.internal.instance.Effect.Abandon;
import io.mesosframework.task.internal.instance.Effect.Kill;
import io.mesosframework.task.internal.instance.Effect.Reconcile;
import io.mesosframework.util.Backoff;

/**
 * State machine of a single instance: all states, transitions and decisions, as pure
 * functions of the instance, its definition and the time. Thread-safe if the source of
 * randomness is.
 *
 * @since 0.1.0
 */
public final class InstanceLogic {

	private static final Duration SOON = Duration.ofSeconds(1);

	private final TaskTimeouts timeouts;

	private final RandomGenerator random;

	public InstanceLogic(TaskTimeouts timeouts, RandomGenerator random) {
		this.timeouts = timeouts;
		this.random = random;
	}

	/** Return the goal of the instances of a definition. */
	public static Goal goalOf(TaskDefinition definition) {
		return (definition.restart() == RestartPolicy.ALWAYS) ? Goal.RUNNING : Goal.FINISHED;
	}

	/** Decide on the launch of a waiting instance that is about to be sent. */
	public Decision launch(Instance instance, Launch launch, Instant now) {
		if (instance.phase() != Phase.WAITING) {
			throw new IllegalStateException(
					"An instance is launched only while it waits, not while " + instance.phase());
		}
		return Decision.of(instance.launched(launch, now.plus(this.timeouts.launch())));
	}

	/**
	 * Adopt a task of a previous run of the application as the launch of a waiting
	 * instance. The status of the task is applied next.
	 */
	public Decision adopt(Instance instance, Launch launch, Instant now) {
		return launch(instance, launch, now);
	}

	/** Decide on a status of the current launch. */
	public Decision status(Instance instance, TaskDefinition definition, StatusReport report, Instant now) {
		Launch current = Objects.requireNonNull(instance.launch(), "'launch' must not be null");
		boolean terminal = TaskStates.isTerminal(report.state());
		if (!instance.phase().isLive() && !isTakenBack(instance, definition, report)) {
			// the task had ended before: a report changes nothing unless the task is live
			// again
			return terminal ? Decision.of(instance) : Decision.of(instance, kill(current));
		}
		boolean unchecked = definition.tasks().stream().allMatch((task) -> task.readiness() == null);
		Launch heard = heard(current, report, unchecked, now);
		if (terminal) {
			Decision ended = ended(instance, definition, heard, now);
			return TaskStates.mayReturn(report) ? ended.and(new Abandon(current.taskId(), current.agentId())) : ended;
		}
		boolean away = report.state() == TaskState.TASK_UNREACHABLE || report.state() == TaskState.TASK_UNKNOWN;
		if (instance.phase() == Phase.ENDING && !away) {
			return Decision.of(instance.with(Phase.ENDING, heard, instance.due()));
		}
		if (instance.phase() == Phase.UNREACHABLE && !away) {
			boolean unwanted = !instance.goal().runs() || instance.replaceWith();
			if (unwanted || !definition.unreachable().adopt()) {
				Instance back = instance.with(Phase.RUNNING, heard, null);
				return ending(back.withReplacement(instance.goal().runs()), now);
			}
		}
		return alive(instance, definition, report, heard, now);
	}

	/**
	 * Update a launch with a report. A task without a readiness check is ready when it is
	 * running.
	 */
	private static Launch heard(Launch launch, StatusReport report, boolean unchecked, Instant now) {
		boolean runs = report.state() == TaskState.TASK_RUNNING;
		boolean ended = TaskStates.isTerminal(report.state());
		Boolean ready = unchecked ? Boolean.valueOf(launch.ready() || runs) : report.ready();
		// a reconciliation answer with a known state carries no new information
		boolean known = report.state() == launch.state() && "RECONCILIATION".equals(report.reason());
		return new Launch(launch.taskId(), launch.agentId(), launch.hostname(), launch.version(), launch.ports(),
				launch.at(), report.state(), known ? launch.reason() : report.reason(),
				known ? launch.message() : report.message(),
				(report.healthy() != null) ? report.healthy() : launch.healthy(),
				(ready != null) ? ready : launch.ready(),
				(runs && launch.runningSince() == null) ? now : launch.runningSince(), ended ? now : null,
				ended ? null : launch.traits());
	}

	/**
	 * Return whether a task that was given up is kept when it reports a status: its agent
	 * was unreachable, and there is no other launch yet.
	 */
	public static boolean isTakenBack(Instance instance, TaskDefinition definition, StatusReport report) {
		Launch last = instance.launch();
		boolean waits = instance.phase() == Phase.WAITING && instance.goal().runs() && !instance.replaceWith();
		return waits && last != null && definition.unreachable().adopt()
				&& (last.state() == TaskState.TASK_UNREACHABLE || last.state() == TaskState.TASK_UNKNOWN
						|| last.state() == TaskState.TASK_LOST)
				&& returned(last.taskId(), last.agentId(), report.state()) != null;
	}

	private Decision alive(Instance instance, TaskDefinition definition, StatusReport report, Launch heard,
			Instant now) {
		return switch (report.state()) {
			case TASK_STAGING -> Decision.of(instance.with(Phase.LAUNCHING, heard, now.plus(this.timeouts.launch())));
			case TASK_STARTING -> Decision.of(instance.with(Phase.STARTING, heard, null));
			case TASK_RUNNING ->
				Decision.of(instance.with(Phase.RUNNING, heard, stableAt(instance, definition, heard)));
			case TASK_KILLING -> Decision.of(instance.with(Phase.ENDING, heard, now.plus(this.timeouts.kill())));
			default -> {
				Instant since = (report.unreachableSince() != null) ? report.unreachableSince() : now;
				// an answer ends the wait for it
				Instant known = (instance.attempts() > 0) ? now : instance.due();
				Instant due = (instance.phase() == Phase.UNREACHABLE) ? known
						: later(now, since.plus(definition.unreachable().replaceAfter()));
				yield Decision.of(instance.with(Phase.UNREACHABLE, heard, due));
			}
		};
	}

	/**
	 * Return when earlier failures no longer count, or {@code null} if there are none.
	 */
	private static @Nullable Instant stableAt(Instance instance, TaskDefinition definition, Launch launch) {
		Instant since = launch.runningSince();
		return (instance.failures() > 0 && since != null) ? since.plus(definition.retry().resetAfter()) : null;
	}

	private static Instant later(Instant left, Instant right) {
		return left.isAfter(right) ? left : right;
	}

	private Decision ended(Instance instance, TaskDefinition definition, Launch ended, Instant now) {
		TaskState state = ended.state();
		boolean replace = instance.replaceWith();
		if (!instance.goal().runs()) {
			return Decision.of(instance.with(Phase.STOPPED, ended, null));
		}
		if (state == TaskState.TASK_FINISHED && instance.goal() == Goal.FINISHED && !replace) {
			return Decision.of(instance.with(Phase.FINISHED, ended, null).withFailures(0));
		}
		if (replace) {
			return Decision.of(instance.with(Phase.WAITING, ended, now).withFailures(0));
		}
		if (TaskStates.isOwnFault(state, ended.reason(), ended.healthy())) {
			return failed(instance, definition, ended, now).onFailure();
		}
		if (state == TaskState.TASK_FINISHED) {
			// a service that ends is restarted, but not in a busy loop
			return again(instance, definition.retry(), ended, now,
					failuresBefore(instance, definition, ended, now) + 1);
		}
		return Decision.of(instance.with(Phase.WAITING, ended, now.plus(jitter(SOON))));
	}

	private Decision failed(Instance instance, TaskDefinition definition, Launch ended, Instant now) {
		RetryPolicy retry = definition.retry();
		int failures = failuresBefore(instance, definition, ended, now) + 1;
		boolean spent = retry.attempts() >= 0 && failures > retry.attempts();
		if (definition.restart() == RestartPolicy.NEVER || spent) {
			return Decision.of(instance.with(Phase.GIVEN_UP, ended, null).withFailures(failures));
		}
		return again(instance, retry, ended, now, failures);
	}

	private Decision again(Instance instance, RetryPolicy retry, Launch ended, Instant now, int failures) {
		return Decision
			.of(instance.with(Phase.WAITING, ended, now.plus(backOff(retry, failures))).withFailures(failures));
	}

	private static int failuresBefore(Instance instance, TaskDefinition definition, Launch ended, Instant now) {
		Instant since = ended.runningSince();
		boolean stable = since != null && !since.plus(definition.retry().resetAfter()).isAfter(now);
		return stable ? 0 : instance.failures();
	}

	/**
	 * Return the back-off for the number of failures, reduced by up to a tenth so that
	 * many instances do not restart at once.
	 */
	private Duration backOff(RetryPolicy retry, int failures) {
		return new Backoff(retry.initial(), retry.max()).littleJitter(retry.exponential() ? failures - 1 : 0,
				this.random);
	}

	private Duration jitter(Duration wait) {
		return new Backoff(wait, wait).littleJitter(0, this.random);
	}

	/** Stop an instance for good. */
	public Decision stop(Instance instance, Instant now) {
		return end(instance.withGoal(Goal.KILLED), now);
	}

	/** Stop an instance until it is released again. */
	public Decision hold(Instance instance, Instant now) {
		return end(instance.withGoal(Goal.HELD), now);
	}

	private Decision end(Instance instance, Instant now) {
		Instance stopping = instance.withReplacement(false);
		if (instance.phase().isLive()) {
			return ending(stopping, now);
		}
		return Decision.of(stopping.with(instance.phase() == Phase.FINISHED ? Phase.FINISHED : Phase.STOPPED,
				instance.launch(), null));
	}

	/**
	 * Restart an instance: a running task is killed, and an instance that was done or
	 * given up is started.
	 */
	public Decision restart(Instance instance, TaskDefinition definition, Instant now) {
		Instance wanted = instance.withGoal(goalOf(definition)).withFailures(0);
		if (instance.phase().isLive()) {
			return ending(wanted.withReplacement(true), now);
		}
		return Decision.of(wanted.withReplacement(true).with(Phase.WAITING, instance.launch(), now));
	}

	/**
	 * Restart an instance in another place, without waiting for an unreachable task.
	 */
	public Decision replace(Instance instance, TaskDefinition definition, Instant now) {
		Launch launch = instance.launch();
		if (instance.phase() != Phase.UNREACHABLE || launch == null) {
			return restart(instance, definition, now);
		}
		Instance anew = instance.withGoal(goalOf(definition)).withFailures(0).withReplacement(true);
		return Decision.of(anew.with(Phase.WAITING, launch, now), new Abandon(launch.taskId(), launch.agentId()));
	}

	private Decision ending(Instance instance, Instant now) {
		Launch launch = Objects.requireNonNull(instance.launch(), "'launch' must not be null");
		if (instance.phase() == Phase.ENDING) {
			return Decision.of(instance);
		}
		boolean replace = instance.replaceWith();
		return Decision.of(instance.with(Phase.ENDING, launch, now.plus(this.timeouts.kill())).withReplacement(replace),
				kill(launch));
	}

	/** Decide on an instance whose launch did not reach the master. */
	public Decision launchNotSent(Instance instance, Instant now) {
		Launch launch = Objects.requireNonNull(instance.launch(), "'launch' must not be null");
		if (instance.phase() != Phase.LAUNCHING) {
			return Decision.of(instance);
		}
		return Decision.of(instance.with(Phase.WAITING, launch, now.plus(jitter(SOON))));
	}

	/** Repeat a kill at the start of a session, since it may have been lost. */
	public Decision killAnew(Instance instance, Instant now) {
		Launch launch = instance.launch();
		return (instance.phase() != Phase.ENDING || launch == null) ? Decision.of(instance)
				: Decision.of(instance.afresh(now.plus(this.timeouts.kill())), kill(launch));
	}

	/**
	 * Postpone the decision on an unreachable instance that is due while its
	 * reconciliation is unanswered, since it may be reachable again.
	 */
	public Decision unanswered(Instance instance, Instant now) {
		return Decision
			.of(instance.attempted(now.plus(this.timeouts.grown(this.timeouts.kill(), instance.attempts()))));
	}

	/** Decide on an instance that is due. Called only during a session. */
	public Decision due(Instance instance, TaskDefinition definition, Instant now) {
		Instant due = instance.due();
		Launch launch = instance.launch();
		if (due == null || due.isAfter(now) || launch == null) {
			return Decision.of(instance);
		}
		return switch (instance.phase()) {
			case LAUNCHING -> Decision.of(
					instance.attempted(now.plus(this.timeouts.grown(this.timeouts.launch(), instance.attempts()))),
					new Reconcile(launch.taskId(), launch.agentId()));
			case ENDING -> Decision.of(
					instance.attempted(now.plus(this.timeouts.grown(this.timeouts.kill(), instance.attempts()))),
					kill(launch));
			case UNREACHABLE -> {
				Abandon abandon = new Abandon(launch.taskId(), launch.agentId());
				yield instance.goal().runs() ? Decision.of(instance.with(Phase.WAITING, launch, now), abandon)
						: Decision.of(instance.with(Phase.STOPPED, launch, null), abandon);
			}
			case RUNNING -> Decision.of(instance.with(Phase.RUNNING, launch, null).withFailures(0));
			default -> Decision.of(instance);
		};
	}

	private static Kill kill(Launch launch) {
		return new Kill(launch.taskId(), launch.agentId());
	}

	/**
	 * Decide on a report of a task that was replaced while it was unreachable.
	 * @return the kill, or {@code null} if no kill is needed
	 */
	public static @Nullable Kill returned(String taskId, String agentId, TaskState state) {
		boolean away = state == TaskState.TASK_UNREACHABLE || state == TaskState.TASK_UNKNOWN
				|| state == TaskState.TASK_KILLING;
		return (TaskStates.isTerminal(state) || away) ? null : new Kill(taskId, agentId);
	}

}
