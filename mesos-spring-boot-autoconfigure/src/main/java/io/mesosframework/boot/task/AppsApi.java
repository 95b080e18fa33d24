package io.mesosframework.boot.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.task.DeployedDescriptor.ChangeDescriptor;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.DeployOptions;
import io.mesosframework.task.Fault;
import io.mesosframework.task.TaskDefinition;
import io.mesosframework.task.TaskDefinitionReader;
import io.mesosframework.task.TaskManager;

/**
 * Answers what is asked of apps over HTTP. Reads take what was last recorded; changes are
 * handed to the event loop and answered when they are recorded. Thread-safe.
 */
final class AppsApi {

	/** Names that are paths of the API; see {@link AppRoutes}. */
	static final Set<String> RESERVED = Set.of("schema", "openapi");

	private final TaskManager manager;

	private final TaskDefinitionReader reader = new TaskDefinitionReader();

	AppsApi(TaskManager manager) {
		this.manager = manager;
	}

	CompletionStage<ApiResponse> list(ApiRequest request) {
		return done(ApiResponse.ok(new MesosAppsEndpoint(this.manager).apps()));
	}

	CompletionStage<ApiResponse> get(ApiRequest request) {
		return done(response(require(request)));
	}

	CompletionStage<ApiResponse> history(ApiRequest request) {
		AppHistory history = this.manager.history(request.variable("app"));
		if (history == null) {
			throw TaskProblems.unknownApp(request.variable("app"));
		}
		return done(ApiResponse.ok(HistoryDescriptor.of(history)));
	}

	CompletionStage<ApiResponse> deploy(ApiRequest request) {
		return deploy(request, this.reader.read(request.json()));
	}

	CompletionStage<ApiResponse> put(ApiRequest request) {
		String name = request.variable("app");
		if (!(request.json() instanceof Map<?, ?> document)) {
			throw TaskProblems.invalid(List.of(new Fault("", "must be one object, the definition of '" + name + "'")));
		}
		Map<Object, Object> named = new LinkedHashMap<>(document);
		Object given = named.putIfAbsent("name", name);
		if (given != null && !given.equals(name)) {
			throw TaskProblems
				.invalid(List.of(new Fault("name", "is '" + given + "' but the path says '" + name + "'")));
		}
		return deploy(request, this.reader.read(named));
	}

	private CompletionStage<ApiResponse> deploy(ApiRequest request, List<TaskDefinition> definitions) {
		refuseReserved(definitions);
		Map<String, @Nullable App> before = new LinkedHashMap<>();
		definitions.forEach((definition) -> before.put(definition.name(), this.manager.app(definition.name())));
		boolean one = definitions.size() == 1;
		Long expected = Preconditions.expected(request, one ? before.values().iterator().next() : null);
		if (expected != null && expected != 0 && !one) {
			throw ProblemException.badRequest("'If-Match' is for one app, but the document declares "
					+ definitions.size() + "; deploy them one by one");
		}
		if (request.flag("dry-run")) {
			return done(ApiResponse.ok(dryRun(definitions, before)));
		}
		return this.manager.deploy(definitions, new DeployOptions(expected)).thenApply((apps) -> {
			List<ChangeDescriptor> changes = new ArrayList<>();
			apps.forEach((app) -> changes.add(change(app.definition(), app.version(), before)));
			boolean created = changes.stream().anyMatch((change) -> change.change().equals("created"));
			ApiResponse response = ApiResponse.json(created ? 201 : 200, new DeployedDescriptor(false, changes));
			if (!one) {
				return response;
			}
			App app = apps.get(0);
			return response.header("ETag", Preconditions.tag(app))
				.header("Location", created ? request.mount().path("mesosapps", app.definition().name()) : null);
		});
	}

	private static void refuseReserved(List<TaskDefinition> definitions) {
		List<Fault> faults = new ArrayList<>();
		for (int i = 0; i < definitions.size(); i++) {
			String name = definitions.get(i).name();
			if (RESERVED.contains(name)) {
				faults.add(new Fault((definitions.size() > 1) ? "[" + i + "].name" : "name",
						"'" + name + "' is a path of the API; choose another name"));
			}
		}
		if (!faults.isEmpty()) {
			throw TaskProblems.invalid(faults);
		}
	}

	private static DeployedDescriptor dryRun(List<TaskDefinition> definitions, Map<String, @Nullable App> before) {
		return new DeployedDescriptor(true, definitions.stream().map((definition) -> {
			App app = before.get(definition.name());
			return change(definition, (app != null) ? app.version() : 0, before);
		}).toList());
	}

	private static ChangeDescriptor change(TaskDefinition definition, long version, Map<String, @Nullable App> before) {
		App app = before.get(definition.name());
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
		return new ChangeDescriptor(definition.name(), version, definition.instances(), change);
	}

	CompletionStage<ApiResponse> scale(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer instances = body.integer("instances", 0, 1_000_000);
		body.missing("instances", "the number of instances wanted");
		body.finish();
		App app = require(request);
		Long expected = Preconditions.expected(request, app);
		if (expected == null) {
			return answer(this.manager.scale(name(app), (instances != null) ? instances : 0));
		}
		// a deploy checks the version and changes the number in one step
		return answer(this.manager
			.deploy(List.of(app.definition().withInstances((instances != null) ? instances : 0)),
					DeployOptions.ifVersion(expected))
			.thenApply((apps) -> apps.get(0)));
	}

	CompletionStage<ApiResponse> restart(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer index = body.integer("instance", 0, Integer.MAX_VALUE);
		body.finish();
		App app = checked(request);
		return answer(this.manager.restart(name(app), (index != null) ? index(app, index) : null));
	}

	CompletionStage<ApiResponse> replace(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer index = body.integer("instance", 0, Integer.MAX_VALUE);
		body.missing("instance", "the number of the instance to replace");
		body.finish();
		App app = checked(request);
		return answer(this.manager.replace(name(app), index(app, (index != null) ? index : 0)));
	}

	CompletionStage<ApiResponse> kill(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer index = body.integer("instance", 0, Integer.MAX_VALUE);
		body.finish();
		App app = checked(request);
		int only = (index != null) ? index(app, index) : -1;
		List<CompletableFuture<?>> kills = new ArrayList<>();
		app.instances().stream().filter((instance) -> only < 0 || instance.index() == only).forEach((instance) -> {
			String taskId = instance.liveTaskId();
			if (taskId != null) {
				kills.add(this.manager.kill(taskId).toCompletableFuture());
			}
			else if (only >= 0) {
				throw ProblemException.conflict("Instance " + only + " of app '" + name(app) + "' has no task to kill, "
						+ "it is " + instance.phase());
			}
		});
		return answer(CompletableFuture.allOf(kills.toArray(CompletableFuture[]::new)).thenApply((nothing) -> {
			App after = this.manager.app(name(app));
			return (after != null) ? after : app;
		}));
	}

	CompletionStage<ApiResponse> pause(ApiRequest request) {
		new ActionBody(request).finish();
		return answer(this.manager.pause(name(checked(request))));
	}

	CompletionStage<ApiResponse> resume(ApiRequest request) {
		new ActionBody(request).finish();
		return answer(this.manager.resume(name(checked(request))));
	}

	CompletionStage<ApiResponse> remove(ApiRequest request) {
		return answer(this.manager.remove(name(checked(request))));
	}

	CompletionStage<ApiResponse> control(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		String action = body.choice("action", DeploymentActions.WORDS);
		body.missing("action", "one of " + String.join(", ", DeploymentActions.WORDS));
		body.finish();
		App app = checked(request);
		return answer(this.manager.control(name(app), DeploymentActions.of((action != null) ? action : "")));
	}

	/** The short form of scaling and restarting that the actuator operation has too. */
	CompletionStage<ApiResponse> change(ApiRequest request) {
		ActionBody body = new ActionBody(request);
		Integer instances = body.integer("instances", 0, 1_000_000);
		Integer restart = body.integer("restart", -1, Integer.MAX_VALUE);
		if (body.has("instances") == body.has("restart")) {
			body.fault("", "must have exactly one of 'instances' and 'restart'");
		}
		body.finish();
		App app = checked(request);
		if (instances != null) {
			return answer(this.manager.scale(name(app), instances));
		}
		if (restart != null && restart >= 0) {
			return answer(this.manager.restart(name(app), index(app, restart)));
		}
		return answer(this.manager.restart(name(app), null));
	}

	private App require(ApiRequest request) {
		App app = this.manager.app(request.variable("app"));
		if (app == null) {
			throw TaskProblems.unknownApp(request.variable("app"));
		}
		return app;
	}

	private App checked(ApiRequest request) {
		App app = require(request);
		Preconditions.check(request, app);
		return app;
	}

	private static int index(App app, int index) {
		if (app.instances().stream().noneMatch((instance) -> instance.index() == index)) {
			throw ProblemException.notFound("App '" + name(app) + "' has no instance " + index);
		}
		return index;
	}

	private CompletionStage<ApiResponse> answer(CompletionStage<App> stage) {
		return stage.thenApply(this::response);
	}

	private ApiResponse response(App app) {
		return ApiResponse.ok(AppDescriptor.of(app, this.manager.waiting(name(app))))
			.header("ETag", Preconditions.tag(app));
	}

	private static String name(App app) {
		return app.definition().name();
	}

	private static CompletionStage<ApiResponse> done(ApiResponse response) {
		return CompletableFuture.completedStage(response);
	}

}
