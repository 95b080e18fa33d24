package io.mesosframework.boot.rest;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;

/**
 * Where the API is in an application. The controllers get it as an attribute of each
 * request.
 *
 * @param basePath the path below which the endpoints are, context path included, for
 * example {@code /actuator}
 * @param roots the paths of the endpoints that are exposed, by their ids
 * @since 0.1.0
 */
public record ApiMount(String basePath, Map<String, String> roots) {

	/** The name of the attribute of a request. */
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
	 * Return the same endpoints as a client sees them, below the context path and the
	 * path of the servlet.
	 * @param path the path of a request
	 * @return the mount
	 */
	ApiMount seenBy(RequestPath path) {
		String within = path.pathWithinApplication().value();
		String before = path.value().substring(0, path.value().length() - within.length());
		return before.isEmpty() ? this : new ApiMount(before + this.basePath, this.roots);
	}

	/**
	 * Return the path of something.
	 * @param endpoint the id of the endpoint
	 * @param path what follows
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
