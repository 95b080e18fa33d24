package io.mesosframework.boot.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.mesosframework.boot.actuate.MesosEndpoint.CallDescriptor;
import io.mesosframework.boot.actuate.MesosEndpoint.MesosDescriptor;
import io.mesosframework.boot.rest.ActionBody;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.Route;

/**
 * The routes below {@code mesos}.
 *
 * @since 0.1.0
 */
public final class FrameworkRoutes {

	private static final Map<String, String> SUMMARIES = new LinkedHashMap<>();

	static {
		SUMMARIES.put("suppress", "Ask for no offers, for all roles or some");
		SUMMARIES.put("revive", "Ask for offers again, for all roles or some");
		SUMMARIES.put("reconcile", "Ask the master for the state of all tasks now");
		SUMMARIES.put("teardown", "End the framework: its tasks are killed and its id is dead");
	}

	private FrameworkRoutes() {
	}

	/**
	 * Return the routes.
	 * @param endpoint answers them
	 * @return the routes
	 */
	public static List<Route> of(MesosEndpoint endpoint) {
		List<Route> routes = new ArrayList<>();
		routes.add(Route.of("GET", "mesos", "", "Describe the framework, and how far its reconciliation is")
			.answers(200, MesosDescriptor.class, "the framework")
			.handledBy((request) -> CompletableFuture.completedStage(ApiResponse.ok(endpoint.mesos()))));
		SUMMARIES.forEach((operation, summary) -> {
			boolean roles = operation.equals("suppress") || operation.equals("revive");
			routes.add(Route.of("POST", "mesos", operation, summary)
				.body(false, roles ? roles() : Map.of("type", "object", "additionalProperties", false))
				.answers(200, CallDescriptor.class, "the master's answer")
				.fails(422, "the body is not valid, or names a role that the framework does not have")
				.fails(503, "the call was not sent, or its outcome is not known")
				.handledBy(
						(request) -> call(endpoint, operation, roles(request, roles ? endpoint.roles() : List.of()))));
		});
		return routes;
	}

	private static CompletionStage<ApiResponse> call(MesosEndpoint endpoint, String operation, List<String> roles) {
		CompletionStage<CallDescriptor> stage = endpoint.send(operation, roles);
		if (stage == null) {
			throw ProblemException.notFound("There is no operation '" + operation + "' here");
		}
		return stage.thenApply((answer) -> {
			if (answer.outcome().equals(CallDescriptor.FAILED)) {
				throw new ProblemException(503, "call-failed", "The call failed",
						"'" + operation + "' was not sent, or its outcome is not known: " + answer.message())
					.header("Retry-After", "5");
			}
			return ApiResponse.ok(answer);
		});
	}

	/** Read the roles that a body names, none for all, out of those that it may name. */
	private static List<String> roles(ApiRequest request, List<String> known) {
		ActionBody body = new ActionBody(request);
		List<String> roles = known.isEmpty() ? List.of() : body.choices("roles", known);
		body.finish();
		return roles;
	}

	private static Map<String, Object> roles() {
		return Map.of("type", "object", "properties",
				Map.of("roles", Map.of("type", "array", "minItems", 1, "items", Map.of("type", "string"))),
				"additionalProperties", false);
	}

}
