package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Builds a check, whose results are reported with the task's status and have no other
 * effect ({@code docs/health-checks.md} of Mesos). Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Checks {

	private final CheckInfo.Builder check = CheckInfo.newBuilder();

	private Checks(CheckInfo.Type type) {
		this.check.setType(type);
	}

	/**
	 * Create a check that reports the exit code of a shell command.
	 * @param line the command line
	 * @return a builder
	 */
	public static Checks command(String line) {
		return command(Commands.shell(line).build());
	}

	/**
	 * Create a check that reports the exit code of a command.
	 * @param command the command
	 * @return a builder
	 */
	public static Checks command(CommandInfo command) {
		Checks checks = new Checks(CheckInfo.Type.COMMAND);
		checks.check.getCommandBuilder().setCommand(command);
		return checks;
	}

	/**
	 * Create a check that reports the status code of an HTTP GET.
	 * @param port the port
	 * @param path the path, beginning with {@code /}
	 * @return a builder
	 */
	public static Checks http(int port, String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path of a check must begin with '/': \"" + path + "\"");
		}
		Checks checks = new Checks(CheckInfo.Type.HTTP);
		checks.check.getHttpBuilder().setPort(port).setPath(path);
		return checks;
	}

	/**
	 * Create a check that reports whether a port accepts connections.
	 * @param port the port
	 * @return a builder
	 */
	public static Checks tcp(int port) {
		Checks checks = new Checks(CheckInfo.Type.TCP);
		checks.check.getTcpBuilder().setPort(port);
		return checks;
	}

	/**
	 * Set the delay before the first check, 15 seconds by default.
	 * @param duration the delay
	 * @return this builder
	 */
	public Checks delay(Duration duration) {
		this.check.setDelaySeconds(HealthChecks.seconds(duration));
		return this;
	}

	/**
	 * Set the interval between checks, 10 seconds by default.
	 * @param duration the interval
	 * @return this builder
	 */
	public Checks interval(Duration duration) {
		this.check.setIntervalSeconds(HealthChecks.seconds(duration));
		return this;
	}

	/**
	 * Set the timeout of a check, 20 seconds by default.
	 * @param duration the timeout
	 * @return this builder
	 */
	public Checks timeout(Duration duration) {
		this.check.setTimeoutSeconds(HealthChecks.seconds(duration));
		return this;
	}

	/**
	 * Build the check.
	 * @return the check
	 */
	public CheckInfo build() {
		return this.check.build();
	}

}
