package io.mesosframework.task.definition;

import java.time.Duration;

/**
 * Builds a check of health or readiness. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckBuilder extends DocumentPart<CheckBuilder> {

	CheckBuilder() {
	}

	/**
	 * Run a command beside the task; 0 is good.
	 * @param command the text for the shell
	 * @return this builder
	 */
	public CheckBuilder command(String command) {
		return set("type", "command").set("command.cmd", command);
	}

	/**
	 * Set a variable of the command's environment.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public CheckBuilder env(String name, String value) {
		return put("command.environment", name, value);
	}

	/**
	 * Send a GET to the task's first port.
	 * @param path the path
	 * @return this builder
	 */
	public CheckBuilder http(String path) {
		return set("type", "http").set("http.path", path);
	}

	/**
	 * Use TLS for HTTP.
	 * @return this builder
	 */
	public CheckBuilder https() {
		return set("http.scheme", "https");
	}

	/**
	 * Set a good status for HTTP; without any these are 200 to 399.
	 * @param status the status
	 * @return this builder
	 */
	public CheckBuilder status(int status) {
		return add("http.statuses", status);
	}

	/**
	 * Open a connection to the task's first port.
	 * @return this builder
	 */
	public CheckBuilder tcp() {
		return set("type", "tcp");
	}

	/**
	 * Check a port of its own by number; follows {@link #http(String)} or {@link #tcp()}.
	 * @param number the number
	 * @return this builder
	 */
	public CheckBuilder port(int number) {
		return set(type() + ".port", number);
	}

	/**
	 * Check another of the task's ports; follows {@link #http(String)} or {@link #tcp()}.
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
	 * Set how long to wait before the first check.
	 * @param delay the time
	 * @return this builder
	 */
	public CheckBuilder delay(Duration delay) {
		return set("delay", delay.toString());
	}

	/**
	 * Set how long to wait between checks.
	 * @param interval the time
	 * @return this builder
	 */
	public CheckBuilder interval(Duration interval) {
		return set("interval", interval.toString());
	}

	/**
	 * Set how long a check may take.
	 * @param timeout the time
	 * @return this builder
	 */
	public CheckBuilder timeout(Duration timeout) {
		return set("timeout", timeout.toString());
	}

	/**
	 * Set how long failures are forgiven at the start.
	 * @param grace the time
	 * @return this builder
	 */
	public CheckBuilder grace(Duration grace) {
		return set("graceperiod", grace.toString());
	}

	/**
	 * Set how many failures in a row are too many.
	 * @param failures the number
	 * @return this builder
	 */
	public CheckBuilder failures(int failures) {
		return set("fails", failures);
	}

}
