package io.mesosframework.task.internal.info;

import java.time.Duration;
import java.util.List;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.Environments;
import io.mesosframework.task.definition.TaskSpec.CheckSpec;
import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.PortMapping;

/**
 * Builds the checks of a task from their specifications.
 */
final class TaskChecks {

	private TaskChecks() {
	}

	static HealthCheck health(CheckSpec spec, Ports ports) {
		HealthCheck.Builder check = HealthCheck.newBuilder()
			.setDelaySeconds(seconds(spec.delay()))
			.setIntervalSeconds(seconds(spec.interval()))
			.setTimeoutSeconds(seconds(spec.timeout()))
			.setGracePeriodSeconds(seconds(spec.grace()))
			.setConsecutiveFailures(spec.failures());
		switch (spec.type()) {
			case COMMAND -> check.setType(HealthCheck.Type.COMMAND).setCommand(command(spec));
			case HTTP -> {
				HealthCheck.HTTPCheckInfo.Builder http = HealthCheck.HTTPCheckInfo.newBuilder()
					.setScheme(spec.scheme())
					.setPort(port(spec, ports))
					.addAllStatuses(spec.statuses());
				if (spec.path() != null) {
					http.setPath(spec.path());
				}
				check.setType(HealthCheck.Type.HTTP).setHttp(http);
			}
			case TCP -> check.setType(HealthCheck.Type.TCP)
				.setTcp(HealthCheck.TCPCheckInfo.newBuilder().setPort(port(spec, ports)));
		}
		return check.build();
	}

	static CheckInfo readiness(CheckSpec spec, Ports ports) {
		CheckInfo.Builder check = CheckInfo.newBuilder()
			.setDelaySeconds(seconds(spec.delay()))
			.setIntervalSeconds(seconds(spec.interval()))
			.setTimeoutSeconds(seconds(spec.timeout()));
		switch (spec.type()) {
			case COMMAND -> check.setType(CheckInfo.Type.COMMAND)
				.setCommand(CheckInfo.Command.newBuilder().setCommand(command(spec)));
			case HTTP -> {
				CheckInfo.Http.Builder http = CheckInfo.Http.newBuilder().setPort(port(spec, ports));
				if (spec.path() != null) {
					http.setPath(spec.path());
				}
				check.setType(CheckInfo.Type.HTTP).setHttp(http);
			}
			case TCP -> check.setType(CheckInfo.Type.TCP).setTcp(CheckInfo.Tcp.newBuilder().setPort(port(spec, ports)));
		}
		return check.build();
	}

	private static CommandInfo command(CheckSpec spec) {
		CommandInfo.Builder command = CommandInfo.newBuilder()
			.setValue((spec.command() != null) ? spec.command() : "true");
		if (!spec.environment().isEmpty()) {
			command.setEnvironment(Environments.of(spec.environment()).build());
		}
		return command.build();
	}

	/**
	 * Return the port of a check. A negative port is an index into the task's own ports:
	 * -1 is the first.
	 */
	private static int port(CheckSpec spec, Ports ports) {
		if (spec.port() >= 0) {
			return spec.port();
		}
		int index = -1 - spec.port();
		if (index >= ports.host().size()) {
			throw new IllegalArgumentException("The check needs port " + index + " of the task, which has "
					+ ports.host().size() + "; give the task more ports or the check a port of its own");
		}
		return ports.inside(ports.host().get(index).intValue());
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

	/**
	 * Ports of a task.
	 *
	 * @param host the host ports
	 * @param container the container that maps the ports, or {@code null}
	 */
	record Ports(List<Long> host, @Nullable ContainerSpec container) {

		/**
		 * Return the port that a check must use for a host port. Checks run in the
		 * network of the task.
		 */
		int inside(int hostPort) {
			if (this.container == null) {
				return hostPort;
			}
			return Containers.withPorts(this.container, this.host)
				.networks()
				.stream()
				.flatMap((network) -> network.portMappings().stream())
				.filter((mapping) -> mapping.hostPort() == hostPort && mapping.protocol().equals("tcp"))
				.map(PortMapping::containerPort)
				.findFirst()
				.orElse(hostPort);
		}

	}

}
