package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.endpoint.BuildInfo;
import io.mesosframework.embedded.resource.Durations;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.TaskMessages;

/**
 * Answers the calls of the operator API that only look at the agent's state.
 */
final class AgentReads {

	/** The version that embedded agents report. */
	static final String VERSION = "1.12.0";

	private static final long NANOS = 1_000_000_000L;

	private final AgentState state;

	private final Containers containers;

	AgentReads(AgentState state, Containers containers) {
		this.state = state;
		this.containers = containers;
	}

	/**
	 * Answer a call.
	 * @param call the call
	 * @return the answer, or {@code null} when the call is none of these
	 */
	@Nullable Response read(Call call) {
		Response.Builder response = Response.newBuilder();
		switch (call.getType()) {
			case GET_HEALTH -> response.setType(Response.Type.GET_HEALTH)
				.setGetHealth(Response.GetHealth.newBuilder().setHealthy(true));
			case GET_VERSION -> response.setType(Response.Type.GET_VERSION)
				.setGetVersion(Response.GetVersion.newBuilder().setVersionInfo(BuildInfo.message(VERSION)));
			case GET_FLAGS -> response.setType(Response.Type.GET_FLAGS).setGetFlags(getFlags());
			case GET_METRICS ->
				response.setType(Response.Type.GET_METRICS).setGetMetrics(Response.GetMetrics.getDefaultInstance());
			case GET_LOGGING_LEVEL -> response.setType(Response.Type.GET_LOGGING_LEVEL)
				.setGetLoggingLevel(Response.GetLoggingLevel.newBuilder().setLevel(0));
			case GET_STATE -> response.setType(Response.Type.GET_STATE)
				.setGetState(Response.GetState.newBuilder()
					.setGetTasks(tasks())
					.setGetExecutors(executors())
					.setGetFrameworks(frameworks()));
			case GET_CONTAINERS -> response.setType(Response.Type.GET_CONTAINERS).setGetContainers(containers());
			case GET_FRAMEWORKS -> response.setType(Response.Type.GET_FRAMEWORKS).setGetFrameworks(frameworks());
			case GET_EXECUTORS -> response.setType(Response.Type.GET_EXECUTORS).setGetExecutors(executors());
			case GET_OPERATIONS -> response.setType(Response.Type.GET_OPERATIONS)
				.setGetOperations(Response.GetOperations.getDefaultInstance());
			case GET_TASKS -> response.setType(Response.Type.GET_TASKS).setGetTasks(tasks());
			case GET_AGENT -> response.setType(Response.Type.GET_AGENT).setGetAgent(agent());
			case GET_RESOURCE_PROVIDERS -> response.setType(Response.Type.GET_RESOURCE_PROVIDERS)
				.setGetResourceProviders(Response.GetResourceProviders.getDefaultInstance());
			default -> {
				return null;
			}
		}
		return response.build();
	}

	/**
	 * Return the flags that describe this agent.
	 * @return values by name
	 */
	Map<String, String> flags() {
		AgentOptions options = this.state.options;
		Map<String, String> flags = new TreeMap<>();
		flags.put("authenticate_http_executors", Boolean.toString(options.jwtSecretKey() != null));
		flags.put("executor_registration_timeout", print(options.timeouts().executorRegistration()));
		flags.put("executor_reregistration_timeout", print(options.timeouts().executorReregistration()));
		flags.put("executor_shutdown_grace_period", print(options.timeouts().executorShutdownGrace()));
		flags.put("hostname", options.hostname());
		flags.put("http_command_executor", "false");
		flags.put("ip", options.ip());
		flags.put("port", Integer.toString(options.port()));
		flags.put("recover", "reconnect");
		flags.put("recovery_timeout", print(options.timeouts().recovery()));
		flags.put("registration_backoff_factor", print(options.timeouts().registrationBackoff()));
		flags.put("resources", Resources.of(options.resources()).toString());
		flags.put("work_dir", options.workDir().toString());
		return flags;
	}

	private static String print(Duration duration) {
		return Durations.print(duration);
	}

	private Response.GetFlags.Builder getFlags() {
		Response.GetFlags.Builder flags = Response.GetFlags.newBuilder();
		flags().forEach((name, value) -> flags.addFlags(Flag.newBuilder().setName(name).setValue(value)));
		return flags;
	}

	private Response.GetTasks.Builder tasks() {
		Response.GetTasks.Builder tasks = Response.GetTasks.newBuilder();
		for (AgentFramework framework : this.state.frameworks.values()) {
			framework.executors.values().forEach((executor) -> addTasks(tasks, framework, executor));
			framework.completedExecutors.forEach((executor) -> tasks.addAllCompletedTasks(executor.completed));
		}
		for (AgentFramework framework : this.state.completedFrameworks) {
			framework.completedExecutors.forEach((executor) -> tasks.addAllCompletedTasks(executor.completed));
		}
		return tasks;
	}

	private static void addTasks(Response.GetTasks.Builder tasks, AgentFramework framework, AgentExecutor executor) {
		executor.queued.values()
			.forEach((task) -> tasks
				.addQueuedTasks(TaskMessages.create(task, TaskState.TASK_STAGING, framework.frameworkId())));
		tasks.addAllLaunchedTasks(executor.launched.values());
		tasks.addAllTerminatedTasks(executor.terminated.values());
		tasks.addAllCompletedTasks(executor.completed);
	}

	private Response.GetExecutors.Builder executors() {
		Response.GetExecutors.Builder executors = Response.GetExecutors.newBuilder();
		for (AgentFramework framework : this.state.frameworks.values()) {
			framework.executors.values().forEach((executor) -> executors.addExecutors(executor(executor)));
			framework.completedExecutors.forEach((executor) -> executors.addCompletedExecutors(executor(executor)));
		}
		for (AgentFramework framework : this.state.completedFrameworks) {
			framework.completedExecutors.forEach((executor) -> executors.addCompletedExecutors(executor(executor)));
		}
		return executors;
	}

	private static Response.GetExecutors.Executor.Builder executor(AgentExecutor executor) {
		return Response.GetExecutors.Executor.newBuilder().setExecutorInfo(executor.info);
	}

	private Response.GetFrameworks.Builder frameworks() {
		Response.GetFrameworks.Builder frameworks = Response.GetFrameworks.newBuilder();
		this.state.frameworks.values()
			.forEach((framework) -> frameworks
				.addFrameworks(Response.GetFrameworks.Framework.newBuilder().setFrameworkInfo(framework.info)));
		this.state.completedFrameworks.forEach((framework) -> frameworks
			.addCompletedFrameworks(Response.GetFrameworks.Framework.newBuilder().setFrameworkInfo(framework.info)));
		return frameworks;
	}

	private Response.GetContainers.Builder containers() {
		Response.GetContainers.Builder containers = Response.GetContainers.newBuilder();
		for (AgentExecutor executor : this.state.executors()) {
			ContainerStatus status = this.containers.status(executor.containerId);
			if (status == null) {
				continue;
			}
			containers.addContainers(Response.GetContainers.Container.newBuilder()
				.setFrameworkId(executor.frameworkId)
				.setExecutorId(executor.executorId())
				.setExecutorName(executor.info.getName())
				.setContainerId(executor.containerId)
				.setContainerStatus(status));
		}
		return containers;
	}

	private Response.GetAgent.Builder agent() {
		Response.GetAgent.Builder agent = Response.GetAgent.newBuilder().setAgentInfo(this.state.info());
		if (this.state.drain != null) {
			agent.setDrainConfig(this.state.drain);
		}
		Instant start = this.state.drainStart;
		if (start != null) {
			agent.setEstimatedDrainStartTime(
					TimeInfo.newBuilder().setNanoseconds(start.getEpochSecond() * NANOS + start.getNano()));
		}
		return agent;
	}

}
