package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/**
 * Builds a health check. A task that fails it too often is killed. Defaults: delay 15,
 * interval 10, timeout 20, grace period 10 seconds and 3 failures ({@code
 * docs/health-checks.md} of Mesos). Not thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthChecks {

	private final HealthCheck.Builder check = HealthCheck.newBuilder();

	private HealthChecks(HealthCheck.Type type) {
		this.check.setType(type);
	}

	/**
	 * Create a check that succeeds if a shell command exits with 0.
	 * @param line the command line
	 * @return a builder
	 */
	public static HealthChecks command(String line) {
		return command(Commands.shell(line).build());
	}

	/**
	 * Create a check that succeeds if a command exits with 0.
	 * @param command the command
	 * @return a builder
	 */
	public static HealthChecks command(CommandInfo command) {
		HealthChecks checks = new HealthChecks(HealthCheck.Type.COMMAND);
		checks.check.setCommand(command);
		return checks;
	}

	/**
	 * Create a check that succeeds if an HTTP GET of the task's address is answered with
	 * 200 to 399.
	 * @param port the port
	 * @param path the path, beginning with {@code /}
	 * @return a builder
	 */
	public static HealthChecks http(int port, String path) {
		return http("http", port, path);
	}

	/**
	 * Create a check that succeeds if an HTTPS GET of the task's address is answered with
	 * 200 to 399. The certificate is not verified.
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
	 * Create a check that succeeds if a port of the task accepts connections.
	 * @param port the port
	 * @return a builder
	 */
	public static HealthChecks tcp(int port) {
		HealthChecks checks = new HealthChecks(HealthCheck.Type.TCP);
		checks.check.getTcpBuilder().setPort(port);
		return checks;
	}

	/**
	 * Set the delay before the first check.
	 * @param duration the delay
	 * @return this builder
	 */
	public HealthChecks delay(Duration duration) {
		this.check.setDelaySeconds(seconds(duration));
		return this;
	}

	/**
	 * Set the interval between checks.
	 * @param duration the interval
	 * @return this builder
	 */
	public HealthChecks interval(Duration duration) {
		this.check.setIntervalSeconds(seconds(duration));
		return this;
	}

	/**
	 * Set the timeout of a check.
	 * @param duration the timeout
	 * @return this builder
	 */
	public HealthChecks timeout(Duration duration) {
		this.check.setTimeoutSeconds(seconds(duration));
		return this;
	}

	/**
	 * Set how long failures are ignored after the start.
	 * @param duration the grace period
	 * @return this builder
	 */
	public HealthChecks gracePeriod(Duration duration) {
		this.check.setGracePeriodSeconds(seconds(duration));
		return this;
	}

	/**
	 * Set after how many consecutive failures the task is killed.
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
	 * Build the check.
	 * @return the check
	 */
	public HealthCheck build() {
		return this.check.build();
	}

}
