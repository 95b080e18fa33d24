package io.mesosframework.task.definition;

import java.time.Duration;

/**
 * Builds a health or readiness check. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckBuilder extends DocumentPart<CheckBuilder> {

	CheckBuilder() {
	}

	/**
	 * Run a command next to the task. Exit code 0 is success.
	 * @param command the command line for the shell
	 * @return this builder
	 */
	public CheckBuilder command(String command) {
		return set("type", "command").set("command.cmd", command);
	}

	/**
	 * Set an environment variable of the command.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public CheckBuilder env(String name, String value) {
		return put("command.environment", name, value);
	}

	/**
	 * Send a GET request to the first port of the task.
	 * @param path the path
	 * @return this builder
	 */
	public CheckBuilder http(String path) {
		return set("type", "http").set("http.path", path);
	}

	/**
	 * Use HTTPS.
	 * @return this builder
	 */
	public CheckBuilder https() {
		return set("http.scheme", "https");
	}

	/**
	 * Add an HTTP status that counts as success. The default is 200 to 399.
	 * @param status the status
	 * @return this builder
	 */
	public CheckBuilder status(int status) {
		return add("http.statuses", status);
	}

	/**
	 * Open a connection to the first port of the task.
	 * @return this builder
	 */
	public CheckBuilder tcp() {
		return set("type", "tcp");
	}

	/**
	 * Check a fixed port. Call this after {@link #http(String)} or {@link #tcp()}.
	 * @param number the port number
	 * @return this builder
	 */
	public CheckBuilder port(int number) {
		return set(type() + ".port", number);
	}

	/**
	 * Check another port of the task. Call this after {@link #http(String)} or
	 * {@link #tcp()}.
	 * @param index the index, 0 for the first
	 * @return this builder
	 */
	public CheckBuilder portIndex(int index) {
		return set(type() + ".port_index", index);
	}

	private String type() {
		Object type = document().get("type");
		if (type == null) {
			throw new IllegalStateException("Say 'http' or 'tcp' before the port, which belongs to one of them");
		}
		return type.toString();
	}

	/**
	 * Set the delay before the first check.
	 * @param delay the delay
	 * @return this builder
	 */
	public CheckBuilder delay(Duration delay) {
		return set("delay", delay.toString());
	}

	/**
	 * Set the interval between checks.
	 * @param interval the interval
	 * @return this builder
	 */
	public CheckBuilder interval(Duration interval) {
		return set("interval", interval.toString());
	}

	/**
	 * Set the timeout of a check.
	 * @param timeout the timeout
	 * @return this builder
	 */
	public CheckBuilder timeout(Duration timeout) {
		return set("timeout", timeout.toString());
	}

	/**
	 * Set how long failures are ignored after the start.
	 * @param grace the grace period
	 * @return this builder
	 */
	public CheckBuilder grace(Duration grace) {
		return set("graceperiod", grace.toString());
	}

	/**
	 * Set after how many consecutive failures the check counts as failed.
	 * @param failures the number
	 * @return this builder
	 */
	public CheckBuilder failures(int failures) {
		return set("fails", failures);
	}

}
