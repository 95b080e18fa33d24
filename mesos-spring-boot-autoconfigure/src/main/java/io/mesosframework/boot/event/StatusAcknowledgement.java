package io.mesosframework.boot.event;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the acknowledgement for one delivery of an update at most once.
 */
final class StatusAcknowledgement implements Acknowledgement {

	private static final Logger logger = LoggerFactory.getLogger(StatusAcknowledgement.class);

	private final AtomicBoolean pending;

	private final String summary;

	private final Supplier<? extends CompletionStage<?>> call;

	StatusAcknowledgement(boolean needed, String summary, Supplier<? extends CompletionStage<?>> call) {
		this.pending = new AtomicBoolean(needed);
		this.summary = summary;
		this.call = call;
	}

	@Override
	public void acknowledge() {
		if (this.pending.compareAndSet(true, false)) {
			this.call.get().whenComplete((result, failure) -> {
				if (failure != null) {
					logger.debug("{} was not acknowledged, so its agent sends it again", this.summary, failure);
				}
			});
		}
	}

	@Override
	public boolean isPending() {
		return this.pending.get();
	}

}
