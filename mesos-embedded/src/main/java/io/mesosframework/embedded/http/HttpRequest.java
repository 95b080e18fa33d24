package io.mesosframework.embedded.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP request.
 *
 * @param method the method, for example {@code POST}
 * @param path the decoded path without query and without a trailing slash
 * @param query the decoded query parameters
 * @param headers the header lines in order
 * @param body the body, decoded from chunks and gzip; empty when there is none
 * @param principal the authenticated principal or {@code null}
 */
public record HttpRequest(String method, String path, Map<String, List<String>> query,
		List<Map.Entry<String, String>> headers, byte[] body, @Nullable String principal) {

	/**
	 * Return the first value of a header.
	 * @param name the name, in any case
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		for (Map.Entry<String, String> header : this.headers) {
			if (header.getKey().equalsIgnoreCase(name)) {
				return header.getValue();
			}
		}
		return null;
	}

}
