package io.mesosframework.model;

import java.time.Duration;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Describes a check: its results are reported with the task's status and have no other
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
	 * Reports the exit code of a line of shell.
	 * @param line the line
	 * @return a builder
	 */
	public static Checks command(String line) {
		return command(Commands.shell(line).build());
	}

	/**
	 * Reports the exit code of a command.
	 * @param command the command
	 * @return a builder
	 */
	public static Checks command(CommandInfo command) {
		Checks checks = new Checks(CheckInfo.Type.COMMAND);
		checks.check.getCommandBuilder().setCommand(command);
		return checks;
	}

	/**
	 * Reports the status code of an HTTP GET.
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
	 * Reports whether a port accepts connections.
	 * @param port the port
	 * @return a builder
	 */
	public static Checks tcp(int port) {
		Checks checks = new Checks(CheckInfo.Type.TCP);
		checks.check.getTcpBuilder().setPort(port);
		return checks;
	}

	/**
	 * Sets how long to wait before the first check, 15 seconds by default.
	 * @param duration the time
	 * @return this builder
	 */
	public Checks delay(Duration duration) {
		this.check.setDelaySeconds(HealthChecks.seconds(duration));
		return this;
	}

	/**
	 * Sets how long to wait between checks, 10 seconds by default.
	 * @param duration the time
	 * @return this builder
	 */
	public Checks interval(Duration duration) {
		this.check.setIntervalSeconds(HealthChecks.seconds(duration));
		return this;
	}

	/**
	 * Sets how long a check may take, 20 seconds by default.
	 * @param duration the time
	 * @return this builder
	 */
	public Checks timeout(Duration duration) {
		this.check.setTimeoutSeconds(HealthChecks.seconds(duration));
		return this;
	}

	/**
	 * Makes the description.
	 * @return the description
	 */
	public CheckInfo build() {
		return this.check.build();
	}

}
