package io.mesosframework.boot.rest;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;

/**
 * Holds the paths of the API in an application. Available to controllers as an attribute
 * of each request.
 *
 * @param basePath the base path of the endpoints, including the context path, for example
 * {@code /actuator}
 * @param roots the paths of the exposed endpoints, by endpoint id
 * @since 0.1.0
 */
public record ApiMount(String basePath, Map<String, String> roots) {

	/** Name of the request attribute that holds the mount. */
	public static final String ATTRIBUTE = "io.mesosframework.boot.rest.mount";

	/**
	 * Create a mount.
	 * @param basePath the base path
	 * @param roots the paths of the endpoints
	 */
	public ApiMount {
		roots = Map.copyOf(roots);
	}

	/**
	 * Return a mount with the paths as a client sees them, including the context path and
	 * the servlet path.
	 * @param path the path of a request
	 * @return the mount
	 */
	ApiMount seenBy(RequestPath path) {
		String within = path.pathWithinApplication().value();
		String before = path.value().substring(0, path.value().length() - within.length());
		return before.isEmpty() ? this : new ApiMount(before + this.basePath, this.roots);
	}

	/**
	 * Return a path below an endpoint.
	 * @param endpoint the id of the endpoint
	 * @param path the path relative to the endpoint
	 * @return the path, or {@code null} if the endpoint is not exposed
	 */
	public @Nullable String path(String endpoint, String path) {
		String root = this.roots.get(endpoint);
		if (root == null) {
			return null;
		}
		return this.basePath + "/" + root + (path.isEmpty() ? "" : "/" + path);
	}

}
