package io.mesosframework.boot.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is below the path of one endpoint, for the adapters to web frameworks: makes
 * requests of what came in, and bytes of what goes out. Thread-safe.
 *
 * @param id the id of the endpoint
 * @param router the router
 * @param mount where the endpoints are
 * @param json writes JSON
 * @param streams runs streams of events
 * @since 0.1.0
 */
public record ApiEndpoint(String id, ApiRouter router, ApiMount mount, JsonMapper json, Executor streams) {

	/**
	 * Return how large a body may be.
	 * @return the size in bytes
	 */
	public int maxBody() {
		return (int) Math.min(this.router.maxBody(), Integer.MAX_VALUE - 16);
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @return completes with the response, never exceptionally
	 */
	public CompletionStage<ApiResponse> handle(ApiRequest request) {
		return this.router.handle(request);
	}

	/**
	 * Answer a request whose body is larger than it may be.
	 * @param request the request, without its body
	 * @return the response
	 */
	public ApiResponse tooLarge(ApiRequest request) {
		return this.router.tooLarge(request);
	}

	/**
	 * Make a request. Segments of the path are decoded one by one: a slash within one
	 * stays {@code %2F}, so that no path can be taken for another one.
	 * @param method the method
	 * @param path the path; what stands before the application stands before all paths
	 * that are answered
	 * @param query the query as it was sent, or {@code null}
	 * @param headers the headers
	 * @param body the body
	 * @return the request
	 */
	public ApiRequest request(String method, RequestPath path, @Nullable String query, Map<String, String> headers,
			byte[] body) {
		return ApiRequest.of(method, this.id, below(path.pathWithinApplication()), parameters(query), headers, body,
				this.mount.below(before(path)));
	}

	/**
	 * Return what stands before the application: context path and path of the servlet.
	 */
	private static String before(RequestPath path) {
		String within = path.pathWithinApplication().value();
		return path.value().substring(0, path.value().length() - within.length());
	}

	/**
	 * Write what is neither a stream of events nor empty.
	 * @param response the response
	 * @return the bytes
	 */
	public byte[] bytes(ApiResponse response) {
		return (response.content() instanceof byte[] raw) ? raw : this.json.writeValueAsBytes(response.content());
	}

	private String below(PathContainer path) {
		String root = String.valueOf(this.mount.path(this.id, ""));
		int skipped = (int) PathContainer.parsePath(root)
			.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.count();
		StringBuilder rest = new StringBuilder();
		for (PathContainer.Element element : path.elements()) {
			if (element instanceof PathContainer.PathSegment segment) {
				if (--skipped < 0) {
					rest.append(segment.valueToMatch().replace("/", "%2F"));
				}
			}
			else if (skipped <= 0) {
				rest.append('/');
			}
		}
		return rest.toString();
	}

	private static Map<String, List<String>> parameters(@Nullable String query) {
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		for (String pair : ((query != null) ? query : "").split("&")) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = decoded((equals >= 0) ? pair.substring(0, equals) : pair);
				parameters.computeIfAbsent(name, (key) -> new ArrayList<>())
					.add((equals >= 0) ? decoded(pair.substring(equals + 1)) : "");
			}
		}
		return parameters;
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text; // not encoded as it must be: taken as it is
		}
	}

}
