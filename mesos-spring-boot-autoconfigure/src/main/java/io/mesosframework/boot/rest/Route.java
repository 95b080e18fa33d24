package io.mesosframework.boot.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table of routes: what it is for, what it takes, what it answers. The
 * router and the OpenAPI description both work from it.
 *
 * @since 0.1.0
 */
public final class Route {

	private final String method;

	private final String endpoint;

	private final String path;

	private final String summary;

	private final Map<String, Map<String, Object>> query = new LinkedHashMap<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final Map<Integer, Answer> answers = new TreeMap<>();

	private @Nullable Map<String, Object> body;

	private boolean bodyRequired;

	private @Nullable ApiHandler handler;

	private @Nullable Duration limit;

	private Route(String method, String endpoint, String path, String summary) {
		this.method = method;
		this.endpoint = endpoint;
		this.path = path;
		this.summary = summary;
	}

	/**
	 * Begin a route.
	 * @param method the method
	 * @param endpoint the id of the endpoint below which it is
	 * @param path what follows, with variables in braces; may be empty
	 * @param summary what it is for, in a few words
	 * @return the route
	 */
	public static Route of(String method, String endpoint, String path, String summary) {
		return new Route(method, endpoint, path, summary);
	}

	/**
	 * Take a parameter of the query.
	 * @param name its name
	 * @param type its JSON type
	 * @param description what it means
	 * @return this route
	 */
	public Route query(String name, String type, String description) {
		this.query.put(name, Map.of("type", type, "description", description));
		return this;
	}

	/**
	 * Take a header.
	 * @param name its name
	 * @param description what it means
	 * @return this route
	 */
	public Route header(String name, String description) {
		this.headers.put(name, description);
		return this;
	}

	/**
	 * Take a body of JSON.
	 * @param required whether it must be there
	 * @param schema its JSON Schema
	 * @return this route
	 */
	public Route body(boolean required, Map<String, Object> schema) {
		this.body = schema;
		this.bodyRequired = required;
		return this;
	}

	/**
	 * Answer with JSON.
	 * @param status the status
	 * @param type the record that is written
	 * @param description when
	 * @return this route
	 */
	public Route answers(int status, Class<?> type, String description) {
		this.answers.put(status, new Answer(ApiResponse.JSON, type, description));
		return this;
	}

	/**
	 * Answer with something else.
	 * @param status the status
	 * @param contentType the media type
	 * @param description what and when
	 * @return this route
	 */
	public Route answers(int status, String contentType, String description) {
		this.answers.put(status, new Answer(contentType, null, description));
		return this;
	}

	/**
	 * Answer with problem details.
	 * @param status the status
	 * @param description when
	 * @return this route
	 */
	public Route fails(int status, String description) {
		this.answers.put(status, new Answer("application/problem+json", null, description));
		return this;
	}

	/**
	 * Give the handler another limit than all others have.
	 * @param limit how long it may take
	 * @return this route
	 */
	public Route within(Duration limit) {
		this.limit = limit;
		return this;
	}

	/**
	 * Say who answers.
	 * @param handler the handler
	 * @return this route
	 */
	public Route handledBy(ApiHandler handler) {
		this.handler = handler;
		return this;
	}

	/**
	 * Return the method.
	 * @return the method in capitals
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Return the endpoint.
	 * @return its id
	 */
	public String endpoint() {
		return this.endpoint;
	}

	/**
	 * Return the path below the endpoint.
	 * @return the path with variables in braces, without slash at either end
	 */
	public String path() {
		return this.path;
	}

	String summary() {
		return this.summary;
	}

	Map<String, Map<String, Object>> query() {
		return this.query;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	Map<Integer, Answer> answers() {
		return this.answers;
	}

	@Nullable Map<String, Object> body() {
		return this.body;
	}

	boolean bodyRequired() {
		return this.bodyRequired;
	}

	@Nullable Duration limit() {
		return this.limit;
	}

	boolean writes() {
		return !this.method.equals("GET") && !this.method.equals("OPTIONS");
	}

	ApiHandler handler() {
		if (this.handler == null) {
			throw new IllegalStateException("Nobody handles " + this);
		}
		return this.handler;
	}

	/**
	 * Return the variables of a path if it is one of this route.
	 * @param actual the path
	 * @return the variables, or {@code null} if the path is another
	 */
	@Nullable Map<String, String> match(String actual) {
		List<String> expected = segments(this.path);
		List<String> found = segments(actual);
		if (expected.size() != found.size()) {
			return null;
		}
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < expected.size(); i++) {
			String name = variable(expected.get(i));
			if (name != null) {
				variables.put(name, found.get(i));
			}
			else if (!expected.get(i).equals(found.get(i))) {
				return null;
			}
		}
		return variables;
	}

	/** Return the names of the variables of the path. */
	List<String> variables() {
		List<String> names = new ArrayList<>();
		for (String segment : segments(this.path)) {
			String name = variable(segment);
			if (name != null) {
				names.add(name);
			}
		}
		return names;
	}

	private static @Nullable String variable(String segment) {
		return segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : null;
	}

	private static List<String> segments(String path) {
		return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
	}

	@Override
	public String toString() {
		return this.method + " " + this.endpoint + (this.path.isEmpty() ? "" : "/" + this.path);
	}

	/**
	 * What a route answers with one status.
	 *
	 * @param contentType the media type
	 * @param type the record that is written as JSON, or {@code null}
	 * @param description when
	 */
	record Answer(String contentType, @Nullable Class<?> type, String description) {

	}

}
