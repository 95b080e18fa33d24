package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.process.ProcessSpec;
import io.mesosframework.embedded.resource.Durations;

/**
 * Builds the environment of executors and tasks; nothing is inherited from the JVM
 * ({@code executorEnvironment} in {@code src/slave/slave.cpp}).
 */
final class ExecutorEnvironment {

	private ExecutorEnvironment() {
	}

	/**
	 * Build the environment of an executor.
	 * @param state the agent
	 * @param executor the executor
	 * @param sandbox its directory
	 * @param checkpoint whether its framework checkpoints
	 * @param token its token, if executors need one
	 * @return the variables
	 */
	static Map<String, String> of(AgentState state, ExecutorInfo executor, Path sandbox, boolean checkpoint,
			@Nullable String token) {
		AgentOptions options = state.options;
		Map<String, String> environment = new LinkedHashMap<>(options.executorEnvironment());
		environment.putIfAbsent("PATH", ProcessSpec.DEFAULT_PATH);
		environment.put("LIBPROCESS_PORT", "0");
		environment.put("MESOS_FRAMEWORK_ID", executor.getFrameworkId().getValue());
		environment.put("MESOS_EXECUTOR_ID", executor.getExecutorId().getValue());
		environment.put("MESOS_DIRECTORY", sandbox.toString());
		environment.put("MESOS_SLAVE_ID", state.requireId().getValue());
		environment.put("MESOS_SLAVE_PID", options.pid());
		environment.put("MESOS_AGENT_ENDPOINT", options.address());
		environment.put("MESOS_CHECKPOINT", checkpoint ? "1" : "0");
		environment.put("MESOS_HTTP_COMMAND_EXECUTOR", "0");
		environment.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", Durations.print(shutdownGrace(state, executor)));
		if (checkpoint) {
			environment.put("MESOS_RECOVERY_TIMEOUT", Durations.print(options.timeouts().recovery()));
			environment.put("MESOS_SUBSCRIPTION_BACKOFF_MAX",
					Durations.print(options.timeouts().executorReregistration()));
		}
		if (token != null) {
			environment.put("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", token);
		}
		environment.put("MESOS_SANDBOX", sandbox.toString());
		add(environment, executor.getCommand());
		return environment;
	}

	/**
	 * Build the environment of a task within a container of the default executor.
	 * @param options the agent's options
	 * @param sandbox the task's directory
	 * @param command the task's command
	 * @return the variables
	 */
	static Map<String, String> nested(AgentOptions options, Path sandbox, CommandInfo command) {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("PATH", ProcessSpec.DEFAULT_PATH);
		environment.put("MESOS_SANDBOX", sandbox.toString());
		environment.put("MESOS_CONTAINER_IP", options.ip());
		add(environment, command);
		return environment;
	}

	/**
	 * Add the variables of a command, with secrets that are given by their value.
	 * @param environment the variables
	 * @param command the command
	 */
	static void add(Map<String, String> environment, CommandInfo command) {
		for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
			boolean secret = variable.getType() == Environment.Variable.Type.SECRET;
			environment.put(variable.getName(),
					secret ? variable.getSecret().getValue().getData().toStringUtf8() : variable.getValue());
		}
	}

	/**
	 * Return how long an executor may take to shut down.
	 * @param state the agent
	 * @param executor the executor
	 * @return the time
	 */
	static Duration shutdownGrace(AgentState state, ExecutorInfo executor) {
		return executor.hasShutdownGracePeriod() ? Duration.ofNanos(executor.getShutdownGracePeriod().getNanoseconds())
				: state.options.timeouts().executorShutdownGrace();
	}

}
