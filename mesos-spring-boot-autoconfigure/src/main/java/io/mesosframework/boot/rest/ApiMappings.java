package io.mesosframework.boot.rest;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Shared logic of the servlet and reactive handler mappings: selects the controllers of
 * the exposed endpoints, and the handler for requests that break a rule or are not
 * mapped. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiMappings {

	/** Order of the mappings, before that of the actuator, which is -100. */
	public static final int ORDER = -110;

	private final ApiMount mount;

	private final List<ApiController> controllers;

	private final List<PathPattern> covered;

	private final ApiRules rules;

	private final HandlerMethod options;

	private final HandlerMethod refuse;

	/**
	 * Create the mappings.
	 * @param controllers all controllers
	 * @param mount the paths of the exposed endpoints
	 * @param writable tests by endpoint id whether write operations are allowed
	 * @param answers completes asynchronous responses
	 */
	public ApiMappings(Collection<ApiController> controllers, ApiMount mount, Predicate<String> writable,
			ApiAnswers answers) {
		this.mount = mount;
		this.controllers = controllers.stream()
			.filter((controller) -> mount.roots().containsKey(controller.endpoint()))
			.toList();
		this.covered = this.controllers.stream()
			.map((controller) -> PathPatternParser.defaultInstance.parse(prefix(controller) + "/**"))
			.distinct()
			.toList();
		this.rules = new ApiRules(writable);
		UnmappedController unmapped = new UnmappedController(answers);
		this.options = handler(unmapped, "options", String.class);
		this.refuse = handler(unmapped, "refuse", ProblemException.class);
	}

	private static HandlerMethod handler(UnmappedController unmapped, String name, Class<?> parameter) {
		Method method = ClassUtils.getMethod(UnmappedController.class, name, parameter);
		return new HandlerMethod(unmapped, method);
	}

	/**
	 * Return the controllers of the exposed endpoints.
	 * @return the controllers
	 */
	public List<ApiController> controllers() {
		return this.controllers;
	}

	/**
	 * Return the path prefixes of the controllers.
	 * @return predicates that match controller types, by path prefix
	 */
	public Map<String, Predicate<Class<?>>> prefixes() {
		Map<String, Predicate<Class<?>>> prefixes = new LinkedHashMap<>();
		this.controllers
			.forEach((controller) -> prefixes.merge(prefix(controller), controller.getClass()::equals, Predicate::or));
		return prefixes;
	}

	private String prefix(ApiController controller) {
		return String.valueOf(this.mount.path(controller.endpoint(), ""));
	}

	/**
	 * Return the patterns of a handler method, each with and without a trailing slash.
	 * @param patterns the patterns of the handler method
	 * @return all patterns
	 */
	public static String[] patterns(Collection<String> patterns) {
		return patterns.stream().flatMap((pattern) -> List.of(pattern, pattern + "/").stream()).toArray(String[]::new);
	}

	/**
	 * Return whether a path belongs to this API: it is the path of one of its endpoints
	 * or below it.
	 * @param path the path
	 * @return whether this API handles the path
	 */
	public boolean covers(RequestPath path) {
		PathContainer within = path.pathWithinApplication();
		return this.covered.stream().anyMatch((pattern) -> pattern.matches(within));
	}

	/**
	 * Return the handler method for requests that cannot be parsed.
	 * @return a handler method whose failures are answered with problem details
	 */
	public HandlerMethod failing() {
		return this.refuse;
	}

	/**
	 * Return the handler method for a mapped request.
	 * @param handler the handler method to which the request is mapped
	 * @param call the request
	 * @return the given handler method, or one that rejects the request if it breaks a
	 * rule
	 */
	public HandlerMethod mapped(HandlerMethod handler, ApiCall call) {
		begin(call);
		try {
			if (handler.getBean() instanceof ApiController controller && !isUnmapped(handler)) {
				this.rules.check(handler, controller.endpoint(), call);
			}
			return handler;
		}
		catch (ProblemException ex) {
			return refused(ex, call);
		}
	}

	/**
	 * Return whether requests to a handler method must not have a body.
	 * @param handler the handler method
	 * @return whether a body must be rejected
	 */
	public boolean refusesBody(HandlerMethod handler) {
		return !isUnmapped(handler) && !this.rules.takesBody(handler);
	}

	/**
	 * Return the handler method for a request whose handler method accepts no body.
	 * @param handler the handler method
	 * @param call the request
	 * @param bytes the size of the request body
	 * @return the given handler method, or one that rejects the request if it has a body
	 */
	public HandlerMethod withoutBody(HandlerMethod handler, ApiCall call, long bytes) {
		try {
			ApiRules.checkNoBody(bytes);
			return handler;
		}
		catch (ProblemException ex) {
			return refused(ex, call);
		}
	}

	/**
	 * Return the handler method for an unmapped request.
	 * @param methods the HTTP methods that are mapped to its path
	 * @param call the request
	 * @return the handler method, or {@code null} if the path does not belong to this API
	 */
	public @Nullable HandlerMethod unmapped(Set<HttpMethod> methods, ApiCall call) {
		if (!covers(call.path())) {
			return null;
		}
		begin(call);
		if (methods.isEmpty()) {
			return refused(ProblemException.notFound("Nothing is at '" + call.path().pathWithinApplication().value()
					+ "'; the description of the API names every path"), call);
		}
		TreeSet<String> names = methods.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new));
		String detail = call.method() + " is not allowed here; use " + String.join(" or ", names);
		names.add("OPTIONS");
		if (names.contains("GET")) {
			names.add("HEAD");
		}
		String allow = String.join(", ", names);
		if (call.method().equals(HttpMethod.OPTIONS)) {
			call.attributes().accept(UnmappedController.ALLOW, allow);
			return this.options;
		}
		return refused(new ProblemException(405, "method-not-allowed", "The method is not allowed here", detail)
			.header("Allow", allow), call);
	}

	private HandlerMethod refused(ProblemException problem, ApiCall call) {
		call.attributes().accept(UnmappedController.FAILURE, problem);
		return this.refuse;
	}

	private void begin(ApiCall call) {
		call.attributes().accept(ApiCall.PATH, call.path().value());
		call.attributes().accept(ApiMount.ATTRIBUTE, this.mount.seenBy(call.path()));
	}

	private static boolean isUnmapped(HandlerMethod handler) {
		return handler.getBean() instanceof UnmappedController;
	}

}
