package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Work handed to a loop by a thread that wants to know the outcome.
 */
final class Submission {

	private Submission() {
	}

	static <T extends @Nullable Object> CompletableFuture<T> to(Loop loop, TaskQueue tasks, Callable<T> task) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Runnable work = () -> complete(result, task);
		if (loop.inLoop()) {
			work.run();
		}
		else if (!tasks.offer(work)) {
			result.completeExceptionally(new RejectedExecutionException("The loop is closed"));
		}
		return result;
	}

	static <T extends @Nullable Object> void complete(CompletableFuture<T> result, Callable<T> task) {
		try {
			result.complete(task.call());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

	static void join(Thread thread, Duration patience) {
		try {
			thread.join(patience.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
