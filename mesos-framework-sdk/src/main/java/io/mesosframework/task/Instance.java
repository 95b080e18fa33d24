package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One instance of a definition: where it is and how it came there. Immutable and
 * thread-safe; every change makes a new one.
 *
 * @param app the name of the definition
 * @param index its number, from 0 on
 * @param goal what is wanted
 * @param phase where it is
 * @param launch the current launch, or the last one when there is none; {@code null}
 * before the first
 * @param history earlier launches, the newest first, at most {@value #MAX_HISTORY}
 * @param failures failures in a row
 * @param due when it is looked at next: may be launched, is reconciled, is killed again,
 * is replaced or counts as stable; {@code null} if nothing is due
 * @param attempts how often it was reconciled or killed, or its replacement put off, in
 * this phase
 * @param replaceWith whether a launch follows its end although it was killed; while it
 * waits, whether that must be a new one
 * @since 0.1.0
 */
public record Instance(String app, int index, Goal goal, Phase phase, @Nullable Launch launch, List<Launch> history,
		int failures, @Nullable Instant due, int attempts, boolean replaceWith) {

	private static final int CRASH_LOOP = 3;

	/** How many earlier launches are kept. */
	public static final int MAX_HISTORY = 10;

	/**
	 * Create an instance that waits for its first launch.
	 * @param app the app
	 * @param index the number
	 * @param goal what is wanted
	 * @param now the time
	 * @return the instance
	 */
	public static Instance create(String app, int index, Goal goal, Instant now) {
		return new Instance(app, index, goal, Phase.WAITING, null, List.of(), 0, now, 0, false);
	}

	/**
	 * Return the id of the task that may exist.
	 * @return the id or {@code null}
	 */
	public @Nullable String liveTaskId() {
		return (this.phase.isLive() && this.launch != null) ? this.launch.taskId() : null;
	}

	/**
	 * Return whether it fails again and again.
	 * @return {@code true} after three failures in a row, until it has run for as long as
	 * its app counts as stable ({@code retry.reset_after})
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

	/** Return a copy of which nothing was attempted. */
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
