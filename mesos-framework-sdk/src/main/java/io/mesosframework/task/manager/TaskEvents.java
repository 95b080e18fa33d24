package io.mesosframework.task.manager;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.TaskListener;
import io.mesosframework.task.TaskManagerEvent;

/**
 * Publishes events to listeners. Events are collected until the views of the apps are
 * published, so that a listener that reads an app sees the change it is notified of. Used
 * on the event loop only, except for {@link #addListener(TaskListener)}.
 */
final class TaskEvents {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final List<TaskListener> listeners = new CopyOnWriteArrayList<>();

	private final Deque<TaskManagerEvent> gathered = new ArrayDeque<>();

	private final LogContexts contexts;

	TaskEvents(LogContexts contexts) {
		this.contexts = contexts;
	}

	void addListener(TaskListener listener) {
		this.listeners.add(listener);
	}

	/** Add an event that is published when the change it is part of is complete. */
	void add(TaskManagerEvent event) {
		this.gathered.add(event);
	}

	/** Notify the listeners that the stored state has been restored. */
	void restored() {
		for (TaskListener listener : this.listeners) {
			try {
				listener.onRestored();
			}
			catch (RuntimeException ex) {
				logger.error("A task listener failed on what was restored", ex);
			}
		}
	}

	/** Notify the listeners of the collected events. */
	void publish() {
		for (TaskManagerEvent next = this.gathered.poll(); next != null; next = this.gathered.poll()) {
			publish(next);
		}
	}

	@SuppressWarnings("try")
	private void publish(TaskManagerEvent event) {
		try (LogContext ids = this.contexts.of(event)) {
			for (TaskListener listener : this.listeners) {
				try {
					listener.onEvent(event);
				}
				catch (RuntimeException ex) {
					logger.error("A task listener failed on {}", event, ex);
				}
			}
		}
	}

}
