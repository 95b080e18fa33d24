package io.mesosframework.boot.task.controller;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.mesosframework.boot.agent.AgentFiles;
import io.mesosframework.boot.agent.AgentUnreachableException;
import io.mesosframework.boot.agent.FilePart;
import io.mesosframework.boot.agent.NoSuchFileOnAgentException;
import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.QueryParameters;
import io.mesosframework.boot.task.endpoint.TasksReader;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManager;

/**
 * Controller that serves the output of tasks. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskLogController extends ApiController {

	private static final int DEFAULT_BYTES = 16 * 1024;

	/**
	 * Time added to the limit of reads, so that a response is aborted only if the
	 * reader's own time limit fails.
	 */
	private static final Duration GRACE = Duration.ofSeconds(5);

	private static final Set<String> STREAMS = Set.of("stdout", "stderr");

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private final TasksReader reader;

	private final AgentFiles files;

	private final Supplier<@Nullable FrameworkID> frameworkId;

	private final int maxBytes;

	/**
	 * Create a controller.
	 * @param manager the task manager
	 * @param files reads sandbox files
	 * @param frameworkId supplies the id of the framework
	 * @param maxBytes the maximum number of bytes per response
	 * @param answers completes asynchronous responses
	 */
	public TaskLogController(TaskManager manager, AgentFiles files, Supplier<@Nullable FrameworkID> frameworkId,
			int maxBytes, ApiAnswers answers) {
		super("mesostasks", answers);
		this.reader = new TasksReader(manager);
		this.files = files;
		this.frameworkId = frameworkId;
		this.maxBytes = maxBytes;
	}

	@GetMapping("/{taskId}/log")
	CompletionStage<ResponseEntity<byte[]>> log(@PathVariable String taskId,
			@RequestParam(name = "stream", required = false) @Nullable String stream,
			@RequestParam(name = "bytes", required = false) @Nullable String bytes,
			@RequestParam(name = "offset", required = false) @Nullable String offset) {
		String given = QueryParameters.text("stream", stream);
		String file = (given != null) ? given : "stdout";
		if (!STREAMS.contains(file)) {
			throw ProblemException.badRequest("'stream' must be stdout or stderr but is '" + file + "'");
		}
		int count = (int) QueryParameters.number("bytes", bytes, Math.min(DEFAULT_BYTES, this.maxBytes), 1,
				this.maxBytes);
		long start = QueryParameters.number("offset", offset, -1, 0, Long.MAX_VALUE);
		TasksReader.Found found = this.reader.find(taskId);
		if (found == null) {
			throw TaskProblems.unknownTask(taskId);
		}
		Launch launch = found.launch();
		String path = path(taskId, launch, file);
		CompletionStage<FilePart> part = (start < 0) ? this.files.tail(launch.agentId(), path, count)
				: this.files.read(launch.agentId(), path, start, count);
		return answers().later(part.exceptionally(TaskLogController::unreadable), this.files.timeout().plus(GRACE),
				(read) -> text(read, start > read.size()));
	}

	/**
	 * Respond with untrusted text, which browsers must not interpret. If the file has
	 * shrunk because it was rotated, the next offset is the beginning of the file.
	 */
	private static ResponseEntity<byte[]> text(FilePart read, boolean shrunk) {
		return ResponseEntity.ok()
			.contentType(TEXT)
			.cacheControl(CacheControl.noStore())
			.header("X-Content-Type-Options", "nosniff")
			.header("Log-Offset", Long.toString(read.offset()))
			.header("Log-Next-Offset", Long.toString(shrunk ? 0 : read.end()))
			.header("Log-Shrunk", Boolean.toString(shrunk))
			.header("Log-Size", Long.toString(read.size()))
			.body(read.data());
	}

	/**
	 * Return the path under which an agent serves the latest run of an executor. The
	 * executor of a task, or the default executor of a group, has the task id of the
	 * launch.
	 */
	private String path(String taskId, Launch launch, String file) {
		FrameworkID framework = this.frameworkId.get();
		if (framework == null) {
			throw new ProblemException(503, "not-subscribed", "The framework is not subscribed",
					"The framework has no id yet; try again when it is subscribed")
				.header("Retry-After", "5");
		}
		String member = taskId.equals(launch.taskId()) ? "" : "tasks/" + taskId + "/";
		return String.format(Locale.ROOT, "/frameworks/%s/executors/%s/runs/latest/%s%s", framework.getValue(),
				launch.taskId(), member, file);
	}

	private static FilePart unreadable(Throwable failure) {
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

}
