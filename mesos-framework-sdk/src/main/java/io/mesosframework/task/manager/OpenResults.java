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
 * Results of changes that callers wait for. Nothing runs on the event loop after the
 * scheduler has ended; open results then fail instead of never completing. Thread-safe.
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
	 * Call this after the work for a result was handed to the event loop: if the loop had
	 * already ended, open results fail.
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
