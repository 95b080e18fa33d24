package io.mesosframework.boot.rest;

import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;

/**
 * The parts of a request that handler mappings need, independent of the web stack.
 *
 * @param method the method
 * @param path the path
 * @param query the undecoded query, or {@code null}
 * @param header returns the value of a header by name
 * @param attributes sets request attributes
 * @since 0.1.0
 */
public record ApiCall(HttpMethod method, RequestPath path, @Nullable String query,
		Function<String, @Nullable String> header, BiConsumer<String, Object> attributes) {

	/** Name of the request attribute that holds the path. */
	static final String PATH = "io.mesosframework.boot.rest.path";

	boolean writes() {
		return !this.method.equals(HttpMethod.GET) && !this.method.equals(HttpMethod.HEAD)
				&& !this.method.equals(HttpMethod.OPTIONS);
	}

	@Nullable String header(String name) {
		return this.header.apply(name);
	}

}
