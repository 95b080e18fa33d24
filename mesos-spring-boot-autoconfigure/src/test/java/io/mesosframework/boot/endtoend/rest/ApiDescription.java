package io.mesosframework.boot.endtoend.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.endtoend.rest.RestApplication.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds requests and answers against the OpenAPI description, with the part of JSON
 * Schema that it uses; any other part is refused. Of answers every member must be
 * described, which is more than the schemas say.
 */
final class ApiDescription {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Set<String> KNOWN = Set.of("$schema", "$defs", "$ref", "title", "description", "type",
			"properties", "additionalProperties", "required", "items", "minItems", "anyOf", "oneOf", "enum", "minimum",
			"maximum", "exclusiveMinimum", "pattern", "default", "format");

	private static final Set<String> FORMS = Set.of("date-time");

	private final JsonNode openapi;

	private final JsonNode documents;

	/**
	 * Create a description.
	 * @param openapi the description
	 * @param documents the schema of documents, to which it refers as {@code schema}
	 */
	ApiDescription(JsonNode openapi, JsonNode documents) {
		this.openapi = openapi;
		this.documents = documents;
	}

	/** Return all operations, as method and path. */
	private Set<String> operations() {
		Set<String> all = new TreeSet<>();
		this.openapi.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.propertyNames()
				.forEach((method) -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
		return all;
	}

	/** Return the schema of the body that an operation takes. */
	JsonNode body(String method, String path) {
		return this.openapi.path("paths").path(path).path(method).at("/requestBody/content/application~1json/schema");
	}

	/**
	 * Check what was asked and answered.
	 * @param method the method
	 * @param path the path below the server's
	 * @param body the body that was sent
	 * @param answer the answer
	 */
	void check(String method, String path, String body, Answer answer) {
		String operation = operations().stream()
			.filter((each) -> matches(each, method + " " + path.replaceAll("\\?.*", "").replaceAll("/$", "")))
			.min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")))
			.orElse(null);
		if (operation == null) {
			assertThat(answer.status()).as(method + " " + path + " is not described").isIn(204, 400, 404, 405, 413);
			return;
		}
		String[] parts = operation.split(" ");
		JsonNode described = this.openapi.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
		if (answer.status() < 300) {
			JsonNode taken = described.path("requestBody");
			if (!body.isEmpty()) {
				assertThat(faults(taken.at("/content/application~1json/schema"), JSON.readTree(body), false))
					.as("The body that " + operation + " took: " + body)
					.isEmpty();
			}
			else {
				assertThat(taken.path("required").asBoolean(false)).as(operation + " needs a body").isFalse();
			}
		}
		String status = String.valueOf(answer.status());
		JsonNode response = described.path("responses").path(status);
		assertThat(response.isMissingNode() && answer.status() < 400).as(operation + " answers " + status).isFalse();
		if (response.isMissingNode()) {
			response = described.path("responses").path("default");
		}
		if (answer.status() == 304) {
			assertThat(response.has("content")).as(operation + " describes a body that no 304 has").isFalse();
			assertThat(answer.body()).isEmpty();
			return;
		}
		checkContent(operation + " " + status, response.path("content"), answer);
	}

	private void checkContent(String what, JsonNode content, Answer answer) {
		String type = String.valueOf(answer.header("Content-Type")).split(";")[0];
		assertThat(content.propertyNames()).as(what).contains(type);
		if (type.endsWith("json")) {
			boolean problem = type.endsWith("problem+json");
			assertThat(faults(content.path(type).path("schema"), answer.json(), !problem))
				.as(what + ": " + answer.body())
				.isEmpty();
		}
	}

	private static boolean matches(String operation, String request) {
		return request.matches(operation.replaceAll("\\{\\w+\\}", "[^/]+"));
	}

	/**
	 * Return what is wrong with a value.
	 * @param schema the schema, as part of the description
	 * @param value the value
	 * @param closed whether every member must be described
	 * @return the faults
	 */
	List<String> faults(JsonNode schema, JsonNode value, boolean closed) {
		List<String> faults = new ArrayList<>();
		check("", new Place(this.openapi, schema), value, closed, faults);
		return faults;
	}

	private void check(String path, Place place, JsonNode value, boolean closed, List<String> faults) {
		JsonNode schema = place.schema();
		assertThat(KNOWN).as("what this test understands, at " + path).containsAll(schema.propertyNames());
		if (schema.has("format")) {
			assertThat(FORMS).contains(schema.path("format").asString());
		}
		if (schema.has("$ref")) {
			check(path, resolve(place), value, closed, faults);
		}
		JsonNode type = schema.path("type");
		if (type.isString() && !is(type.asString(), value)) {
			faults.add(path + ": is no " + type.asString());
		}
		if (type.isArray() && type.valueStream().noneMatch((each) -> is(each.asString(), value))) {
			faults.add(path + ": is none of " + type);
		}
		if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
			faults.add(path + ": is none of " + schema.path("enum"));
		}
		if (schema.has("pattern") && value.isString()
				&& !value.asString().matches("(?s).*(?:" + schema.path("pattern").asString() + ").*")) {
			faults.add(path + ": does not match");
		}
		if (value.isNumber()) {
			range(path, schema, value.asDouble(), faults);
		}
		for (String key : List.of("anyOf", "oneOf")) {
			if (schema.has(key)) {
				choices(path, place, key, value, closed, faults);
			}
		}
		if (value.isObject()) {
			object(path, place, value, closed, faults);
		}
		if (value.isArray()) {
			if (value.size() < schema.path("minItems").asInt(0)) {
				faults.add(path + ": is too short");
			}
			if (schema.has("items")) {
				value.forEach((item) -> check(path + "[]", place.at(schema.path("items")), item, closed, faults));
			}
		}
	}

	private void choices(String path, Place place, String key, JsonNode value, boolean closed, List<String> faults) {
		List<String> all = new ArrayList<>();
		int valid = 0;
		for (JsonNode choice : place.schema().path(key)) {
			List<String> own = new ArrayList<>();
			check(path, place.at(choice), value, closed, own);
			valid += own.isEmpty() ? 1 : 0;
			all.addAll(own);
		}
		if (valid == 0) {
			faults.addAll(all);
		}
		else if (valid > 1 && key.equals("oneOf")) {
			faults.add(path + ": is " + valid + " of what it must be one of");
		}
	}

	private void object(String path, Place place, JsonNode value, boolean closed, List<String> faults) {
		JsonNode schema = place.schema();
		JsonNode others = schema.path("additionalProperties");
		Map<String, JsonNode> members = new LinkedHashMap<>();
		value.properties().forEach((member) -> members.put(member.getKey(), member.getValue()));
		members.forEach((name, member) -> {
			JsonNode property = schema.path("properties").path(name);
			if (!property.isMissingNode()) {
				check(path + "/" + name, place.at(property), member, closed, faults);
			}
			else if (others.isObject()) {
				check(path + "/" + name, place.at(others), member, closed, faults);
			}
			else if (others.isBoolean() && !others.asBoolean() || closed && schema.has("properties")) {
				faults.add(path + "/" + name + ": is not described");
			}
		});
		schema.path("required")
			.valueStream()
			.map(JsonNode::asString)
			.filter((name) -> !value.has(name))
			.forEach((name) -> faults.add(path + ": needs " + name));
	}

	private static void range(String path, JsonNode schema, double number, List<String> faults) {
		if (number < schema.path("minimum").asDouble(number) || number > schema.path("maximum").asDouble(number)
				|| schema.has("exclusiveMinimum") && number <= schema.path("exclusiveMinimum").asDouble()) {
			faults.add(path + ": is out of range");
		}
	}

	private Place resolve(Place place) {
		String reference = place.schema().path("$ref").asString();
		JsonNode root = reference.startsWith("schema") ? this.documents : place.root();
		String pointer = reference.replaceAll("^schema|#", "");
		JsonNode found = root.at(pointer);
		assertThat(found.isMissingNode()).as("'" + reference + "' leads nowhere").isFalse();
		return new Place(root, found);
	}

	private static boolean is(String type, @Nullable JsonNode value) {
		return value != null && switch (type) {
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			case "string" -> value.isString();
			case "boolean" -> value.isBoolean();
			case "number" -> value.isNumber();
			case "integer" -> value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
			default -> throw new IllegalStateException(type);
		};
	}

	/**
	 * A schema within the document to which its references lead.
	 *
	 * @param root the document
	 * @param schema the schema
	 */
	private record Place(JsonNode root, JsonNode schema) {

		Place at(JsonNode other) {
			return new Place(this.root, other);
		}

	}

}
