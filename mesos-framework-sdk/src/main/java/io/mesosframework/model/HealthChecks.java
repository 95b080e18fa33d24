package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/**
 * Describes a health check: a task that fails it too often is killed. Delay 15, interval
 * 10, timeout 20, grace period 10 seconds and 3 failures unless told otherwise
 * ({@code docs/health-checks.md} of Mesos). Not thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthChecks {

	private final HealthCheck.Builder check = HealthCheck.newBuilder();

	private HealthChecks(HealthCheck.Type type) {
		this.check.setType(type);
	}

	/**
	 * Healthy while a line of shell exits with 0.
	 * @param line the line
	 * @return a builder
	 */
	public static HealthChecks command(String line) {
		return command(Commands.shell(line).build());
	}

	/**
	 * Healthy while a command exits with 0.
	 * @param command the command
	 * @return a builder
	 */
	public static HealthChecks command(CommandInfo command) {
		HealthChecks checks = new HealthChecks(HealthCheck.Type.COMMAND);
		checks.check.setCommand(command);
		return checks;
	}

	/**
	 * Healthy while an HTTP GET of the task's address is answered with 200 to 399.
	 * @param port the port
	 * @param path the path, beginning with {@code /}
	 * @return a builder
	 */
	public static HealthChecks http(int port, String path) {
		return http("http", port, path);
	}

	/**
	 * Healthy while an HTTPS GET of the task's address is answered with 200 to 399; the
	 * certificate is not verified.
	 * @param port the port
	 * @param path the path, beginning with {@code /}
	 * @return a builder
	 */
	public static HealthChecks https(int port, String path) {
		return http("https", port, path);
	}

	private static HealthChecks http(String scheme, int port, String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path of a health check must begin with '/': \"" + path + "\"");
		}
		HealthChecks checks = new HealthChecks(HealthCheck.Type.HTTP);
		checks.check.getHttpBuilder().setScheme(scheme).setPort(port).setPath(path);
		return checks;
	}

	/**
	 * Healthy while the task's port accepts connections.
	 * @param port the port
	 * @return a builder
	 */
	public static HealthChecks tcp(int port) {
		HealthChecks checks = new HealthChecks(HealthCheck.Type.TCP);
		checks.check.getTcpBuilder().setPort(port);
		return checks;
	}

	/**
	 * Sets how long to wait before the first check.
	 * @param duration the time
	 * @return this builder
	 */
	public HealthChecks delay(Duration duration) {
		this.check.setDelaySeconds(seconds(duration));
		return this;
	}

	/**
	 * Sets how long to wait between checks.
	 * @param duration the time
	 * @return this builder
	 */
	public HealthChecks interval(Duration duration) {
		this.check.setIntervalSeconds(seconds(duration));
		return this;
	}

	/**
	 * Sets how long a check may take.
	 * @param duration the time
	 * @return this builder
	 */
	public HealthChecks timeout(Duration duration) {
		this.check.setTimeoutSeconds(seconds(duration));
		return this;
	}

	/**
	 * Sets for how long after the start failures do not count.
	 * @param duration the time
	 * @return this builder
	 */
	public HealthChecks gracePeriod(Duration duration) {
		this.check.setGracePeriodSeconds(seconds(duration));
		return this;
	}

	/**
	 * Sets how many failures in a row kill the task.
	 * @param failures the number; 0 for never
	 * @return this builder
	 */
	public HealthChecks consecutiveFailures(int failures) {
		this.check.setConsecutiveFailures(failures);
		return this;
	}

	static double seconds(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("A duration must not be negative, but is " + duration);
		}
		return duration.toNanos() / 1e9;
	}

	/**
	 * Makes the description.
	 * @return the description
	 */
	public HealthCheck build() {
		return this.check.build();
	}

}
