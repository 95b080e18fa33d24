package io.mesosframework.embedded.agent.check;

import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check.
 *
 * @param status the status; {@code null} when the check could not be performed
 * @param error why there is no status
 * @since 0.1.0
 */
public record CheckResult(@Nullable CheckStatusInfo status, @Nullable String error) {

	/**
	 * Create the result of a check that was performed.
	 * @param status the status
	 * @return the result
	 */
	public static CheckResult of(CheckStatusInfo status) {
		return new CheckResult(status, null);
	}

	/**
	 * Create the result of a check that could not be performed.
	 * @param error why
	 * @return the result
	 */
	public static CheckResult failed(String error) {
		return new CheckResult(null, error);
	}

	/**
	 * Return whether the result means a healthy task: exit code 0, an HTTP status from
	 * 200 to 399 or a connection.
	 * @return {@code true} when healthy
	 */
	boolean isHealthy() {
		if (this.status == null) {
			return false;
		}
		return switch (this.status.getType()) {
			case COMMAND -> this.status.getCommand().getExitCode() == 0;
			case HTTP -> this.status.getHttp().getStatusCode() >= 200 && this.status.getHttp().getStatusCode() < 400;
			case TCP -> this.status.getTcp().getSucceeded();
			default -> false;
		};
	}

}
