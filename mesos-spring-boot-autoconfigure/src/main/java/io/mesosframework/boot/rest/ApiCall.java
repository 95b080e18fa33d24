package io.mesosframework.boot.rest;

import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;

/**
 * What a handler mapping sees of a request, in either kind of web application.
 *
 * @param method the method
 * @param path the path
 * @param query the query as it was sent, or {@code null}
 * @param header reads a header by its name
 * @param attributes sets an attribute of the request
 * @since 0.1.0
 */
public record ApiCall(HttpMethod method, RequestPath path, @Nullable String query,
		Function<String, @Nullable String> header, BiConsumer<String, Object> attributes) {

	/** The name of the attribute of a request with its path. */
	static final String PATH = "io.mesosframework.boot.rest.path";

	boolean writes() {
		return !this.method.equals(HttpMethod.GET) && !this.method.equals(HttpMethod.HEAD)
				&& !this.method.equals(HttpMethod.OPTIONS);
	}

	@Nullable String header(String name) {
		return this.header.apply(name);
	}

}
