package io.mesosframework.boot.task;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.agent.AgentFiles;
import io.mesosframework.boot.agent.AgentUnreachableException;
import io.mesosframework.boot.agent.FilePart;
import io.mesosframework.boot.agent.NoSuchFileOnAgentException;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.Route;
import io.mesosframework.boot.task.TasksReader.Found;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManager;

/**
 * Answers what is asked of tasks over HTTP. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TasksApi {

	private static final String ID = "mesostasks";

	private static final int DEFAULT_LOG = 16 * 1024;

	/** Reading ends by itself in time; only if it should not, it is ended after this. */
	private static final Duration GRACE = Duration.ofSeconds(5);

	private static final Set<String> STREAMS = Set.of("stdout", "stderr");

	private final TaskManager manager;

	private final TasksReader reader;

	private final AgentFiles files;

	private final Supplier<@Nullable FrameworkID> frameworkId;

	private final TaskEvents events;

	private final int maxLog;

	private final Executor threads;

	/**
	 * Create the API.
	 * @param manager the task manager
	 * @param files reads sandboxes
	 * @param frameworkId knows the id of the framework
	 * @param events what happens
	 * @param maxLog how many bytes of a log are given at once
	 * @param threads describe what was changed
	 */
	public TasksApi(TaskManager manager, AgentFiles files, Supplier<@Nullable FrameworkID> frameworkId,
			TaskEvents events, int maxLog, Executor threads) {
		this.manager = manager;
		this.reader = new TasksReader(manager);
		this.files = files;
		this.frameworkId = frameworkId;
		this.events = events;
		this.maxLog = maxLog;
		this.threads = threads;
	}

	/**
	 * Return the routes.
	 * @return the routes; those with fixed paths come first
	 */
	public List<Route> routes() {
		return List.of(
				Route.of("GET", ID, "", "Page through instances and their tasks")
					.query("app", "string", "only those of this app")
					.query("state", "string", "only those whose task has this state, for example TASK_RUNNING")
					.query("phase", "string", "only those in this phase, for example WAITING")
					.query("agent", "string", "only those on this agent, by id or hostname")
					.query("limit", "integer",
							"how many at most; " + TasksReader.DEFAULT_LIMIT + ", up to " + TasksReader.MAX_LIMIT)
					.query("cursor", "string", "the 'next' of an earlier page")
					.answers(200, TasksPage.class, "a page, by app and number")
					.handledBy(this::list),
				Route.of("GET", ID, "events", "Follow what happens, as server-sent events")
					.query("app", "string", "only what happens to this app")
					.answers(200, "text/event-stream",
							"events 'task', 'app-removed', 'deployment-started', 'deployment-finished', 'gang-failed', "
									+ "'reconciliation-finished'; at the end 'closed' with the reason")
					.fails(503, "there are as many readers as there may be")
					.handledBy(this::follow),
				Route.of("GET", ID, "{taskId}", "Describe a task, with its past and why it is where it is")
					.answers(200, TaskDetail.class, "the task")
					.fails(404, "there is no such task")
					.handledBy(this::get),
				Route.of("DELETE", ID, "{taskId}", "Kill a task; what shall run is launched anew")
					.answers(200, InstanceDescriptor.class, "its instance as it is then")
					.fails(404, "there is no such task that may run")
					.handledBy(this::kill),
				Route.of("GET", ID, "{taskId}/log", "Read what a task has written")
					.query("stream", "string", "stdout (the default) or stderr")
					.query("bytes", "integer", "how many bytes at most; " + DEFAULT_LOG + ", up to " + this.maxLog)
					.query("offset", "integer", "where to begin; without it the end is read")
					.answers(200, "text/plain",
							"the bytes; the headers Log-Offset, Log-Next-Offset and Log-Size say where they are")
					.fails(404, "there is no such task, or no such file any more")
					.fails(502, "the agent cannot be reached or refuses")
					.fails(504, "the log could not be read in time")
					.within(this.files.timeout().plus(GRACE))
					.handledBy(this::log));
	}

	private CompletionStage<ApiResponse> list(ApiRequest request) {
		int limit = (int) request.number("limit", TasksReader.DEFAULT_LIMIT, 1, TasksReader.MAX_LIMIT);
		try {
			TasksReader.Filter filter = new TasksReader.Filter(request.text("app"), request.text("state"),
					request.text("phase"), request.text("agent"));
			return CompletableFuture
				.completedStage(ApiResponse.ok(this.reader.page(filter, request.text("cursor"), limit)));
		}
		catch (IllegalArgumentException ex) {
			throw ProblemException.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	private CompletionStage<ApiResponse> get(ApiRequest request) {
		Found found = require(request);
		return CompletableFuture.completedStage(
				ApiResponse.ok(TaskDetail.of(found.instance(), this.manager.waiting(found.instance().app()))));
	}

	private CompletionStage<ApiResponse> kill(ApiRequest request) {
		return this.manager.kill(request.variable("taskId"))
			.thenApplyAsync((instance) -> ApiResponse.ok(InstanceDescriptor.of(instance)), this.threads);
	}

	private CompletionStage<ApiResponse> follow(ApiRequest request) {
		return CompletableFuture.completedStage(ApiResponse.events(this.events.subscribe(request.text("app"))));
	}

	private CompletionStage<ApiResponse> log(ApiRequest request) {
		String given = request.text("stream");
		String stream = (given != null) ? given : "stdout";
		if (!STREAMS.contains(stream)) {
			throw ProblemException.badRequest("'stream' must be stdout or stderr but is '" + stream + "'");
		}
		int bytes = (int) request.number("bytes", Math.min(DEFAULT_LOG, this.maxLog), 1, this.maxLog);
		long offset = request.number("offset", -1, 0, Long.MAX_VALUE);
		Launch launch = require(request).launch();
		String path = path(request.variable("taskId"), launch, stream);
		CompletionStage<FilePart> part = (offset < 0) ? this.files.tail(launch.agentId(), path, bytes)
				: this.files.read(launch.agentId(), path, offset, bytes);
		return part
			.thenApply((read) -> ApiResponse.text(read.data())
				.header("Log-Offset", read.offset())
				.header("Log-Next-Offset", read.end())
				.header("Log-Size", read.size()))
			.exceptionally(TasksApi::unreadable);
	}

	/**
	 * The path under which an agent shows the latest run of an executor. The executor of
	 * a task, or of the default executor of a group, has the id of the launch.
	 */
	private String path(String taskId, Launch launch, String stream) {
		FrameworkID framework = this.frameworkId.get();
		if (framework == null) {
			throw new ProblemException(503, "not-subscribed", "The framework is not subscribed",
					"The framework has no id yet; try again when it is subscribed")
				.header("Retry-After", "5");
		}
		String member = taskId.equals(launch.taskId()) ? "" : "tasks/" + taskId + "/";
		return String.format(Locale.ROOT, "/frameworks/%s/executors/%s/runs/latest/%s%s", framework.getValue(),
				launch.taskId(), member, stream);
	}

	private static ApiResponse unreadable(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		String message = String.valueOf(cause.getMessage());
		if (cause instanceof NoSuchFileOnAgentException) {
			throw new ProblemException(404, "no-log", "There is no such log", message);
		}
		if (cause instanceof AgentUnreachableException unreachable) {
			throw unreachable.late()
					? new ProblemException(504, "agent-late", "The agent did not answer in time", message)
					: new ProblemException(502, "agent-unreachable", "The agent cannot be asked", message);
		}
		throw new CompletionException(cause);
	}

	private Found require(ApiRequest request) {
		String taskId = request.variable("taskId");
		Found found = this.reader.find(taskId);
		if (found == null) {
			throw new ProblemException(404, "unknown-task", "There is no such task",
					"There is no task '" + taskId + "', and none of the last launches of any instance had this id");
		}
		return found;
	}

}
