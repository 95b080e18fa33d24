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
 * Passes what happens to the readers of server-sent events: a bounded number of them,
 * each with a bounded queue. A reader that is too slow is dropped; nobody ever waits for
 * one. All readers are sent away before the web server shuts down, which would wait for
 * them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskEvents implements TaskListener, SmartLifecycle {

	/** As the scheduler, which stops before the web server does. */
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
	 * @param json writes an object as JSON in one line
	 * @param maxReaders how many readers there may be
	 * @param queueSize how many events may wait for a reader
	 * @param heartbeat after so long without event a comment is sent
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
	 * Return who runs the readers.
	 * @return an executor with one thread for each
	 */
	public Executor threads() {
		return this.threads;
	}

	/**
	 * Return how many readers there are.
	 * @return the number
	 */
	public int readers() {
		return this.readers.size();
	}

	/**
	 * Begin to read.
	 * @param app of which app, or {@code null} for all
	 * @return the events from now on
	 * @throws ProblemException if there are too many readers, or the application ends
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
