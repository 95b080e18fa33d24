package io.mesosframework.boot.task.controller;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.EventStream;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.QueryParameters;
import io.mesosframework.boot.task.descriptor.InstanceDescriptor;
import io.mesosframework.boot.task.descriptor.TaskDetail;
import io.mesosframework.boot.task.descriptor.TasksPage;
import io.mesosframework.boot.task.endpoint.TasksReader;
import io.mesosframework.task.TaskManager;

/**
 * Controller that describes, follows and kills tasks. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TasksController extends ApiController {

	private final TaskManager manager;

	private final TasksReader reader;

	private final TaskEvents events;

	/**
	 * Create a controller.
	 * @param manager the task manager
	 * @param events the source of server-sent events
	 * @param answers completes asynchronous responses
	 */
	public TasksController(TaskManager manager, TaskEvents events, ApiAnswers answers) {
		super("mesostasks", answers);
		this.manager = manager;
		this.reader = new TasksReader(manager);
		this.events = events;
	}

	@GetMapping
	ResponseEntity<TasksPage> list(@RequestParam(name = "app", required = false) @Nullable String app,
			@RequestParam(name = "state", required = false) @Nullable String state,
			@RequestParam(name = "phase", required = false) @Nullable String phase,
			@RequestParam(name = "agent", required = false) @Nullable String agent,
			@RequestParam(name = "limit", required = false) @Nullable String limit,
			@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
		int count = (int) QueryParameters.number("limit", limit, TasksReader.DEFAULT_LIMIT, 1, TasksReader.MAX_LIMIT);
		try {
			TasksReader.Filter filter = new TasksReader.Filter(QueryParameters.text("app", app),
					QueryParameters.text("state", state), QueryParameters.text("phase", phase),
					QueryParameters.text("agent", agent));
			return ApiAnswers.ok(this.reader.page(filter, QueryParameters.text("cursor", cursor), count));
		}
		catch (IllegalArgumentException ex) {
			throw ProblemException.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	@GetMapping("/events")
	ResponseEntity<EventStream> follow(@RequestParam(name = "app", required = false) @Nullable String app,
			HttpMethod method) {
		String followed = QueryParameters.text("app", app);
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.cacheControl(CacheControl.noCache())
			.header("X-Accel-Buffering", "no")
			.body(method.equals(HttpMethod.HEAD) ? null : this.events.subscribe(followed));
	}

	@GetMapping("/{taskId}")
	ResponseEntity<TaskDetail> get(@PathVariable String taskId) {
		TasksReader.Found found = this.reader.find(taskId);
		if (found == null) {
			throw TaskProblems.unknownTask(taskId);
		}
		return ApiAnswers.ok(TaskDetail.of(found.instance(), this.manager.waiting(found.instance().app())));
	}

	@DeleteMapping("/{taskId}")
	CompletionStage<ResponseEntity<InstanceDescriptor>> kill(@PathVariable String taskId) {
		return later(this.manager.kill(taskId), (instance) -> ApiAnswers.ok(InstanceDescriptor.of(instance)));
	}

}
