package io.mesosframework.boot.task.controller;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.mesosframework.boot.rest.EventStream;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.task.TaskListener;
import io.mesosframework.task.TaskManagerEvent;

/**
 * Distributes task manager events to the readers of server-sent events. The number of
 * readers and the queue of each reader are bounded. A reader that is too slow is
 * disconnected, so that the event loop never waits. All readers are disconnected before
 * the web server shuts down, because it would wait for them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskEvents implements TaskListener, SmartLifecycle {

	/** Same phase as the scheduler, which stops before the web server. */
	private static final int PHASE = Integer.MAX_VALUE - 100;

	private final Function<Object, String> json;

	private final int maxReaders;

	private final int queueSize;

	private final Duration heartbeat;

	private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads;

	private volatile boolean running;

	/**
	 * Create the events.
	 * @param json writes an object as JSON on a single line
	 * @param maxReaders the maximum number of readers
	 * @param queueSize the maximum number of queued events per reader
	 * @param heartbeat the time without events after which a comment is sent
	 */
	public TaskEvents(Function<Object, String> json, int maxReaders, int queueSize, Duration heartbeat) {
		this.json = json;
		this.maxReaders = maxReaders;
		this.queueSize = queueSize;
		this.heartbeat = heartbeat;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("mesos-rest-events-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				factory);
	}

	/**
	 * Return the executor that runs the readers.
	 * @return an executor with one thread per reader
	 */
	public Executor threads() {
		return this.threads;
	}

	/**
	 * Return the number of readers.
	 * @return the number of readers
	 */
	public int readers() {
		return this.readers.size();
	}

	/**
	 * Add a reader.
	 * @param app the app whose events are read, or {@code null} for all
	 * @return the stream of events from now on
	 * @throws ProblemException if there are too many readers or the application is
	 * shutting down
	 */
	public synchronized EventStream subscribe(@Nullable String app) {
		if (!this.running) {
			throw new ProblemException(503, "stopping", "The application ends", "No more events will come");
		}
		if (this.readers.size() >= this.maxReaders) {
			throw new ProblemException(503, "too-many-readers", "Too many readers of events",
					"There are " + this.maxReaders
							+ " readers already; close one, or raise 'mesos.rest.events.max-subscribers'")
				.header("Retry-After", "30");
		}
		EventReader reader = new EventReader(app, this.queueSize, this.heartbeat, this.json, this.readers::remove);
		this.readers.add(reader);
		return reader;
	}

	@Override
	public void onEvent(TaskManagerEvent event) {
		for (EventReader reader : this.readers) {
			reader.offer(event);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.readers.forEach((reader) -> reader.end("the application ends"));
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
