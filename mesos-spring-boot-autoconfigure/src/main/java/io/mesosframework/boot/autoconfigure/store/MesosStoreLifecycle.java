package io.mesosframework.boot.autoconfigure.store;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.manager.DefaultTaskManager;

/**
 * Loads the state of the framework just before the framework subscribes, so that all
 * tasks that may exist are known. Disconnects from the cluster when another instance has
 * taken over the store.
 */
final class MesosStoreLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(MesosStoreLifecycle.class);

	private final ObjectProvider<DefaultTaskManager> manager;

	private final ObjectProvider<SchedulerDriver> driver;

	private final Duration timeout;

	private final int phase;

	private volatile boolean running;

	private boolean restored;

	/**
	 * Create the lifecycle.
	 * @param manager the task manager whose state is loaded
	 * @param driver the driver that is stopped when there is another writer
	 * @param timeout the time limit for loading
	 * @param phase the lifecycle phase, earlier than that in which the framework
	 * subscribes
	 */
	MesosStoreLifecycle(ObjectProvider<DefaultTaskManager> manager, ObjectProvider<SchedulerDriver> driver,
			Duration timeout, int phase) {
		this.manager = manager;
		this.driver = driver;
		this.timeout = timeout;
		this.phase = phase;
	}

	@Override
	public void start() {
		DefaultTaskManager found = this.restored ? null : this.manager.getIfAvailable();
		if (found != null) {
			found.whenDeposed(this::leave);
			restore(found);
			this.restored = true;
		}
		this.running = true;
	}

	private void restore(DefaultTaskManager found) {
		try {
			found.restore(TaskStore.NEXT_EPOCH).toCompletableFuture().get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new StoreException("The store was not read within " + this.timeout.toMillis()
					+ " ms: raise 'mesos.store.open-timeout' if it is only slow", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreException("Interrupted while the store was read", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof StoreException known) ? known
					: new StoreException("The store cannot be read", ex.getCause());
		}
	}

	private void leave() {
		logger.error("The application is no longer a Mesos framework: another instance writes its store");
		this.driver.ifAvailable((found) -> found.stop(Duration.ZERO).whenComplete((stopped, failure) -> {
			if (failure != null) {
				logger.warn("The framework was not stopped cleanly: {}", String.valueOf(failure.getMessage()));
			}
		}));
	}

	@Override
	public void stop() {
		// The store is closed with its bean, after all its writers.
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
