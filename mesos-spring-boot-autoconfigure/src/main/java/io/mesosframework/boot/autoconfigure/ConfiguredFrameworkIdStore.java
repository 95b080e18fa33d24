package io.mesosframework.boot.autoconfigure;

import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.FrameworkIdStore;

/**
 * Supplies the configured framework id as long as the underlying store holds none. The
 * configured id is discarded together with the stored one, so that a framework that the
 * master has removed can register again.
 */
final class ConfiguredFrameworkIdStore implements FrameworkIdStore {

	private final FrameworkIdStore store;

	private volatile @Nullable FrameworkID configured;

	ConfiguredFrameworkIdStore(FrameworkIdStore store, String id) {
		this.store = store;
		this.configured = FrameworkID.newBuilder().setValue(id).build();
	}

	@Override
	public CompletionStage<@Nullable FrameworkID> load() {
		return this.store.load().thenApply((stored) -> (stored != null) ? stored : this.configured);
	}

	@Override
	public CompletionStage<@Nullable Void> save(FrameworkID frameworkId) {
		return this.store.save(frameworkId);
	}

	@Override
	public CompletionStage<@Nullable Void> clear() {
		this.configured = null;
		return this.store.clear();
	}

}
