package io.mesosframework.boot.endtoend.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.autoconfigure.MesosEventHandlerAutoConfiguration;
import io.mesosframework.boot.autoconfigure.actuate.MesosEndpointAutoConfiguration;
import io.mesosframework.boot.autoconfigure.rest.MesosRestAutoConfiguration;
import io.mesosframework.boot.autoconfigure.tasks.MesosTasksAutoConfiguration;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.Route;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/rest-api.md against the table of routes.
 */
class RestApiPageTests {

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

		List<Route> routes = routes();
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(routes.stream().map(Route::toString).toList());
		routes.forEach((route) -> assertThat(called(rows.get(route.toString()))).as(route.toString())
			.matches(route.toString().replaceAll("\\{\\w+\\}", "[^/]+")));
	}

	/** What a curl line calls: the method and the path. */
	private static String called(String curl) {
		Matcher method = Pattern.compile("-X ([A-Z]+)").matcher(curl);
		Matcher path = Pattern.compile("\\$API/([^ \"?]*)").matcher(curl);
		assertThat(path.find()).as(curl).isTrue();
		String verb = method.find() ? method.group(1) : (curl.contains(" -d ") ? "POST" : "GET");
		return verb + " " + path.group(1);
	}

	private static List<Route> routes() {
		List<Route> routes = new ArrayList<>();
		new WebApplicationContextRunner()
			.withPropertyValues("mesos.master=http://127.0.0.1:1", "mesos.scheduler.auto-startup=false",
					"management.endpoints.web.exposure.include=*")
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, MesosAutoConfiguration.class,
					MesosEventHandlerAutoConfiguration.class, MesosEndpointAutoConfiguration.class,
					MesosTasksAutoConfiguration.class, MesosRestAutoConfiguration.class))
			.run((context) -> routes.addAll(context.getBean(ApiRouter.class).routes()));
		return routes;
	}

}
