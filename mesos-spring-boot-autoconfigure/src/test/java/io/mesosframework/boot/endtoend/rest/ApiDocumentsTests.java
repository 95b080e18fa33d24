package io.mesosframework.boot.endtoend.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.autoconfigure.MesosEventHandlerAutoConfiguration;
import io.mesosframework.boot.autoconfigure.actuate.MesosEndpointAutoConfiguration;
import io.mesosframework.boot.autoconfigure.rest.MesosRestAutoConfiguration;
import io.mesosframework.boot.autoconfigure.tasks.MesosTasksAutoConfiguration;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiRoutes;
import io.mesosframework.boot.rest.ApiRoutes.ApiRoute;
import io.mesosframework.boot.rest.OpenApi;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/rest-api.md and the OpenAPI document against the controllers.
 */
class ApiDocumentsTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Pattern ROW = Pattern.compile("^\\| `([A-Z]+ [a-z]+[^`]*)` \\| `(curl [^`]*)`.*\\|$");

	@Test
	void thePageHasACurlLineForEachRouteAndForNothingElse() throws IOException {
		Map<String, String> rows = new LinkedHashMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "rest-api.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				rows.put(row.group(1), row.group(2));
			}
		}

		List<ApiRoute> routes = routes();
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(routes.stream().map(ApiRoute::toString).toList());
		routes.forEach((route) -> assertThat(called(rows.get(route.toString()))).as(route.toString())
			.matches(route.toString().replaceAll("\\{\\w+\\}", "[^/]+")));
	}

	@Test
	void theOpenApiDocumentHasAnOperationForEachRouteAndForNothingElse() {
		Map<String, JsonNode> operations = new LinkedHashMap<>();
		JsonNode document = document();
		document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> operations.put(
						operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey().substring(1),
						operation.getValue())));

		List<ApiRoute> routes = routes();
		assertThat(operations.keySet())
			.containsExactlyInAnyOrderElementsOf(routes.stream().map(ApiRoute::toString).toList());
		for (ApiRoute route : routes) {
			JsonNode operation = operations.get(route.toString());
			List<String> parameters = operation.path("parameters")
				.valueStream()
				.filter((parameter) -> !parameter.path("in").asString().equals("header"))
				.map((parameter) -> parameter.path("name").asString())
				.toList();
			assertThat(parameters).as(route + ": parameters").containsExactlyInAnyOrderElementsOf(route.parameters());
			assertThat(operation.path("parameters").findValuesAsString("name").contains("If-Match"))
				.as(route + ": conditions")
				.isEqualTo(route.takesConditions());
			assertThat(operation.has("requestBody")).as(route + ": body").isEqualTo(route.takesBody());
		}
	}

	@Test
	void theOpenApiDocumentDescribesWhatTheControllersAnswer() {
		RecordSchemas schemas = new RecordSchemas();
		JsonNode document = document();
		for (ApiRoute route : routes()) {
			if (route.body().isRecord()) {
				JsonNode expected = JSON.valueToTree(schemas.of(route.body()));
				String pointer = "/paths/~1" + (route.endpoint() + route.path()).replace("/", "~1") + "/"
						+ route.method().toLowerCase(Locale.ROOT);
				assertThat(document.at(pointer + "/responses/200/content/application~1json/schema"))
					.as(route.toString())
					.isEqualTo(expected);
			}
		}
		document.at("/components/schemas").properties().forEach((schema) -> {
			if (!schema.getKey().equals("Problem")) {
				assertThat(schema.getValue()).as(schema.getKey())
					.isEqualTo(JSON.valueToTree(schemas.schemas().get(schema.getKey())));
			}
		});
		assertThat(document.at("/components/schemas").propertyNames()).containsAll(schemas.schemas().keySet());
	}

	private static JsonNode document() {
		return JSON.readTree(ApiDocumentsTests.class.getClassLoader().getResourceAsStream(OpenApi.RESOURCE));
	}

	/** What a curl line calls: the method and the path. */
	private static String called(String curl) {
		Matcher method = Pattern.compile("-X ([A-Z]+)").matcher(curl);
		Matcher path = Pattern.compile("\\$API/([^ \"?]*)").matcher(curl);
		assertThat(path.find()).as(curl).isTrue();
		String verb = method.find() ? method.group(1) : (curl.contains(" -d ") ? "POST" : "GET");
		return verb + " " + path.group(1);
	}

	private static List<ApiRoute> routes() {
		List<ApiRoute> routes = new ArrayList<>();
		new WebApplicationContextRunner()
			.withPropertyValues("mesos.master=http://127.0.0.1:1", "mesos.scheduler.auto-startup=false",
					"management.endpoints.web.exposure.include=*")
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, MesosAutoConfiguration.class,
					MesosEventHandlerAutoConfiguration.class, MesosEndpointAutoConfiguration.class,
					MesosTasksAutoConfiguration.class, MesosRestAutoConfiguration.class))
			.run((context) -> routes.addAll(ApiRoutes.of(context.getBeansOfType(ApiController.class).values())));
		return routes;
	}

}
