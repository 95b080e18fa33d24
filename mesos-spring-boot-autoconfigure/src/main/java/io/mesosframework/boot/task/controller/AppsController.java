package io.mesosframework.boot.task.controller;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

import io.mesosframework.boot.rest.ActionBody;
import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.task.descriptor.AppDescriptor;
import io.mesosframework.boot.task.descriptor.AppsDescriptor;
import io.mesosframework.boot.task.descriptor.HistoryDescriptor;
import io.mesosframework.boot.task.endpoint.MesosAppsEndpoint;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.TaskManager;

/**
 * Controller that describes and changes apps. Reads return the last recorded state;
 * changes are passed to the event loop and answered once they are recorded. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AppsController extends ApiController {

	private static final int MAX_INSTANCES = 1_000_000;

	private final TaskManager manager;

	/**
	 * Create a controller.
	 * @param manager the task manager
	 * @param answers completes asynchronous responses
	 */
	public AppsController(TaskManager manager, ApiAnswers answers) {
		super("mesosapps", answers);
		this.manager = manager;
	}

	@GetMapping
	ResponseEntity<AppsDescriptor> list() {
		return ApiAnswers.ok(new MesosAppsEndpoint(this.manager).apps());
	}

	@GetMapping("/{app}")
	ResponseEntity<AppDescriptor> get(@PathVariable String app) {
		App found = this.manager.app(app);
		if (found == null) {
			throw TaskProblems.unknownApp(app);
		}
		return described(found);
	}

	@GetMapping("/{app}/history")
	ResponseEntity<HistoryDescriptor> history(@PathVariable String app) {
		AppHistory history = this.manager.history(app);
		if (history == null) {
			throw TaskProblems.unknownApp(app);
		}
		return ApiAnswers.ok(HistoryDescriptor.of(history));
	}

	@DeleteMapping("/{app}")
	CompletionStage<ResponseEntity<AppDescriptor>> remove(@PathVariable String app,
			@RequestHeader HttpHeaders headers) {
		return changed(this.manager.remove(app, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/scale")
	CompletionStage<ResponseEntity<AppDescriptor>> scale(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		Integer instances = action.integer("instances", 0, MAX_INSTANCES);
		action.missing("instances", "the number of instances wanted");
		action.finish();
		return changed(this.manager.scale(app, (instances != null) ? instances : 0, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/restart")
	CompletionStage<ResponseEntity<AppDescriptor>> restart(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		Integer index = action.integer("instance", 0, Integer.MAX_VALUE);
		action.finish();
		return changed(this.manager.restart(app, index, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/replace")
	CompletionStage<ResponseEntity<AppDescriptor>> replace(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		Integer index = action.integer("instance", 0, Integer.MAX_VALUE);
		action.missing("instance", "the number of the instance to replace");
		action.finish();
		return changed(this.manager.replace(app, (index != null) ? index : 0, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/kill")
	CompletionStage<ResponseEntity<AppDescriptor>> kill(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		Integer index = action.integer("instance", 0, Integer.MAX_VALUE);
		action.finish();
		return changed(this.manager.kill(app, index, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/pause")
	CompletionStage<ResponseEntity<AppDescriptor>> pause(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		new ActionBody(body).finish();
		return changed(this.manager.pause(app, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/resume")
	CompletionStage<ResponseEntity<AppDescriptor>> resume(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		new ActionBody(body).finish();
		return changed(this.manager.resume(app, Preconditions.options(headers)));
	}

	@PostMapping("/{app}/deployment")
	CompletionStage<ResponseEntity<AppDescriptor>> control(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		String word = action.choice("action", DeploymentActions.WORDS);
		action.missing("action", "one of " + String.join(", ", DeploymentActions.WORDS));
		action.finish();
		return changed(this.manager.control(app, DeploymentActions.of((word != null) ? word : ""),
				Preconditions.options(headers)));
	}

	/**
	 * Scale or restart an app: the short form, which the actuator operation supports as
	 * well.
	 */
	@PostMapping("/{app}")
	CompletionStage<ResponseEntity<AppDescriptor>> change(@PathVariable String app, @RequestHeader HttpHeaders headers,
			@RequestBody(required = false) byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		Integer instances = action.integer("instances", 0, MAX_INSTANCES);
		Integer restart = action.integer("restart", -1, Integer.MAX_VALUE);
		if (action.has("instances") == action.has("restart")) {
			action.fault("", "must have exactly one of 'instances' and 'restart'");
		}
		action.finish();
		ChangeOptions options = Preconditions.options(headers);
		if (instances != null) {
			return changed(this.manager.scale(app, instances, options));
		}
		return changed(this.manager.restart(app, (restart != null && restart >= 0) ? restart : null, options));
	}

	private CompletionStage<ResponseEntity<AppDescriptor>> changed(CompletionStage<App> stage) {
		return later(stage, this::described);
	}

	private ResponseEntity<AppDescriptor> described(App app) {
		return ApiAnswers.json(200)
			.eTag(Preconditions.tag(app))
			.body(AppDescriptor.of(app, this.manager.waiting(app.definition().name())));
	}

}
