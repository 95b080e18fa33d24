package io.mesosframework.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import io.mesosframework.util.LogText;

/**
 * Puts the ids of the object being handled into the MDC, so that structured logs can be
 * searched by them. Closing the context restores the previous values. Must be used by a
 * single thread.
 *
 * @since 0.1.0
 */
public final class LogContext implements AutoCloseable {

	/** The key of the name of the app. */
	public static final String APP = "mesos.app";

	/** The key of the number of the instance. */
	public static final String INSTANCE = "mesos.instance";

	/** The key of the Mesos task id. */
	public static final String TASK = "mesos.task";

	/** The key of the id of the agent. */
	public static final String AGENT = "mesos.agent";

	/** The key of the id of the framework. */
	public static final String FRAMEWORK = "mesos.framework";

	private static final int UUID_LENGTH = 36;

	/** Keys and their previous values, latest first. */
	private final Deque<String[]> before = new ArrayDeque<>(5);

	private boolean hasInstance;

	private LogContext() {
	}

	/**
	 * Open a context.
	 * @param framework the id of the framework, or {@code null} before the first
	 * subscription
	 * @return the context; must be closed by the same thread
	 */
	public static LogContext of(@Nullable FrameworkID framework) {
		return new LogContext().put(FRAMEWORK, (framework != null) ? framework.getValue() : null);
	}

	/**
	 * Add an instance of an app.
	 * @param app the name of the app
	 * @param index the number of the instance
	 * @return this context
	 */
	public LogContext instance(String app, int index) {
		this.hasInstance = true;
		return put(APP, app).put(INSTANCE, String.valueOf(index));
	}

	/**
	 * Add an app.
	 * @param app the name of the app
	 * @return this context
	 */
	public LogContext app(String app) {
		return put(APP, app);
	}

	/**
	 * Add a task. If its app and instance are not known yet and the id has the format of
	 * a task manager, {@code <app>.<instance>.<uuid>} with or without the name of a task
	 * of a group, they are added as well.
	 * @param taskId the Mesos task id
	 * @return this context
	 */
	public LogContext task(String taskId) {
		if (!this.hasInstance) {
			int end = taskId.length();
			if (!isManaged(taskId, end)) {
				end = taskId.lastIndexOf('.');
			}
			if (isManaged(taskId, end)) {
				int number = taskId.lastIndexOf('.', end - UUID_LENGTH - 2);
				put(APP, taskId.substring(0, number));
				put(INSTANCE, taskId.substring(number + 1, end - UUID_LENGTH - 1));
			}
		}
		return put(TASK, taskId);
	}

	/**
	 * Return whether a text consists of an app, a number and a UUID up to the given end.
	 */
	private static boolean isManaged(String text, int end) {
		int uuid = end - UUID_LENGTH;
		if (uuid < 4 || text.charAt(uuid - 1) != '.' || !isUuid(text, uuid)) {
			return false;
		}
		int digit = uuid - 2;
		while (digit > 0 && Character.digit(text.charAt(digit), 10) >= 0) {
			digit--;
		}
		return digit > 0 && digit < uuid - 2 && text.charAt(digit) == '.';
	}

	private static boolean isUuid(String text, int start) {
		boolean uuid = true;
		for (int i = 0; i < UUID_LENGTH && uuid; i++) {
			char character = text.charAt(start + i);
			boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
			uuid = dash ? character == '-' : Character.digit(character, 16) >= 0;
		}
		return uuid;
	}

	/**
	 * Add an agent.
	 * @param agentId the id of the agent
	 * @return this context
	 */
	public LogContext agent(String agentId) {
		return put(AGENT, agentId);
	}

	private LogContext put(String key, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			this.before.push(new String[] { key, MDC.get(key) });
			MDC.put(key, LogText.of(value));
		}
		return this;
	}

	@Override
	public void close() {
		while (!this.before.isEmpty()) {
			String[] entry = this.before.pop();
			if (entry[1] != null) {
				MDC.put(entry[0], entry[1]);
			}
			else {
				MDC.remove(entry[0]);
			}
		}
	}

}
