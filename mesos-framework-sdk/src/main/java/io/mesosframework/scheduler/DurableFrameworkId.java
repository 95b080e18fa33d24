package io.mesosframework.scheduler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.util.Failures;
import io.mesosframework.util.LogText;

/**
 * Tracks whether the framework id of one run is stored. An id that was loaded or saved
 * before is not written again.
 */
final class DurableFrameworkId {

	private static final Logger logger = LoggerFactory.getLogger(DurableFrameworkId.class);

	private final FrameworkIdStore store;

	private volatile @Nullable FrameworkID durable;

	private CompletionStage<@Nullable Void> cleared = CompletableFuture.completedStage(null);

	DurableFrameworkId(FrameworkIdStore store) {
		this.store = store;
	}

	CompletionStage<@Nullable FrameworkID> load() {
		return Failures.attempt(this.store::load).thenApply((id) -> {
			this.durable = id;
			return id;
		});
	}

	CompletionStage<@Nullable Void> save(FrameworkID id) {
		if (id.equals(this.durable)) {
			return CompletableFuture.completedStage(null);
		}
		// a pending deletion must not delete the new id
		return this.cleared.thenCompose((nothing) -> Failures.attempt(() -> this.store.save(id)))
			.thenApply((nothing) -> {
				this.durable = id;
				return null;
			});
	}

	/** Clear an id that the master no longer knows. */
	void clear() {
		FrameworkID dead = this.durable;
		logger.info("Framework {} has ended; its id is deleted from the store",
				(dead != null) ? LogText.of(dead.getValue()) : "without a stored id");
		this.durable = null;
		this.cleared = Failures.attempt(this.store::clear).handle((nothing, failure) -> {
			if (failure != null) {
				logger.error("The framework id is no longer valid, but could not be deleted from its store: {}. "
						+ "Delete it by hand", Failures.messageOf(failure));
			}
			return null;
		});
	}

	/** Return a stage that completes when the last {@link #clear()} has finished. */
	CompletionStage<@Nullable Void> cleared() {
		return this.cleared;
	}

}
