package io.mesosframework.task;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far the current or last explicit reconciliation is. Immutable and thread-safe.
 *
 * @param running whether it is under way
 * @param startedAt when it began, or {@code null} before the first
 * @param total how many tasks were asked for
 * @param open how many have not been answered
 * @param rounds how often those open have been asked for
 * @param heldBack whether it waits because the event queue is long
 * @param finishedAt when it ended, or {@code null}
 * @param implicitAt when the master was last asked for all tasks it knows, or
 * {@code null}
 * @param nextAt when the next one begins, or {@code null} while not subscribed
 * @since 0.1.0
 */
public record ReconciliationProgress(boolean running, @Nullable Instant startedAt, int total, int open, int rounds,
		boolean heldBack, @Nullable Instant finishedAt, @Nullable Instant implicitAt, @Nullable Instant nextAt) {

	/** Nothing has been reconciled yet. */
	public static final ReconciliationProgress NONE = new ReconciliationProgress(false, null, 0, 0, 0, false, null,
			null, null);

}
