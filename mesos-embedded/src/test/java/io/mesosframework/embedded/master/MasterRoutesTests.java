package io.mesosframework.embedded.master;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpRouter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the older endpoints of the master.
 */
class MasterRoutesTests {

	private static final String RESERVED = "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},"
			+ "\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"web\"}]}]";

	private final MasterFixture fixture = new MasterFixture();

	private final HttpRouter router = new HttpRouter("master");

	private FakeAgent agent;

	@BeforeEach
	void start() {
		this.agent = this.fixture.agent();
		new MasterRoutes(this.fixture.master()).register(this.router);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void reservesAndUnreservesByForm() {
		assertThat(post("/reserve", form("resources", RESERVED)).status()).isEqualTo(202);
		assertThat(text(get("/slaves"))).contains("\"reserved_resources_full\":{\"web\":[{",
				"\"unreserved_resources_full\":[", "\"used_resources_full\":[]", "\"offered_resources_full\":[]");

		assertThat(post("/unreserve", form("resources", RESERVED)).status()).isEqualTo(202);
		assertThat(text(get("/slaves"))).contains("\"reserved_resources_full\":{}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/reserve | x=y | Missing 'slaveId' query parameter in the request body",
			"/reserve | slaveId=s | Missing 'resources' query parameter in the request body",
			"/create-volumes | slaveId=s | Missing 'volumes' query parameter in the request body",
			"/destroy-volumes | slaveId=s&volumes=[] | No agent found with specified ID",
			"/unreserve | slaveId=s&resources=[5] | Error in parsing 'resources' query parameter in the request body: "
					+ "Expecting a JSON object" })
	void refusesIncompleteForms(String path, String form, String text) {
		HttpReply reply = post(path, form);

		assertThat(reply.status()).isEqualTo(400);
		assertThat(text(reply)).isEqualTo(text);
	}

	@Test
	void setsAndRemovesQuotas() {
		String quota = "{\"role\":\"web\",\"guarantee\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1}}]}";
		assertThat(post("/quota", quota).status()).isEqualTo(200);
		assertThat(text(get("/quota"))).contains("\"role\":\"web\"", "\"limits\":{\"cpus\":{\"value\":1.0}}");
		assertThat(text(get("/roles"))).contains("\"quota\":{\"role\":\"web\",\"guarantee\":{\"cpus\":1.0},"
				+ "\"limit\":{\"cpus\":1.0},\"consumed\":{}}");

		assertThat(call("DELETE", "/quota/web", "").status()).isEqualTo(200);
		assertThat(text(call("DELETE", "/quota/web", "")))
			.isEqualTo("Failed to remove quota for path '/master/quota/web': Role 'web' has no quota set");
		assertThat(text(call("DELETE", "/quota", ""))).isEqualTo("Failed to parse remove quota request for path "
				+ "'/master/quota': expected 3 tokens, found 2 tokens");
		assertThat(text(post("/quota", "{"))).startsWith("Failed to parse set quota request JSON '{': ");
		assertThat(call("PUT", "/quota", "").headers()).containsEntry("Allow", "GET, POST, DELETE");
	}

	@Test
	void setsWeights() {
		assertThat(call("PUT", "/weights", "[{\"role\":\"web\",\"weight\":2}]").status()).isEqualTo(200);
		assertThat(text(get("/weights"))).isEqualTo("[{\"weight\":2.0,\"role\":\"web\"}]");
		assertThat(text(get("/roles"))).contains("\"name\":\"web\",\"weight\":2.0");
		assertThat(text(call("PUT", "/weights", "[]x"))).startsWith("Failed to parse update weights request JSON");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/state", "/roles", "/quota", "/weights", "/maintenance/schedule", "/maintenance/status",
			"/metrics/snapshot", "/version", "/slaves", "/frameworks", "/tasks", "/state-summary", "/flags" })
	void wrapsAnswersForScripts(String path) {
		HttpReply reply = call("GET", path, "", Map.of("jsonp", List.of("run")));

		assertThat(reply.headers()).containsEntry("Content-Type", "text/javascript");
		assertThat(text(reply)).startsWith("run(").endsWith(")");
	}

	@Test
	void aMachineOnceInTheScheduleStaysKnown() {
		String machine = "{\"hostname\":\"gone\",\"ip\":\"10.0.0.1\"}";
		String schedule = "{\"windows\":[{\"machine_ids\":[" + machine
				+ "],\"unavailability\":{\"start\":{\"nanoseconds\":1}}}]}";
		assertThat(text(post("/machine/down", "[" + machine + "]")))
			.isEqualTo("Machine '" + machine + "' is not part of a maintenance schedule");

		assertThat(post("/maintenance/schedule", schedule).status()).isEqualTo(200);
		assertThat(post("/maintenance/schedule", "{}").status()).isEqualTo(200);

		assertThat(text(post("/machine/down", "[" + machine + "]")))
			.isEqualTo("Machine '" + machine + "' is not in DRAINING mode and cannot be brought down");
		assertThat(text(get("/maintenance/status"))).doesNotContain("gone");
	}

	private String form(String name, String value) {
		return "slaveId=" + this.agent.id().getValue() + "&" + name + "="
				+ URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private HttpReply get(String path) {
		return call("GET", path, "");
	}

	private HttpReply post(String path, String body) {
		return call("POST", path, body);
	}

	private HttpReply call(String method, String path, String body) {
		return call(method, path, body, Map.of());
	}

	private HttpReply call(String method, String path, String body, Map<String, List<String>> query) {
		RecordingResponder responder = new RecordingResponder();
		HttpRequest request = new HttpRequest(method, path, query, List.of(), body.getBytes(StandardCharsets.UTF_8),
				null);
		this.fixture.run(() -> this.router.dispatchTrusted(request, responder));
		return responder.reply();
	}

	private static String text(HttpReply reply) {
		return new String(reply.body(), StandardCharsets.UTF_8);
	}

}
