package io.mesosframework.boot.rest;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where the API is in an application.
 *
 * @param basePath the path below which the endpoints are, context path included, for
 * example {@code /actuator}
 * @param roots the paths of the endpoints that are exposed, by their ids
 * @since 0.1.0
 */
public record ApiMount(String basePath, Map<String, String> roots) {

	/**
	 * Create a mount.
	 * @param basePath the base path
	 * @param roots the paths of the endpoints
	 */
	public ApiMount {
		roots = Map.copyOf(roots);
	}

	/**
	 * Return the same endpoints below another path.
	 * @param prefix what stands before the base path
	 * @return the mount
	 */
	public ApiMount below(String prefix) {
		return prefix.isEmpty() ? this : new ApiMount(prefix + this.basePath, this.roots);
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
