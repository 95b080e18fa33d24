package io.mesosframework.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

import io.mesosframework.client.MasterDetector;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosConnecting;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * Subscribes after all other beans, including the web server, have started and
 * disconnects before any of them stops. A paused context also disconnects; when it is
 * resumed, it subscribes again with the same framework id.
 */
final class MesosSchedulerLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

	/**
	 * Later than the web server, whose phase is 2048 below the maximum; the same as the
	 * listener containers of other Spring projects.
	 */
	static final int PHASE = Integer.MAX_VALUE - 100;

	private static final Logger logger = LoggerFactory.getLogger(MesosSchedulerLifecycle.class);

	private final SchedulerDriver driver;

	private final MesosProperties properties;

	private final ObjectProvider<SchedulerListener> listeners;

	private final Runnable exit;

	private final AtomicBoolean running = new AtomicBoolean();

	private final AtomicBoolean listening = new AtomicBoolean();

	private volatile boolean closing;

	private volatile CompletableFuture<MesosLifecycleEvent> firstOutcome = new CompletableFuture<>();

	MesosSchedulerLifecycle(SchedulerDriver driver, MesosProperties properties,
			ObjectProvider<SchedulerListener> listeners, Runnable exit) {
		this.driver = driver;
		this.properties = properties;
		this.listeners = listeners;
		this.exit = exit;
	}

	@Override
	public void start() {
		if (!this.running.compareAndSet(false, true)) {
			return;
		}
		if (this.listening.compareAndSet(false, true)) {
			// Added here rather than earlier so that listeners can inject the scheduler.
			this.listeners.orderedStream().forEach(this.driver::addListener);
			this.driver.addListener(new ConnectionListener());
		}
		CompletableFuture<MesosLifecycleEvent> outcome = new CompletableFuture<>();
		this.firstOutcome = outcome;
		this.driver.start();
		Duration timeout = this.properties.scheduler().startupTimeout();
		if (!timeout.isZero()) {
			checkOutcome(await(outcome, timeout), timeout);
		}
	}

	private void checkOutcome(@Nullable MesosLifecycleEvent outcome, Duration timeout) {
		if (outcome instanceof MesosFailed failed) {
			this.running.set(false);
			throw new MesosRefusedException(failed);
		}
		if (outcome == null) {
			logger.warn(
					"No Mesos master has answered within {} ms (mesos.scheduler.startup-timeout). Check 'mesos.master' "
							+ "({}). The application starts and goes on trying",
					timeout.toMillis(), masters());
		}
		else if (outcome instanceof MesosDisconnected disconnected) {
			String tls = masters().toString().contains("https://") ? " and 'mesos.ssl.bundle'" : "";
			logger.warn(
					"No Mesos master could be reached: {} Check 'mesos.master' ({}){}. The application starts and goes "
							+ "on trying",
					sentence(disconnected.reason()), masters(), tls);
		}
	}

	private static String sentence(String text) {
		return (text.endsWith(".") || text.endsWith("?")) ? text : text + ".";
	}

	private MasterDetector masters() {
		return this.driver.configuration().masters();
	}

	/**
	 * Wait for the first response of a master.
	 * @return the response, or {@code null} if there was none in time
	 */
	private static @Nullable MesosLifecycleEvent await(CompletableFuture<MesosLifecycleEvent> outcome,
			Duration timeout) {
		try {
			return outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private void onLifecycle(MesosLifecycleEvent event) {
		boolean first = !(event instanceof MesosConnecting) && this.firstOutcome.complete(event);
		if (event instanceof MesosFailed failed && !(first && awaited())) {
			logger.error("The application is no longer a Mesos framework (health is DOWN). {}",
					MesosRefusedFailureAnalyzer.action(failed));
			exitIfWanted();
		}
		else if (event instanceof MesosFailedOver) {
			logger.error("The application is no longer a Mesos framework (health is DOWN): run only one instance with "
					+ "the same 'mesos.framework.id' or 'mesos.framework.id-file'");
			exitIfWanted();
		}
		else if (event instanceof MesosDisconnected disconnected) {
			explain(disconnected);
		}
	}

	/**
	 * Log which property to change if an event exceeded the size limit. The reason names
	 * only the option of the SDK.
	 */
	private static void explain(MesosDisconnected disconnected) {
		if (disconnected.reason().contains("maxRecordSize")) {
			logger.warn("An event of the Mesos master is larger than the limit. The property is "
					+ "'mesos.client.max-record-size'");
		}
	}

	private boolean awaited() {
		return !this.properties.scheduler().startupTimeout().isZero();
	}

	private void exitIfWanted() {
		if (this.properties.scheduler().exitOnFatalError()) {
			this.exit.run();
		}
	}

	@Override
	public void stop(Runnable callback) {
		if (!this.running.compareAndSet(true, false)) {
			callback.run();
			return;
		}
		try {
			disconnect().whenComplete((ignored, failure) -> {
				if (failure != null) {
					logger.warn("The framework was not stopped cleanly: {}", String.valueOf(failure.getMessage()));
				}
				callback.run();
			});
		}
		catch (RuntimeException ex) {
			callback.run();
			throw ex;
		}
	}

	private CompletionStage<?> disconnect() {
		Duration timeout = this.properties.scheduler().stopTimeout();
		if (!this.closing || !this.driver.isRunning()) {
			return this.driver.stop(timeout);
		}
		FrameworkProperties framework = this.properties.framework();
		boolean durable = this.driver.configuration().frameworkIdStore().isDurable();
		if (!framework.teardownOnStop().applies(durable)) {
			logger.info(
					"The framework stays registered: its tasks continue to run for {} "
							+ "(mesos.framework.failover-timeout){}",
					framework.failoverTimeout(),
					durable ? ", and a restart resumes them" : ", but no process can resume them");
			return this.driver.stop(timeout);
		}
		logger.info("The framework is torn down and its tasks are killed: {}",
				(framework.teardownOnStop() == FrameworkProperties.TeardownOnStop.TRUE)
						? "'mesos.framework.teardown-on-stop' is 'true'"
						: "its id is kept in memory only, so no process could resume them. Set 'mesos.store.type' or "
								+ "'mesos.framework.id-file' to keep them");
		return this.driver.teardown(timeout).handle((ignored, failure) -> {
			if (failure != null) {
				logger.warn(
						"The framework was not torn down, so its tasks continue to run until the failover timeout: {}",
						String.valueOf(failure.getMessage()));
			}
			return this.driver.stop(timeout);
		}).thenCompose((stopped) -> stopped);
	}

	@Override
	public void stop() {
		CompletableFuture<Boolean> stopped = new CompletableFuture<>();
		stop(() -> stopped.complete(true));
		stopped.join();
	}

	@Override
	public boolean isRunning() {
		return this.running.get();
	}

	@Override
	public boolean isAutoStartup() {
		return this.properties.scheduler().autoStartup();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.closing = true;
	}

	/**
	 * Notifies the lifecycle about connection changes.
	 */
	private final class ConnectionListener implements SchedulerListener {

		@Override
		public void onEvent(MesosEvent event, MesosScheduler scheduler) {
			// Only lifecycle events are relevant.
		}

		@Override
		public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
			MesosSchedulerLifecycle.this.onLifecycle(event);
		}

	}

}
