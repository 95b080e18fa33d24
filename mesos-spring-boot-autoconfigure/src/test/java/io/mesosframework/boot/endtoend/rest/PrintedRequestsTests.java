package io.mesosframework.boot.endtoend.rest;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

import static io.mesosframework.boot.endtoend.rest.RestApplication.sleeper;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every request that the documentation prints is understood as it is printed, body
 * included.
 */
class PrintedRequestsTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern CURL = Pattern.compile("^\\| `[A-Z]+ [a-z]+[^`]*` \\| `curl ([^`]*)`.*\\|$");

	private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

	private static final Pattern POST = Pattern.compile("^\\| `POST /([^` ]+)`(?: with `([^`]*)`)? \\|.*$");

	@Test
	void isUnderstood() throws Exception {
		List<Printed> requests = new ArrayList<>();
		Files.readAllLines(DOCS.resolve("rest-api.md"))
			.stream()
			.map(CURL::matcher)
			.filter(Matcher::matches)
			.forEach((row) -> requests.add(curl(row.group(1))));
		assertThat(requests).hasSizeGreaterThan(20);
		Files.readAllLines(DOCS.resolve("observability.md"))
			.stream()
			.map(POST::matcher)
			.filter(Matcher::matches)
			.forEach((row) -> requests.add(new Printed("POST", row.group(1), (row.group(2) != null) ? row.group(2) : "",
					(row.group(2) != null) ? List.of("Content-Type", "application/json") : List.of())));
		assertThat(requests).filteredOn((request) -> request.path().startsWith("actuator/mesos/")).hasSize(8);
		// after this one there is no framework any more
		requests.sort(Comparator.comparing((request) -> request.path().endsWith("/teardown")));
		try (RestApplication application = RestApplication.start(WebApplicationType.SERVLET,
				"--management.endpoint.mesosapps.access=unrestricted",
				"--management.endpoint.mesostasks.access=unrestricted",
				"--management.endpoint.mesos.access=unrestricted")) {
			SoftAssertions all = new SoftAssertions();
			for (Printed request : requests) {
				all.assertThat(status(application, request)).as(request.toString()).isIn(200, 201, 409, 412, 503);
			}
			all.assertAll();
		}
	}

	private static int status(RestApplication application, Printed request) throws Exception {
		String path = request.path();
		if (!path.startsWith("actuator/mesos/")) {
			application.awaitDeployed("web", 3);
		}
		if (path.contains("$TASK")) {
			application.awaitRunning("web", 3);
			path = path.replace("$TASK",
					application.get("actuator/mesosapps/web").json().at("/instances/0/current/taskId").asString());
		}
		if (path.contains("/events")) {
			HttpResponse<?> response = application.stream(path, HttpResponse.BodyHandlers.ofInputStream());
			((AutoCloseable) response.body()).close();
			return response.statusCode();
		}
		HttpRequest.Builder builder = application.request(path)
			.method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
		if (!request.headers().isEmpty()) {
			builder.headers(request.headers().toArray(String[]::new));
		}
		return application.send(builder).status();
	}

	/** Read what follows the word {@code curl}. */
	private static Printed curl(String line) {
		List<String> words = WORD.matcher(line).results().map(PrintedRequestsTests::word).toList();
		String method = line.contains(" -d ") ? "POST" : "GET";
		String path = "";
		String body = "";
		List<String> headers = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			switch (words.get(i)) {
				case "-X" -> method = words.get(++i);
				case "-d" -> body = words.get(++i);
				case "-H" -> headers
					.addAll(List.of(words.get(++i).replace("$JSON", "Content-Type: application/json").split(": ", 2)));
				case "-i", "-N" -> {
				}
				default -> path = words.get(i).replace("$API", "actuator");
			}
		}
		assertThat(path).as(line).startsWith("actuator/");
		return new Printed(method, path, body.equals("@web.json") ? sleeper("web", 3) : body, headers);
	}

	private static String word(MatchResult found) {
		for (int group = 1; group <= 3; group++) {
			if (found.group(group) != null) {
				return found.group(group);
			}
		}
		throw new IllegalStateException(found.group());
	}

	/**
	 * A request.
	 *
	 * @param method the method
	 * @param path the path
	 * @param body the body, may be empty
	 * @param headers the headers
	 */
	private record Printed(String method, String path, String body, List<String> headers) {

	}

}
