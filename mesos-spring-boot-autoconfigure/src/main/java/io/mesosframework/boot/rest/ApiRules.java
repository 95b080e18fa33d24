package io.mesosframework.boot.rest;

import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Enforces the rules for all requests: write operations require write access, and
 * parameters, conditions or bodies that a handler method does not accept are rejected
 * rather than ignored. Thread-safe.
 */
final class ApiRules {

	private final Predicate<String> writable;

	private final Map<Method, Accepted> accepted = new ConcurrentHashMap<>();

	/**
	 * Create the rules.
	 * @param writable tests by endpoint id whether write operations are allowed
	 */
	ApiRules(Predicate<String> writable) {
		this.writable = writable;
	}

	/** Check everything except the content of the body. */
	void check(HandlerMethod handler, String endpoint, ApiCall call) {
		if (call.writes() && !this.writable.test(endpoint)) {
			throw new ProblemException(403, "read-only", "Changes are not allowed",
					"The endpoint '" + endpoint + "' may only be read; set 'management.endpoint." + endpoint
							+ ".access' to 'unrestricted' to allow changes");
		}
		Accepted taken = accepted(handler);
		checkPath(call.path());
		if (call.query() != null) {
			checkQuery(call.query(), taken.parameters());
		}
		if (call.writes() && !taken.conditions()
				&& (call.header("If-Match") != null || call.header("If-None-Match") != null)) {
			throw ProblemException.badRequest("Changes here cannot be made on a condition; leave out 'If-Match'");
		}
		String type = call.header(HttpHeaders.CONTENT_TYPE);
		if (taken.body() && type != null && !isJson(type)) {
			throw ProblemException.unsupported("The body must be 'application/json' but is '" + type + "'");
		}
	}

	/** Return whether a handler method accepts a body. */
	boolean takesBody(HandlerMethod handler) {
		return accepted(handler).body();
	}

	/** Reject a body where none is accepted. */
	static void checkNoBody(long bytes) {
		if (bytes > 0) {
			throw ProblemException.badRequest(
					"No body is expected here, but one of " + bytes + " bytes was sent; nothing has been changed");
		}
	}

	private static void checkPath(PathContainer path) {
		for (PathContainer.Element element : path.elements()) {
			if (element instanceof PathContainer.PathSegment && element.value().indexOf(';') >= 0) {
				throw ProblemException.badRequest(
						"';' begins a parameter of the path, but no path has parameters here; encode it as '%3B'");
			}
		}
	}

	private static void checkQuery(String query, Set<String> known) {
		Set<String> seen = new LinkedHashSet<>();
		for (String pair : query.split("&")) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = decoded((equals >= 0) ? pair.substring(0, equals) : pair);
				decoded((equals >= 0) ? pair.substring(equals + 1) : "");
				if (!known.contains(name)) {
					throw ProblemException.badRequest("There is no parameter '" + name + "'; "
							+ (known.isEmpty() ? "there are none here" : "use " + String.join(", ", known)));
				}
				if (!seen.add(name)) {
					throw ProblemException.badRequest("'" + name + "' is given more than once; give it once");
				}
			}
		}
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw ProblemException.badRequest("The query is not encoded as it must be: '" + text + "'");
		}
	}

	private static boolean isJson(String contentType) {
		String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

	private Accepted accepted(HandlerMethod handler) {
		return this.accepted.computeIfAbsent(handler.getMethod(), (method) -> Accepted.by(handler));
	}

	/**
	 * What a handler method accepts, derived from its parameters.
	 *
	 * @param parameters the names of the query parameters
	 * @param conditions whether it accepts {@code If-Match} and {@code If-None-Match}
	 * @param body whether it accepts a body
	 */
	private record Accepted(Set<String> parameters, boolean conditions, boolean body) {

		static Accepted by(HandlerMethod handler) {
			Set<String> parameters = new LinkedHashSet<>();
			boolean conditions = false;
			boolean body = false;
			for (MethodParameter parameter : handler.getMethodParameters()) {
				RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
				if (query != null) {
					parameters.add(query.name());
				}
				conditions |= parameter.hasParameterAnnotation(RequestHeader.class);
				body |= parameter.hasParameterAnnotation(RequestBody.class);
			}
			return new Accepted(parameters, conditions, body);
		}

	}

}
