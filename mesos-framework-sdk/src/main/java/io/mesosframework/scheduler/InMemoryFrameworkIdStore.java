package io.mesosframework.scheduler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the framework id for the lifetime of the process.
 */
final class InMemoryFrameworkIdStore implements FrameworkIdStore {

	private volatile @Nullable FrameworkID frameworkId;

	@Override
	public CompletionStage<@Nullable FrameworkID> load() {
		return CompletableFuture.completedStage(this.frameworkId);
	}

	@Override
	public CompletionStage<@Nullable Void> save(FrameworkID frameworkId) {
		this.frameworkId = frameworkId;
		return CompletableFuture.completedStage(null);
	}

	@Override
	public CompletionStage<@Nullable Void> clear() {
		this.frameworkId = null;
		return CompletableFuture.completedStage(null);
	}

	@Override
	public boolean isDurable() {
		return false;
	}

}
