package io.mesosframework.boot.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The OpenAPI 3.1 description of a table of routes, made from the table itself so that
 * the two cannot differ.
 *
 * @since 0.1.0
 */
public final class OpenApi {

	private static final String PROBLEM = "Problem";

	private OpenApi() {
	}

	/**
	 * Describe the routes of the endpoints that are exposed.
	 * @param routes the table of routes
	 * @param mount where they are
	 * @return the description, a tree of maps and lists
	 */
	public static Map<String, Object> describe(List<Route> routes, ApiMount mount) {
		RecordSchemas schemas = new RecordSchemas();
		Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
		for (Route route : routes) {
			String root = mount.roots().get(route.endpoint());
			if (root != null) {
				String path = "/" + root + (route.path().isEmpty() ? "" : "/" + route.path());
				paths.computeIfAbsent(path, (key) -> new LinkedHashMap<>())
					.put(route.method().toLowerCase(Locale.ROOT), operation(route, schemas));
			}
		}
		Map<String, Object> components = new LinkedHashMap<>(schemas.schemas());
		components.put(PROBLEM, problem());
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("openapi", "3.1.0");
		document.put("info", Map.of("title", "Mesos Spring Boot", "version", "1", "description",
				"Apps, tasks and offers of a Mesos framework"));
		document.put("servers", List.of(Map.of("url", mount.basePath().isEmpty() ? "/" : mount.basePath())));
		document.put("paths", paths);
		document.put("components", Map.of("schemas", components));
		return document;
	}

	private static Map<String, Object> operation(Route route, RecordSchemas schemas) {
		Map<String, Object> operation = new LinkedHashMap<>();
		operation.put("operationId", operationId(route));
		operation.put("tags", List.of(route.endpoint()));
		operation.put("summary", route.summary());
		List<Map<String, Object>> parameters = parameters(route);
		if (!parameters.isEmpty()) {
			operation.put("parameters", parameters);
		}
		Map<String, Object> body = route.body();
		if (body != null) {
			operation.put("requestBody", Map.of("required", route.bodyRequired(), "content",
					Map.of(ApiResponse.JSON, Map.of("schema", body))));
		}
		Map<String, Object> responses = new LinkedHashMap<>();
		route.answers().forEach((status, answer) -> responses.put(status.toString(), response(answer, schemas)));
		responses.put("default", Map.of("description", "Any other failure", "content",
				Map.of("application/problem+json", Map.of("schema", reference()))));
		operation.put("responses", responses);
		return operation;
	}

	private static Map<String, Object> response(Route.Answer answer, RecordSchemas schemas) {
		Map<String, Object> schema = Map.of();
		if (answer.type() != null) {
			schema = schemas.of(answer.type());
		}
		else if (answer.contentType().endsWith("problem+json")) {
			schema = reference();
		}
		else if (!answer.contentType().endsWith("json")) {
			schema = Map.of("type", "string");
		}
		return Map.of("description", answer.description(), "content",
				Map.of(answer.contentType(), Map.of("schema", schema)));
	}

	private static List<Map<String, Object>> parameters(Route route) {
		List<Map<String, Object>> parameters = new ArrayList<>();
		route.variables()
			.forEach((name) -> parameters
				.add(Map.of("name", name, "in", "path", "required", true, "schema", Map.of("type", "string"))));
		route.query()
			.forEach((name, about) -> parameters
				.add(Map.of("name", name, "in", "query", "description", about.getOrDefault("description", ""), "schema",
						Map.of("type", about.getOrDefault("type", "string")))));
		route.headers()
			.forEach((name, description) -> parameters.add(Map.of("name", name, "in", "header", "description",
					description, "schema", Map.of("type", "string"))));
		return parameters;
	}

	private static String operationId(Route route) {
		String words = route.method().toLowerCase(Locale.ROOT) + "-" + route.endpoint() + "-" + route.path();
		return List.of(words.split("[^A-Za-z]+"))
			.stream()
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.joining("-"));
	}

	private static Map<String, Object> reference() {
		return Map.of("$ref", "#/components/schemas/" + PROBLEM);
	}

	private static Map<String, Object> problem() {
		Map<String, Object> text = Map.of("type", "string");
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("type", text);
		properties.put("title", text);
		properties.put("status", Map.of("type", "integer"));
		properties.put("detail", text);
		properties.put("instance", text);
		properties.put("errors", Map.of("type", "array", "items",
				Map.of("type", "object", "properties", Map.of("path", text, "message", text))));
		return Map.of("type", "object", "description", "Problem details, RFC 9457", "properties", properties,
				"required", List.of("type", "title", "status", "detail"));
	}

}
