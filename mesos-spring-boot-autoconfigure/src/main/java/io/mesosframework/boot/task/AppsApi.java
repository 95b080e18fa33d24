package io.mesosframework.boot.task;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.rest.ActionBody;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.task.DeployedDescriptor.ChangeDescriptor;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

/**
 * Answers what is asked of apps over HTTP. Reads take what was last recorded; changes are
 * handed to the event loop, and answered on other threads when they are recorded.
 * Thread-safe.
 */
final class AppsApi {

	private static final int MAX_INSTANCES = 1_000_000;

	private final TaskManager manager;

	private final TaskDefinitionReader reader = new TaskDefinitionReader();

	private final Executor threads;

	AppsApi(TaskManager manager, Executor threads) {
		this.manager = manager;
		this.threads = threads;
	}

	CompletionStage<ApiResponse> list(ApiRequest request) {
		return done(ApiResponse.ok(new MesosAppsEndpoint(this.manager).apps()));
	}

	CompletionStage<ApiResponse> get(ApiRequest request) {
		App app = this.manager.app(name(request));
		if (app == null) {
			throw TaskProblems.unknownApp(name(request));
		}
		return done(response(app));
	}

	CompletionStage<ApiResponse> history(ApiRequest request) {
		AppHistory history = this.manager.history(name(request));
		if (history == null) {
			throw TaskProblems.unknownApp(name(request));
		}
		return done(ApiResponse.ok(HistoryDescriptor.of(history)));
	}

	CompletionStage<ApiResponse> deploy(ApiRequest request) {
		Object document = request.json();
		return deploy(request, this.reader.read(document), document instanceof Collection<?>);
	}

	CompletionStage<ApiResponse> put(ApiRequest request) {
		String name = name(request);
		if (!(request.json() instanceof Map<?, ?> document)) {
			throw TaskProblems
				.invalid(List.of(new DefinitionError("", "must be one object, the definition of '" + name + "'")));
		}
		Map<Object, Object> named = new LinkedHashMap<>(document);
		Object given = named.putIfAbsent("name", name);
		if (given != null && !given.equals(name)) {
			throw TaskProblems
				.invalid(List.of(new DefinitionError("name", "is '" + given + "' but the path says '" + name + "'")));
		}
		return deploy(request, this.reader.read(named), false);
	}

	private CompletionStage<ApiResponse> deploy(ApiRequest request, List<TaskDefinition> definitions, boolean list) {
		Map<String, @Nullable App> before = new LinkedHashMap<>();
		definitions.forEach((definition) -> before.put(definition.name(), this.manager.app(definition.name())));
		boolean one = definitions.size() == 1;
		Long expected = Preconditions.expected(request, one ? before.values().iterator().next() : null);
		if (expected != null && expected != 0 && !one) {
			throw ProblemException.badRequest("'If-Match' is for one app, but the document declares "
					+ definitions.size() + "; deploy them one by one");
		}
		ChangeOptions options = new ChangeOptions(expected);
		if (request.flag("dry-run")) {
			return located(this.manager.validate(definitions, options), list)
				.thenApplyAsync((valid) -> ApiResponse.ok(dryRun(definitions, before)), this.threads);
		}
		return located(this.manager.deploy(definitions, options), list).thenApplyAsync((results) -> {
			List<ChangeDescriptor> changes = results.stream().map(AppsApi::change).toList();
			boolean created = results.stream().anyMatch((each) -> each.outcome() == DeployResult.Outcome.CREATED);
			ApiResponse response = ApiResponse.json(created ? 201 : 200, new DeployedDescriptor(false, changes));
			if (!one) {
				return response;
			}
			App app = results.get(0).app();
			return response.header("ETag", Preconditions.tag(app))
				.header("Location", created ? request.mount().path("mesosapps", app.definition().name()) : null);
		}, this.threads);
	}

	/** Name faults as the document has them, which may have been a list or not. */
	private static <T> CompletionStage<T> located(CompletionStage<T> stage, boolean list) {
		return list ? stage : stage.exceptionallyCompose((failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			return CompletableFuture.failedStage(
					(cause instanceof InvalidDefinitionException invalid) ? invalid.named((position) -> "") : cause);
		});
	}

	private static DeployedDescriptor dryRun(List<TaskDefinition> definitions, Map<String, @Nullable App> before) {
		return new DeployedDescriptor(true,
				definitions.stream().map((definition) -> preview(definition, before.get(definition.name()))).toList());
	}

	private static ChangeDescriptor change(DeployResult result) {
		App app = result.app();
		return new ChangeDescriptor(app.definition().name(), app.version(), app.revision(),
				app.definition().instances(), result.outcome().name().toLowerCase(Locale.ROOT));
	}

	/** Say what deploying a definition would do as things are now. */
	private static ChangeDescriptor preview(TaskDefinition definition, @Nullable App app) {
		String change = "updated";
		if (app == null || app.removing()) {
			change = "created";
		}
		else if (app.definition().equals(definition)) {
			change = "unchanged";
		}
		else if (app.definition().withInstances(definition.instances()).equals(definition)) {
			change = "scaled";
		}
		return new ChangeDescriptor(definition.name(), (app != null) ? app.version() : 0,
				(app != null) ? app.revision() : 0, definition.instances(), change);
	}

	CompletionStage<ApiResponse> scale(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer instances = body.integer("instances", 0, MAX_INSTANCES);
		body.missing("instances", "the number of instances wanted");
		body.finish();
		return answer(
				this.manager.scale(name(request), (instances != null) ? instances : 0, Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> restart(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer index = body.integer("instance", 0, Integer.MAX_VALUE);
		body.finish();
		return answer(this.manager.restart(name(request), index, Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> replace(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer index = body.integer("instance", 0, Integer.MAX_VALUE);
		body.missing("instance", "the number of the instance to replace");
		body.finish();
		return answer(this.manager.replace(name(request), (index != null) ? index : 0, Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> kill(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer index = body.integer("instance", 0, Integer.MAX_VALUE);
		body.finish();
		return answer(this.manager.kill(name(request), index, Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> pause(ApiRequest request) {
		new ActionBody(request).finish();
		return answer(this.manager.pause(name(request), Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> resume(ApiRequest request) {
		new ActionBody(request).finish();
		return answer(this.manager.resume(name(request), Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> remove(ApiRequest request) {
		return answer(this.manager.remove(name(request), Preconditions.options(request)));
	}

	CompletionStage<ApiResponse> control(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		String action = body.choice("action", DeploymentActions.WORDS);
		body.missing("action", "one of " + String.join(", ", DeploymentActions.WORDS));
		body.finish();
		return answer(this.manager.control(name(request), DeploymentActions.of((action != null) ? action : ""),
				Preconditions.options(request)));
	}

	/** The short form of scaling and restarting that the actuator operation has too. */
	CompletionStage<ApiResponse> change(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer instances = body.integer("instances", 0, MAX_INSTANCES);
		Integer restart = body.integer("restart", -1, Integer.MAX_VALUE);
		if (body.has("instances") == body.has("restart")) {
			body.fault("", "must have exactly one of 'instances' and 'restart'");
		}
		body.finish();
		ChangeOptions options = Preconditions.options(request);
		if (instances != null) {
			return answer(this.manager.scale(name(request), instances, options));
		}
		return answer(this.manager.restart(name(request), (restart != null && restart >= 0) ? restart : null, options));
	}

	private CompletionStage<ApiResponse> answer(CompletionStage<App> stage) {
		return stage.thenApplyAsync(this::response, this.threads);
	}

	private ApiResponse response(App app) {
		return ApiResponse.ok(AppDescriptor.of(app, this.manager.waiting(app.definition().name())))
			.header("ETag", Preconditions.tag(app));
	}

	private static String name(ApiRequest request) {
		return request.variable("app");
	}

	private static CompletionStage<ApiResponse> done(ApiResponse response) {
		return CompletableFuture.completedStage(response);
	}

}
