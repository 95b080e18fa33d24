package io.mesosframework.task;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Progress of the current or last explicit reconciliation. Immutable and thread-safe.
 *
 * @param running whether a reconciliation is in progress
 * @param startedAt when the reconciliation started, or {@code null} before the first
 * @param total the number of tasks being reconciled
 * @param open the number of tasks without an answer
 * @param rounds how often the open tasks have been requested
 * @param heldBack whether reconciliation is held back because the event queue is too long
 * @param finishedAt when the reconciliation ended, or {@code null}
 * @param implicitAt when the last implicit reconciliation was requested, or {@code null}
 * @param nextAt when the next reconciliation starts, or {@code null} while not subscribed
 * @since 0.1.0
 */
public record ReconciliationProgress(boolean running, @Nullable Instant startedAt, int total, int open, int rounds,
		boolean heldBack, @Nullable Instant finishedAt, @Nullable Instant implicitAt, @Nullable Instant nextAt) {

	/** Nothing has been reconciled yet. */
	public static final ReconciliationProgress NONE = new ReconciliationProgress(false, null, 0, 0, 0, false, null,
			null, null);

}
