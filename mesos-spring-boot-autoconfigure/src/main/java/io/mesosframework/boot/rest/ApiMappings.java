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
 * What the handler mappings of both kinds of web applications have in common: the
 * controllers of the endpoints that are exposed, and who answers a request that breaks a
 * rule or that nobody is mapped to. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiMappings {

	/** Before the mapping of the actuator, which is at -100. */
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
	 * @param mount where the endpoints are that are exposed
	 * @param writable says of the id of an endpoint whether it may change anything
	 * @param answers completes the answers
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
	 * Return the controllers of the endpoints that are exposed.
	 * @return the controllers
	 */
	public List<ApiController> controllers() {
		return this.controllers;
	}

	/**
	 * Return the paths below which the controllers are.
	 * @return predicates of the types of the controllers, by path
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
	 * Return the patterns of a handler method: its own, each also with a slash at the
	 * end.
	 * @param patterns its patterns
	 * @return all patterns
	 */
	public static String[] patterns(Collection<String> patterns) {
		return patterns.stream().flatMap((pattern) -> List.of(pattern, pattern + "/").stream()).toArray(String[]::new);
	}

	/**
	 * Return whether a path is that of an endpoint of this API, or below it.
	 * @param path the path
	 * @return whether this API answers it
	 */
	public boolean covers(RequestPath path) {
		PathContainer within = path.pathWithinApplication();
		return this.covered.stream().anyMatch((pattern) -> pattern.matches(within));
	}

	/**
	 * Return who answers what cannot be read as a request.
	 * @return a handler method whose failures are answered with problem details
	 */
	public HandlerMethod failing() {
		return this.refuse;
	}

	/**
	 * Return who answers a request that is mapped.
	 * @param handler the handler method to which it is mapped
	 * @param call the request
	 * @return that one, or another one that refuses it
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
	 * Return whether a handler method must not get a body.
	 * @param handler the handler method
	 * @return whether a body is to be refused
	 */
	public boolean refusesBody(HandlerMethod handler) {
		return !isUnmapped(handler) && !this.rules.takesBody(handler);
	}

	/**
	 * Return who answers a request whose handler method does not take a body.
	 * @param handler the handler method
	 * @param call the request
	 * @param bytes the size of the body that was sent
	 * @return that one, or another one that refuses the request
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
	 * Return who answers a request that is not mapped.
	 * @param methods the methods that are mapped to its path
	 * @param call the request
	 * @return who answers, or {@code null} if it is not one for this API
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
