package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One instance of an app with its goal, phase and launches. Immutable and thread-safe:
 * every change creates a new object.
 *
 * @param app the name of the app
 * @param index the number of the instance, starting at 0
 * @param goal the target state
 * @param phase the current phase
 * @param launch the current launch, or the last one if none is current; {@code null}
 * before the first launch
 * @param history earlier launches, the newest first, at most {@value #MAX_HISTORY}
 * @param failures the number of consecutive failures
 * @param due when the next action is due: depending on the phase, the instance may be
 * launched, is reconciled, is killed again, is replaced or counts as stable; {@code null}
 * if nothing is due
 * @param attempts how often the instance was reconciled or killed, or its replacement
 * postponed, in this phase
 * @param replaceWith whether the instance is launched again after it was killed; in phase
 * {@code WAITING}, whether the next launch must be a new one
 * @since 0.1.0
 */
public record Instance(String app, int index, Goal goal, Phase phase, @Nullable Launch launch, List<Launch> history,
		int failures, @Nullable Instant due, int attempts, boolean replaceWith) {

	private static final int CRASH_LOOP = 3;

	/** Maximum number of earlier launches that are kept. */
	public static final int MAX_HISTORY = 10;

	/**
	 * Create an instance that waits for its first launch.
	 * @param app the app
	 * @param index the number
	 * @param goal the target state
	 * @param now the current time
	 * @return the instance
	 */
	public static Instance create(String app, int index, Goal goal, Instant now) {
		return new Instance(app, index, goal, Phase.WAITING, null, List.of(), 0, now, 0, false);
	}

	/**
	 * Return the id of the task that may exist on the cluster.
	 * @return the task id, or {@code null} if the instance has no live task
	 */
	public @Nullable String liveTaskId() {
		return (this.phase.isLive() && this.launch != null) ? this.launch.taskId() : null;
	}

	/**
	 * Return whether the instance is in a crash loop.
	 * @return {@code true} after three consecutive failures, until the instance has run
	 * long enough to count as stable ({@code retry.reset_after})
	 */
	public boolean isCrashLooping() {
		return this.failures >= CRASH_LOOP;
	}

	public Instance with(Phase phase, @Nullable Launch launch, @Nullable Instant due) {
		return new Instance(this.app, this.index, this.goal, phase, launch, this.history, this.failures, due,
				(phase == this.phase) ? this.attempts : 0,
				this.replaceWith && (phase.isLive() || phase == Phase.WAITING));
	}

	public Instance withGoal(Goal goal) {
		return new Instance(this.app, this.index, goal, this.phase, this.launch, this.history, this.failures, this.due,
				this.attempts, this.replaceWith);
	}

	public Instance withFailures(int count) {
		return new Instance(this.app, this.index, this.goal, this.phase, this.launch, this.history, count, this.due,
				this.attempts, this.replaceWith);
	}

	public Instance withReplacement(boolean replace) {
		return new Instance(this.app, this.index, this.goal, this.phase, this.launch, this.history, this.failures,
				this.due, this.attempts, replace);
	}

	public Instance attempted(Instant due) {
		return new Instance(this.app, this.index, this.goal, this.phase, this.launch, this.history, this.failures, due,
				this.attempts + 1, this.replaceWith);
	}

	/** Return a copy whose attempts are reset to 0. */
	public Instance afresh(Instant due) {
		return new Instance(this.app, this.index, this.goal, this.phase, this.launch, this.history, this.failures, due,
				0, this.replaceWith);
	}

	public Instance launched(Launch next, Instant due) {
		List<Launch> earlier = new ArrayList<>(this.history);
		if (this.launch != null) {
			earlier.add(0, this.launch);
		}
		return new Instance(this.app, this.index, this.goal, Phase.LAUNCHING, next,
				List.copyOf(earlier.subList(0, Math.min(MAX_HISTORY, earlier.size()))), this.failures, due, 0, false);
	}

}
