package io.mesosframework.embedded.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP request.
 *
 * @param method the method, for example {@code POST}
 * @param path the path as it was sent (not percent-decoded), without query and trailing
 * slashes, and rewritten when it was delegated, for example
 * {@code /master/api/v1/scheduler}
 * @param query the decoded query parameters
 * @param headers the header lines in order
 * @param body the body, decoded from chunks and gzip; empty when there is none
 * @param principal the authenticated principal or {@code null}
 * @param bodyError why the body could not be decoded, or {@code null}
 * @since 0.1.0
 */
public record HttpRequest(String method, String path, Map<String, List<String>> query,
		List<Map.Entry<String, String>> headers, byte[] body, @Nullable String principal, @Nullable String bodyError) {

	/**
	 * Create a request with a good body.
	 * @param method the method
	 * @param path the path
	 * @param query the decoded query parameters
	 * @param headers the header lines in order
	 * @param body the decoded body
	 * @param principal the authenticated principal or {@code null}
	 */
	public HttpRequest(String method, String path, Map<String, List<String>> query,
			List<Map.Entry<String, String>> headers, byte[] body, @Nullable String principal) {
		this(method, path, query, headers, body, principal, null);
	}

	/**
	 * Return the value of a header, the last one when there are several lines.
	 * @param name the name, in any case
	 * @return the value or {@code null}
	 */
	public @Nullable String header(String name) {
		String value = null;
		for (Map.Entry<String, String> header : this.headers) {
			if (header.getKey().equalsIgnoreCase(name)) {
				value = header.getValue();
			}
		}
		return value;
	}

	/**
	 * Return the value of a query parameter, the last one when there are several.
	 * @param name the name
	 * @return the value or {@code null}
	 */
	public @Nullable String parameter(String name) {
		List<String> values = this.query.get(name);
		return (values != null && !values.isEmpty()) ? values.get(values.size() - 1) : null;
	}

	/**
	 * Expect that this request is a POST.
	 * @throws HttpException with the reply if it is not
	 */
	public void expectPost() throws HttpException {
		if (!"POST".equals(this.method)) {
			throw new HttpException(HttpReply.methodNotAllowed(this.method, "POST"));
		}
	}

	HttpRequest withPath(String path) {
		return new HttpRequest(this.method, path, this.query, this.headers, this.body, this.principal, this.bodyError);
	}

	HttpRequest withPrincipal(@Nullable String principal) {
		return new HttpRequest(this.method, this.path, this.query, this.headers, this.body, principal, this.bodyError);
	}

}
