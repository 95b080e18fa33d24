package io.mesosframework.boot.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request, checks what every route has in common, and turns failures
 * into problem details. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiRouter {

	private final List<Route> routes;

	private final Predicate<String> writable;

	private final Duration timeout;

	private final long maxBody;

	private final Problems problems;

	private final Executor threads;

	/**
	 * Create a router.
	 * @param routes the table of routes; the first that matches is taken
	 * @param mappers know the exceptions of the handlers
	 * @param writable says of the id of an endpoint whether it may change anything
	 * @param timeout how long a handler may take whose route has no limit of its own
	 * @param maxBody the largest body, in bytes
	 * @param threads finish the answers that are not there at once, see
	 * {@link ApiThreads}
	 */
	public ApiRouter(List<Route> routes, List<ProblemMapper> mappers, Predicate<String> writable, Duration timeout,
			long maxBody, Executor threads) {
		this.routes = List.copyOf(routes);
		this.writable = writable;
		this.timeout = timeout;
		this.maxBody = maxBody;
		this.threads = threads;
		this.problems = new Problems(List.copyOf(mappers));
	}

	/**
	 * Return the table of routes.
	 * @return the routes
	 */
	public List<Route> routes() {
		return this.routes;
	}

	/**
	 * Return how large a body may be.
	 * @return the size in bytes
	 */
	public long maxBody() {
		return this.maxBody;
	}

	/**
	 * Answer a request. What is there at once is answered on this thread, all else on
	 * those of the router.
	 * @param request the request
	 * @return completes with the response, in time and never exceptionally
	 */
	public CompletionStage<ApiResponse> handle(ApiRequest request) {
		try {
			Match match = find(request);
			check(match.route(), request);
			return finish(match.route(), match.route().handler().handle(request.on(match.variables())), request);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.completedStage(problem(ex, request));
		}
	}

	private CompletionStage<ApiResponse> finish(Route route, CompletionStage<ApiResponse> stage, ApiRequest request) {
		// a copy, so that the handler's own future does not end with the time limit
		CompletableFuture<ApiResponse> answer = stage.thenApply((response) -> response).toCompletableFuture();
		if (!answer.isDone()) {
			Duration limit = (route.limit() != null) ? route.limit() : this.timeout;
			// whoever completes the answer is not the one who writes it
			answer = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
				.handleAsync((response, failure) -> (failure != null) ? problem(failure, request) : response,
						this.threads);
		}
		return answer.exceptionally((failure) -> problem(failure, request));
	}

	/**
	 * Answer a request whose body is larger than it may be.
	 * @param request the request, with any body
	 * @return the response
	 */
	public ApiResponse tooLarge(ApiRequest request) {
		return problem(new ProblemException(413, "content-too-large", "The body is too large", "The body has more than "
				+ this.maxBody + " bytes; send it in parts or raise " + "'mesos.rest.max-body-size'"), request);
	}

	private ApiResponse problem(Throwable failure, ApiRequest request) {
		String instance = request.mount().path(request.endpoint(), request.path());
		return this.problems.of(failure, request).response((instance != null) ? instance : "");
	}

	private Match find(ApiRequest request) {
		TreeSet<String> methods = new TreeSet<>();
		String method = request.method().equals("HEAD") ? "GET" : request.method();
		for (Route route : this.routes) {
			Map<String, String> variables = route.endpoint().equals(request.endpoint()) ? route.match(request.path())
					: null;
			if (variables != null) {
				if (route.method().equals(method)) {
					return new Match(route, variables);
				}
				methods.add(route.method());
			}
		}
		if (methods.isEmpty()) {
			throw ProblemException.notFound("Nothing is at '" + request.path() + "' below '" + request.endpoint()
					+ "'; the description of the API names every path");
		}
		String allow = allow(methods);
		if (method.equals("OPTIONS")) {
			return new Match(Route.of("OPTIONS", request.endpoint(), request.path(), "Tell the methods")
				.handledBy((asked) -> CompletableFuture.completedStage(ApiResponse.empty().header("Allow", allow))),
					Map.of());
		}
		throw new ProblemException(405, "method-not-allowed", "The method is not allowed here",
				request.method() + " is not allowed here; use " + String.join(" or ", methods))
			.header("Allow", allow);
	}

	private static String allow(Set<String> methods) {
		TreeSet<String> all = new TreeSet<>(methods);
		all.add("OPTIONS");
		if (all.contains("GET")) {
			all.add("HEAD");
		}
		return String.join(", ", all);
	}

	private void check(Route route, ApiRequest request) {
		if (route.writes() && !this.writable.test(route.endpoint())) {
			throw new ProblemException(403, "read-only", "Changes are not allowed",
					"The endpoint '" + route.endpoint() + "' may only be read; set 'management.endpoint."
							+ route.endpoint() + ".access' to 'unrestricted' to allow changes");
		}
		List<String> unknown = new ArrayList<>(request.query().keySet());
		unknown.removeAll(route.query().keySet());
		if (!unknown.isEmpty()) {
			throw ProblemException
				.badRequest("There is no parameter '" + unknown.get(0) + "'; " + (route.query().isEmpty()
						? "there are none here" : "use " + String.join(", ", route.query().keySet())));
		}
		if (route.writes() && !route.headers().containsKey("If-Match")
				&& (request.header("if-match") != null || request.header("if-none-match") != null)) {
			throw ProblemException.badRequest("Changes here cannot be made on a condition; leave out 'If-Match'");
		}
		if (route.body() != null) {
			checkType(request);
		}
		else if (request.body().length > 0) {
			throw ProblemException.badRequest("No body is expected here, but one of " + request.body().length
					+ " bytes was sent; nothing has been changed");
		}
	}

	private static void checkType(ApiRequest request) {
		String type = request.header("content-type");
		if ((request.body().length > 0 || type != null) && !isJson(type)) {
			throw new ProblemException(415, "unsupported-media-type", "The media type is not supported",
					"The body must be 'application/json' but "
							+ ((type != null) ? "is '" + type + "'" : "does not say what it is")
							+ "; send it with the header 'Content-Type: application/json'");
		}
	}

	private static boolean isJson(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

	/**
	 * A route and the variables of a path.
	 *
	 * @param route the route
	 * @param variables the variables
	 */
	private record Match(Route route, Map<String, String> variables) {

	}

}
