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
 * Runs a scheduler: starts it, keeps it subscribed through all failures and stops it.
 * Thread-safe. A driver that has stopped or given up can be started again.
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
	 * Create a driver without starting it.
	 * @param configuration the configuration
	 */
	public SchedulerDriver(SchedulerConfiguration configuration) {
		this.configuration = configuration;
		this.scheduler = new DefaultMesosScheduler(configuration);
		this.dispatcher = new EventDispatcher(configuration, this.scheduler);
	}

	/**
	 * Return the configuration of this driver.
	 * @return the configuration
	 */
	public SchedulerConfiguration configuration() {
		return this.configuration;
	}

	/**
	 * Add a listener, which receives events from now on.
	 * @param listener the listener
	 * @return this driver
	 */
	public SchedulerDriver addListener(SchedulerListener listener) {
		this.dispatcher.add(listener);
		return this;
	}

	/**
	 * Return the scheduler to which calls are sent.
	 * @return the only scheduler of this driver, usable before, during and after a run
	 */
	public MesosScheduler scheduler() {
		return this.scheduler;
	}

	/**
	 * Start to subscribe and return immediately. Does nothing if the driver is running.
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
	 * Return whether the driver has been started and has not ended.
	 * @return {@code true} while the event loop runs
	 */
	public synchronized boolean isRunning() {
		return this.run != null && !this.run.isEnded();
	}

	/**
	 * Stop the scheduler: queued events are handled and unanswered calls are awaited,
	 * both within {@code drain}, before the session is closed. The master keeps the
	 * framework for its failover timeout, unless it is configured to be torn down.
	 * @param drain the maximum time to wait
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
	 * Tear the framework down and stop: all its tasks are killed and its id is cleared.
	 * @param timeout the maximum time to wait for the master
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
	 * Return how the current or last run has ended.
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
	 * Stop within about 10 seconds, wait for the end and remove the meters. Does not wait
	 * if called on the event loop.
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
