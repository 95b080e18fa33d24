package io.mesosframework.embedded.master.validation;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.Volume;
import org.jspecify.annotations.Nullable;

/**
 * The rules for commands, containers and checks ({@code src/common/validation.cpp} of
 * Mesos). Every method returns the error or {@code null}.
 */
final class CommandRules {

	private CommandRules() {
	}

	static @Nullable String command(CommandInfo command) {
		for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
			String error = variable(variable);
			if (error != null) {
				return error;
			}
		}
		return null;
	}

	private static @Nullable String variable(Environment.Variable variable) {
		return switch (variable.getType()) {
			case SECRET -> secretVariable(name(variable), variable);
			case VALUE -> {
				if (!variable.hasValue()) {
					yield name(variable) + " of type 'VALUE' must have a value set";
				}
				yield variable.hasSecret() ? name(variable) + " of type 'VALUE' must not have a secret set" : null;
			}
			case UNKNOWN -> "Environment variable of type 'UNKNOWN' is not allowed";
		};
	}

	private static String name(Environment.Variable variable) {
		return "Environment variable '" + variable.getName() + "'";
	}

	private static @Nullable String secretVariable(String name, Environment.Variable variable) {
		if (!variable.hasSecret()) {
			return name + " of type 'SECRET' must have a secret set";
		}
		if (variable.hasValue()) {
			return name + " of type 'SECRET' must not have a value set";
		}
		String error = secret(variable.getSecret());
		if (error != null) {
			return name + " specifies an invalid secret: " + error;
		}
		if (variable.getSecret().getValue().getData().toStringUtf8().indexOf('\0') >= 0) {
			return name + " specifies a secret containing null bytes, which is not allowed in the environment";
		}
		return null;
	}

	private static @Nullable String secret(Secret secret) {
		return switch (secret.getType()) {
			case REFERENCE -> {
				if (!secret.hasReference()) {
					yield "Secret of type REFERENCE must have the 'reference' field set";
				}
				yield secret.hasValue() ? "Secret '" + secret.getReference().getName()
						+ "' of type REFERENCE must not have the 'value' field set" : null;
			}
			case VALUE -> {
				if (!secret.hasValue()) {
					yield "Secret of type VALUE must have the 'value' field set";
				}
				yield secret.hasReference() ? "Secret of type VALUE must not have the 'reference' field set" : null;
			}
			case UNKNOWN -> null;
		};
	}

	static @Nullable String container(ContainerInfo container) {
		for (Volume volume : container.getVolumesList()) {
			String error = volume(volume);
			if (error != null) {
				return "Invalid volume: " + error;
			}
		}
		if (container.getType() == ContainerInfo.Type.DOCKER) {
			if (!container.hasDocker()) {
				return "DockerInfo 'docker' is not set for DOCKER typed ContainerInfo";
			}
			if (container.getDocker()
				.getParametersList()
				.stream()
				.anyMatch((parameter) -> "name".equals(parameter.getKey()))) {
				return "Parameter in DockerInfo must not be 'name'";
			}
		}
		return null;
	}

	private static @Nullable String volume(Volume volume) {
		int count = (volume.hasHostPath() ? 1 : 0) + (volume.hasImage() ? 1 : 0) + (volume.hasSource() ? 1 : 0);
		if (count != 1) {
			return "Only one of them should be set: 'host_path', 'image' and 'source'";
		}
		if (!volume.hasSource()) {
			return null;
		}
		Volume.Source source = volume.getSource();
		return switch (source.getType()) {
			case DOCKER_VOLUME -> missing(source.hasDockerVolume(), "docker_volume", "DOCKER_VOLUME");
			case HOST_PATH -> missing(source.hasHostPath(), "host_path", "HOST_PATH");
			case SANDBOX_PATH -> missing(source.hasSandboxPath(), "sandbox_path", "SANDBOX_PATH");
			case SECRET -> missing(source.hasSecret(), "secret", "SECRET");
			case CSI_VOLUME -> {
				String error = missing(source.hasCsiVolume(), "csi_volume", "CSI");
				yield (error != null) ? error : missing(source.getCsiVolume().hasStaticProvisioning(),
						"csi_volume.static_provisioning", "CSI");
			}
			case UNKNOWN -> "'source.type' is unknown";
		};
	}

	private static @Nullable String missing(boolean present, String field, String kind) {
		return present ? null : "'source." + field + "' is not set for " + kind + " volume";
	}

	static @Nullable String healthCheck(HealthCheck check) {
		if (!check.hasType()) {
			return "HealthCheck must specify 'type'";
		}
		String error = switch (check.getType()) {
			case COMMAND -> check.hasCommand() ? commandCheck(check.getCommand(), "health check", "Health check's")
					: "Expecting 'command' to be set for COMMAND health check";
			case HTTP ->
				check.hasHttp() ? httpHealthCheck(check.getHttp()) : "Expecting 'http' to be set for HTTP health check";
			case TCP -> check.hasTcp() ? null : "Expecting 'tcp' to be set for TCP health check";
			case UNKNOWN -> "'UNKNOWN' is not a valid health check type";
		};
		if (error == null) {
			error = nonNegative(check.getDelaySeconds(), "delay_seconds");
		}
		if (error == null) {
			error = nonNegative(check.getGracePeriodSeconds(), "grace_period_seconds");
		}
		if (error == null) {
			error = nonNegative(check.getIntervalSeconds(), "interval_seconds");
		}
		return (error != null) ? error : nonNegative(check.getTimeoutSeconds(), "timeout_seconds");
	}

	private static @Nullable String httpHealthCheck(HealthCheck.HTTPCheckInfo http) {
		if (http.hasScheme() && !"http".equals(http.getScheme()) && !"https".equals(http.getScheme())) {
			return "Unsupported HTTP health check scheme: '" + http.getScheme() + "'";
		}
		return (http.hasPath() && !http.getPath().startsWith("/"))
				? "The path '" + http.getPath() + "' of HTTP health check must start with '/'" : null;
	}

	static @Nullable String check(CheckInfo check) {
		if (!check.hasType()) {
			return "CheckInfo must specify 'type'";
		}
		String error = switch (check.getType()) {
			case COMMAND -> check.hasCommand() ? commandCheck(check.getCommand().getCommand(), "check", "Check's")
					: "Expecting 'command' to be set for COMMAND check";
			case HTTP -> {
				if (!check.hasHttp()) {
					yield "Expecting 'http' to be set for HTTP check";
				}
				String path = check.getHttp().getPath();
				yield (check.getHttp().hasPath() && !path.startsWith("/"))
						? "The path '" + path + "' of HTTP check must start with '/'" : null;
			}
			case TCP -> check.hasTcp() ? null : "Expecting 'tcp' to be set for TCP check";
			case UNKNOWN -> "'UNKNOWN' is not a valid check type";
		};
		if (error == null) {
			error = nonNegative(check.getDelaySeconds(), "delay_seconds");
		}
		if (error == null) {
			error = nonNegative(check.getIntervalSeconds(), "interval_seconds");
		}
		return (error != null) ? error : nonNegative(check.getTimeoutSeconds(), "timeout_seconds");
	}

	private static @Nullable String commandCheck(CommandInfo command, String kind, String owner) {
		if (!command.hasValue()) {
			String what = command.getShell() ? "'shell command'" : "'executable path'";
			return "Command " + kind + " must contain " + what;
		}
		String error = command(command);
		return (error != null) ? owner + " `CommandInfo` is invalid: " + error : null;
	}

	private static @Nullable String nonNegative(double seconds, String field) {
		return (seconds < 0) ? "Expecting '" + field + "' to be non-negative" : null;
	}

}
