package io.mesosframework.boot.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.mesosframework.boot.rest.ApiHandler;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.OpenApi;
import io.mesosframework.boot.rest.Route;
import io.mesosframework.task.TaskManager;

/**
 * The routes below {@code mesosapps}.
 *
 * @since 0.1.0
 */
public final class AppRoutes {

	private static final String ID = "mesosapps";

	private static final String IF_MATCH = "the revision that the app must have, as its ETag, for example \"3\"";

	private static final Map<String, Object> DOCUMENT = Map.of("$ref", "schema", "description",
			"an application document or a list of them, see mesosapps/schema");

	private static final Map<String, Object> DEFINITION = Map.of("$ref", "schema#/$defs/definition", "description",
			"an application document, see mesosapps/schema; its name is in the path and need not be repeated");

	private static final Map<String, Object> NOTHING = Map.of("type", "object", "additionalProperties", false);

	private final AppsApi api;

	private final Supplier<Map<String, Object>> schema;

	private final Supplier<List<Route>> all;

	/**
	 * Create the routes.
	 * @param manager the task manager
	 * @param schema the JSON Schema of documents
	 * @param all all routes of the API, for its description
	 * @param threads describe what was changed
	 */
	public AppRoutes(TaskManager manager, Supplier<Map<String, Object>> schema, Supplier<List<Route>> all,
			Executor threads) {
		this.api = new AppsApi(manager, threads);
		this.schema = schema;
		this.all = all;
	}

	/**
	 * Return the routes.
	 * @return the routes; those with fixed paths come first
	 */
	public List<Route> routes() {
		List<Route> routes = new ArrayList<>();
		routes.add(Route.of("GET", ID, "schema", "The JSON Schema of documents")
			.answers(200, "application/schema+json", "JSON Schema, draft 2020-12")
			.handledBy((request) -> CompletableFuture
				.completedStage(new ApiResponse(200, "application/schema+json", Map.of(), this.schema.get()))));
		routes.add(Route.of("GET", ID, "openapi", "The OpenAPI description of this API")
			.answers(200, "application/json", "OpenAPI 3.1")
			.handledBy((request) -> CompletableFuture
				.completedStage(ApiResponse.ok(OpenApi.describe(this.all.get(), request.mount())))));
		routes.add(Route.of("GET", ID, "", "List the apps")
			.answers(200, AppsDescriptor.class, "the apps by name")
			.handledBy(this.api::list));
		routes.add(deploying(Route.of("POST", ID, "", "Deploy one document or a list of them, all or none"), DOCUMENT)
			.header("If-None-Match", "* if no app of the document may exist")
			.handledBy(this.api::deploy));
		routes.add(Route.of("GET", ID, "{app}", "Describe an app")
			.answers(200, AppDescriptor.class, "the app; its revision is the ETag")
			.fails(404, "there is no such app")
			.handledBy(this.api::get));
		routes.add(deploying(Route.of("PUT", ID, "{app}", "Deploy one app"), DEFINITION)
			.header("If-None-Match", "* if the app must not exist")
			.handledBy(this.api::put));
		routes.add(action("DELETE", "{app}", "Kill all instances of an app and forget it", this.api::remove));
		routes.add(Route.of("GET", ID, "{app}/history", "The versions and deployments of an app")
			.answers(200, HistoryDescriptor.class, "the newest first")
			.fails(404, "there is no such app")
			.handledBy(this.api::history));
		actions(routes);
		return routes;
	}

	private void actions(List<Route> routes) {
		routes.add(action("POST", "{app}/scale", "Change the number of instances", this.api::scale).body(true,
				object("instances", "integer", true)));
		routes.add(action("POST", "{app}/restart", "Kill and start instances anew, one or all", this.api::restart)
			.body(false, object("instance", "integer", false)));
		routes.add(action("POST", "{app}/pause", "Kill all instances but keep the app", this.api::pause).body(false,
				NOTHING));
		routes.add(action("POST", "{app}/resume", "Start the instances of a paused app", this.api::resume).body(false,
				NOTHING));
		routes.add(action("POST", "{app}/replace", "Start an instance anew, and give up what is reserved for it",
				this.api::replace)
			.body(true, object("instance", "integer", true)));
		routes.add(action("POST", "{app}/kill", "Kill the tasks of an app, one or all; what shall run is launched anew",
				this.api::kill)
			.body(false, object("instance", "integer", false))
			.fails(409, "the instance has no task"));
		routes.add(action("POST", "{app}/deployment", "Pause, continue, roll back or force the deployment",
				this.api::control)
			.body(true,
					Map.of("type", "object", "properties",
							Map.of("action", Map.of("type", "string", "enum", List.copyOf(DeploymentActions.WORDS))),
							"required", List.of("action"), "additionalProperties", false))
			.fails(409, "the deployment is in another state"));
		Map<String, Object> either = new LinkedHashMap<>(object("instances", "integer", false));
		either.put("properties", Map.of("instances", Map.of("type", "integer"), "restart",
				Map.of("type", "integer", "description", "the number of the instance to restart, -1 for all")));
		routes.add(action("POST", "{app}", "Scale or restart, in short", this.api::change).body(true, either));
	}

	private static Route deploying(Route route, Map<String, Object> body) {
		return route.query("dry-run", "boolean", "whether the document is only checked")
			.header("If-Match", IF_MATCH)
			.body(true, body)
			.answers(200, DeployedDescriptor.class, "nothing was new; an unchanged app keeps its version and revision")
			.answers(201, DeployedDescriptor.class, "an app was created")
			.fails(412, "the app has another revision")
			.fails(422, "the document is not valid; every fault is named and nothing is applied");
	}

	private static Route action(String method, String path, String summary, ApiHandler handler) {
		return Route.of(method, ID, path, summary)
			.header("If-Match", IF_MATCH)
			.answers(200, AppDescriptor.class, "the app as it is then")
			.fails(404, "there is no such app or instance")
			.fails(412, "the app has another revision")
			.fails(422, "the body is not valid")
			.handledBy(handler);
	}

	private static Map<String, Object> object(String name, String type, boolean required) {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", Map.of(name, Map.of("type", type)));
		schema.put("additionalProperties", false);
		if (required) {
			schema.put("required", List.of(name));
		}
		return schema;
	}

}
