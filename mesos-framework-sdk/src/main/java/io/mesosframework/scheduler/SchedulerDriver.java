package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.MesosException;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosStopped;
import io.mesosframework.scheduler.event.MesosTornDown;

/**
 * Owns a scheduler's life: start, the subscription through all failures, stop.
 * Thread-safe. A driver that has stopped, or given up, can be started again.
 *
 * @since 0.1.0
 */
public final class SchedulerDriver implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SchedulerDriver.class);

	private static final Duration CLOSE_DRAIN = Duration.ofSeconds(10);

	private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

	private final SchedulerConfiguration configuration;

	private final DefaultMesosScheduler scheduler;

	private final EventDispatcher dispatcher;

	private @Nullable SubscriptionRun run;

	/**
	 * Creates a driver; nothing is started.
	 * @param configuration how it behaves
	 */
	public SchedulerDriver(SchedulerConfiguration configuration) {
		this.configuration = configuration;
		this.scheduler = new DefaultMesosScheduler(configuration);
		this.dispatcher = new EventDispatcher(configuration, this.scheduler);
	}

	/**
	 * How this driver behaves.
	 * @return the configuration
	 */
	public SchedulerConfiguration configuration() {
		return this.configuration;
	}

	/**
	 * Adds a listener; it sees what happens from now on.
	 * @param listener the listener
	 * @return this driver
	 */
	public SchedulerDriver addListener(SchedulerListener listener) {
		this.dispatcher.add(listener);
		return this;
	}

	/**
	 * Where calls are sent.
	 * @return the one scheduler of this driver, usable before, during and after a run
	 */
	public MesosScheduler scheduler() {
		return this.scheduler;
	}

	/**
	 * Starts to subscribe and returns at once. Does nothing while it is running.
	 */
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		SubscriptionRun started = new SubscriptionRun(this.configuration, this.scheduler, this.dispatcher);
		this.run = started;
		this.scheduler.run(started);
		started.start();
	}

	/**
	 * Whether the driver is started and has not come to its end.
	 * @return {@code true} while the event loop runs
	 */
	public synchronized boolean isRunning() {
		return this.run != null && !this.run.isEnded();
	}

	/**
	 * Stops: what is queued is handled and the calls on their way are answered, both
	 * within {@code drain}; then the session is closed. The framework lives on at the
	 * master for its failover timeout, unless the configuration says to tear it down.
	 * @param drain how long to wait at most
	 * @return completes when the event loop has ended
	 */
	public synchronized CompletionStage<@Nullable Void> stop(Duration drain) {
		SubscriptionRun current = this.run;
		if (current == null) {
			return CompletableFuture.completedStage(null);
		}
		if (!current.isEnded()) {
			current.stop(drain);
		}
		return current.ended();
	}

	/**
	 * Tears the framework down and stops: all its tasks are killed, its id is forgotten.
	 * @param timeout how long to wait for the master at most
	 * @return completes when the event loop has ended, exceptionally if the master did
	 * not confirm
	 */
	public synchronized CompletionStage<@Nullable Void> teardown(Duration timeout) {
		SubscriptionRun current = this.run;
		if (current == null || current.isEnded()) {
			return CompletableFuture.failedStage(
					new NotSubscribedException("TEARDOWN was not sent: the scheduler is not running", state()));
		}
		return this.scheduler.teardown().thenCompose((result) -> {
			if (!result.outcome().successful()) {
				return CompletableFuture
					.failedStage(new MesosException("The master did not confirm the TEARDOWN: " + result));
			}
			return current.ended();
		}).toCompletableFuture().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * How the current or last run came to its end.
	 * @return completes with {@link MesosStopped}, {@link MesosFailedOver},
	 * {@link MesosTornDown} or {@link MesosFailed} when the run has ended
	 */
	public synchronized CompletionStage<MesosLifecycleEvent> termination() {
		SubscriptionRun current = this.run;
		if (current == null) {
			throw new IllegalStateException("The scheduler was never started");
		}
		return current.termination();
	}

	private SchedulerState state() {
		return this.scheduler.state();
	}

	/**
	 * Stops within about 10 seconds, waits for it and removes the meters; called on the
	 * event loop it does not wait.
	 */
	@Override
	public void close() {
		CompletionStage<@Nullable Void> stopped = stop(CLOSE_DRAIN);
		if (!this.scheduler.isLoopThread()) {
			await(stopped.toCompletableFuture());
		}
		this.scheduler.metrics().close();
	}

	private static void await(CompletableFuture<@Nullable Void> stopped) {
		try {
			stopped.get(CLOSE_DRAIN.plus(CLOSE_GRACE).toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			logger.error("The scheduler did not stop in time: a listener has been running for too long. "
					+ "Its thread is left behind");
		}
		catch (ExecutionException ex) {
			logger.error("The scheduler did not stop cleanly", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
