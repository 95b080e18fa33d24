package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Owns a scheduler's life: start, the subscription through all failures, stop.
 * Thread-safe. A driver that has stopped, or given up, can be started again.
 */
public final class SchedulerDriver implements AutoCloseable {

	private final SchedulerConfiguration configuration;

	/**
	 * Creates a driver; nothing is started.
	 * @param configuration how it behaves
	 */
	public SchedulerDriver(SchedulerConfiguration configuration) {
		this.configuration = configuration;
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
		throw new UnsupportedOperationException(listener.toString());
	}

	/**
	 * Where calls are sent.
	 * @return the one scheduler of this driver, usable before, during and after a run
	 */
	public MesosScheduler scheduler() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Starts to subscribe and returns at once. Does nothing while it is running.
	 */
	public void start() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Whether the driver is started and has not come to its end.
	 * @return {@code true} while the event loop runs
	 */
	public boolean isRunning() {
		return false;
	}

	/**
	 * Stops: what is queued is handled and the calls on their way are answered, both
	 * within {@code drain}; then the session is closed. The framework lives on at the
	 * master for its failover timeout, unless the configuration says to tear it down.
	 * @param drain how long to wait at most
	 * @return completes when the event loop has ended
	 */
	public CompletionStage<@Nullable Void> stop(Duration drain) {
		throw new UnsupportedOperationException(drain.toString());
	}

	/**
	 * Tears the framework down and stops: all its tasks are killed, its id is forgotten.
	 * @param timeout how long to wait for the master at most
	 * @return completes when the event loop has ended, exceptionally if the master did
	 * not confirm
	 */
	public CompletionStage<@Nullable Void> teardown(Duration timeout) {
		throw new UnsupportedOperationException(timeout.toString());
	}

	/**
	 * How the current or last run came to its end.
	 * @return completes with {@link MesosStopped}, {@link MesosFailedOver},
	 * {@link MesosTornDown} or {@link MesosFailed} when the run has ended
	 */
	public CompletionStage<MesosLifecycleEvent> termination() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Stops within 10 seconds and waits for it; called on the event loop it does not
	 * wait.
	 */
	@Override
	public void close() {
		stop(Duration.ofSeconds(10));
	}

}
