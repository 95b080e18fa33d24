package io.mesosframework.boot.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to the API, independent of the web framework. Immutable.
 *
 * @param method the method
 * @param endpoint the id of the endpoint below which it is
 * @param path what follows the path of the endpoint, without slash at either end
 * @param query the parameters of the query
 * @param headers the headers, by name in lower case
 * @param body the body
 * @param mount where the API is
 * @param variables the variables of the path, once the route is known
 * @since 0.1.0
 */
public record ApiRequest(String method, String endpoint, String path, Map<String, List<String>> query,
		Map<String, String> headers, byte[] body, ApiMount mount, Map<String, String> variables) {

	/** Reads documents as they are, strictly: what is not JSON is not guessed at. */
	private static final JsonMapper READER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Create a request whose route is not known yet.
	 * @param method the method
	 * @param endpoint the id of the endpoint
	 * @param path what follows the path of the endpoint
	 * @param query the parameters of the query
	 * @param headers the headers, by name in any case
	 * @param body the body
	 * @param mount where the API is
	 * @return the request
	 */
	public static ApiRequest of(String method, String endpoint, String path, Map<String, List<String>> query,
			Map<String, String> headers, byte[] body, ApiMount mount) {
		Map<String, String> lower = new LinkedHashMap<>();
		headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
		return new ApiRequest(method, endpoint, trim(path), query, lower, body, mount, Map.of());
	}

	ApiRequest on(Map<String, String> variables) {
		return new ApiRequest(this.method, this.endpoint, this.path, this.query, this.headers, this.body, this.mount,
				variables);
	}

	/**
	 * Return a variable of the path.
	 * @param name its name
	 * @return its value
	 */
	public String variable(String name) {
		String value = this.variables.get(name);
		if (value == null) {
			throw new IllegalArgumentException("The route has no variable '" + name + "'");
		}
		return value;
	}

	/**
	 * Return a header.
	 * @param name its name in lower case
	 * @return its value, or {@code null}
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Return a parameter of the query.
	 * @param name its name
	 * @return its value, or {@code null} if it is missing
	 */
	public @Nullable String text(String name) {
		String value = single(name);
		if (value != null && value.isEmpty()) {
			throw ProblemException.badRequest("'" + name + "' has no value; give it one or leave it out");
		}
		return value;
	}

	private @Nullable String single(String name) {
		List<String> values = this.query.getOrDefault(name, List.of());
		if (values.size() > 1) {
			throw ProblemException.badRequest("'" + name + "' is given more than once; give it once");
		}
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Return a number of the query.
	 * @param name its name
	 * @param fallback the value if it is missing
	 * @param min the smallest value
	 * @param max the largest value
	 * @return the number
	 */
	public long number(String name, long fallback, long min, long max) {
		String value = text(name);
		if (value == null) {
			return fallback;
		}
		try {
			long number = Long.parseLong(value);
			if (number >= min && number <= max) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// the same answer as for a number that is out of range
		}
		throw ProblemException
			.badRequest("'" + name + "' must be a number from " + min + " to " + max + " but is '" + value + "'");
	}

	/**
	 * Return a truth value of the query.
	 * @param name its name
	 * @return the value; {@code false} if it is missing
	 */
	public boolean flag(String name) {
		String value = single(name);
		if (value == null || value.equals("false")) {
			return false;
		}
		if (value.isEmpty() || value.equals("true")) {
			return true;
		}
		throw ProblemException.badRequest("'" + name + "' must be true or false but is '" + value + "'");
	}

	/**
	 * Read the body.
	 * @return a tree of maps, lists, texts, numbers and truth values
	 */
	public Object json() {
		if (this.body.length == 0) {
			throw ProblemException.badRequest("The body is empty; send a JSON document");
		}
		try {
			Object tree = READER.readValue(this.body, Object.class);
			if (tree == null) {
				throw ProblemException.badRequest("The body is null; send a JSON document");
			}
			return tree;
		}
		catch (JacksonException ex) {
			TokenStreamLocation at = ex.getLocation();
			String where = (at != null) ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
			throw ProblemException.badRequest("The body is not valid JSON" + where + ": " + ex.getOriginalMessage());
		}
	}

	/**
	 * Read the body as an object.
	 * @return its members; none if there is no body
	 */
	public Map<?, ?> object() {
		if (this.body.length == 0) {
			return Map.of();
		}
		if (json() instanceof Map<?, ?> map) {
			return map;
		}
		throw ProblemException.badRequest("The body must be a JSON object");
	}

	private static String trim(String path) {
		int start = path.startsWith("/") ? 1 : 0;
		int end = (path.endsWith("/") && path.length() > start) ? path.length() - 1 : path.length();
		return path.substring(start, end);
	}

}
