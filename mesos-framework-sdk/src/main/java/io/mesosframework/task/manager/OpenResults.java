package io.mesosframework.task.manager;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import io.mesosframework.scheduler.event.MesosConnecting;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosStopped;
import io.mesosframework.scheduler.event.MesosTornDown;

/**
 * The results of changes that users wait for. Nothing runs on the event loop after the
 * scheduler has ended, so they fail then instead of never coming. Thread-safe.
 */
final class OpenResults {

	private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

	private volatile boolean ended;

	/** Create a result. */
	<T> CompletableFuture<T> create() {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.open.add(result);
		result.whenComplete((value, failure) -> this.open.remove(result));
		return result;
	}

	/**
	 * To be called when what a result waits for was handed to the event loop, which may
	 * have ended before.
	 */
	void handedOver() {
		if (this.ended) {
			failAll();
		}
	}

	void onLifecycle(MesosLifecycleEvent event) {
		if (event instanceof MesosConnecting) {
			this.ended = false;
		}
		else if (event instanceof MesosStopped || event instanceof MesosFailed || event instanceof MesosFailedOver
				|| event instanceof MesosTornDown) {
			this.ended = true;
			failAll();
		}
	}

	private void failAll() {
		this.open.forEach((result) -> result.completeExceptionally(new RejectedExecutionException(
				"The scheduler has ended before the change was made and stored; look at the app when it runs again")));
	}

}
