package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what operators can ask an agent.
 */
@Timeout(120)
class AgentApiTests {

	@TempDir
	private Path directory;

	private AgentFixture fixture;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final FrameworkInfo framework = Fixtures.framework("fw", false);

	@BeforeEach
	void startAgent() {
		this.fixture = new AgentFixture(this.directory.resolve("work"));
		this.fixture
			.send(new ToAgent.RunTask(this.framework, Fixtures.task("t1", "echo hello; mkdir sub; sleep 1000"), true));
		this.fixture.master.await("t1", TaskState.TASK_RUNNING);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void answersTheOperatorApi() {
		assertThat(call("{\"type\":\"GET_HEALTH\"}").body())
			.isEqualTo("{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthy\":true}}");
		assertThat(call("{\"type\":\"GET_VERSION\"}").body()).contains("\"version\":\"1.");
		assertThat(call("{\"type\":\"GET_FLAGS\"}").body()).contains("\"name\":\"work_dir\"");
		assertThat(call("{\"type\":\"GET_AGENT\"}").body()).contains("\"id\":{\"value\":\"master-S0\"}");
		assertThat(call("{\"type\":\"GET_TASKS\"}").body()).contains("\"launched_tasks\":[{\"name\":\"t1\"");
		assertThat(call("{\"type\":\"GET_EXECUTORS\"}").body())
			.contains("\"name\":\"Command Executor (Task: t1) (Command: sh -c 'echo hello; ...')\"");
		assertThat(call("{\"type\":\"GET_CONTAINERS\"}").body()).contains("\"container_id\":{\"value\":\"",
				"\"ip_address\":\"127.0.0.1\"");
		assertThat(call("{\"type\":\"GET_STATE\"}").body()).contains("get_tasks", "get_executors", "get_frameworks");
	}

	@Test
	void refusesBadCalls() {
		assertThat(call("{}")).satisfies((reply) -> {
			assertThat(reply.statusCode()).isEqualTo(400);
			assertThat(reply.body()).isEqualTo("Failed to validate agent::Call: Expecting 'type' to be present");
		});
		assertThat(call("{\"type\":\"WAIT_CONTAINER\",\"wait_container\":{\"container_id\":{\"value\":\"x\"}}}"))
			.satisfies((reply) -> {
				assertThat(reply.statusCode()).isEqualTo(404);
				assertThat(reply.body()).isEqualTo("Container x cannot be found");
			});
		assertThat(get("/api/v1").statusCode()).isEqualTo(405);
	}

	@Test
	void showsItsState() {
		HttpResponse<String> state = get("/state");

		assertThat(state.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(state.body()).contains("\"id\":\"master-S0\"", "\"pid\":\"slave(1)@127.0.0.1:",
				"\"state\":\"TASK_RUNNING\"", "\"executors\":[{");
		assertThat(get("/slave(1)/health").statusCode()).isEqualTo(200);
		assertThat(get("/version").body()).contains("\"version\":\"");
	}

	@Test
	void letsPeopleLookIntoSandboxes() {
		String path = encode("/frameworks/fw/executors/t1/runs/latest");
		Waiting.until(() -> get("/files/read?path=" + path + "/stdout&offset=0"),
				(reply) -> reply.body().contains("hello"));

		assertThat(get("/files/read?path=" + path + "/stdout&offset=0").body())
			.isEqualTo("{\"data\":\"hello\\n\",\"offset\":0}");
		assertThat(get("/files/read?path=" + path + "/stdout&offset=-1").body())
			.isEqualTo("{\"data\":\"\",\"offset\":6}");
		assertThat(get("/files/read?path=" + path + "/stdout&offset=2&length=3").body())
			.isEqualTo("{\"data\":\"llo\",\"offset\":2}");
		String browse = "/files/browse?path=" + path;
		Waiting.until(() -> get(browse), (reply) -> reply.body().contains("/sub"));
		assertThat(get(browse).body()).contains("\"mode\":\"-rw", "\"mode\":\"drwx",
				"/frameworks/fw/executors/t1/runs/latest/stderr", "/frameworks/fw/executors/t1/runs/latest/sub");
		assertThat(get("/files/download?path=" + path + "/stdout").body()).isEqualTo("hello\n");
		assertThat(call("{\"type\":\"READ_FILE\",\"read_file\":{\"offset\":0,\"path\":"
				+ "\"/frameworks/fw/executors/t1/runs/latest/stdout\"}}")
			.body()).contains("\"size\":6", "\"data\":\"aGVsbG8K\"");
	}

	@Test
	void keepsPeopleOutOfOtherDirectories() {
		assertThat(get("/files/read?path=/etc/passwd").statusCode()).isEqualTo(404);
		assertThat(
				get("/files/read?path=" + encode("/frameworks/fw/executors/t1/runs/latest/../../../../../../../../.."))
					.statusCode())
			.isEqualTo(400);
		assertThat(get("/files/browse").body()).isEqualTo("Expecting 'path=value' in query.\n");
		assertThat(get("/files/read?path=" + encode("/frameworks/fw/executors/t1/runs/latest") + "&offset=x").body())
			.isEqualTo("Failed to parse offset: Failed to convert 'x' to number.\n");
		assertThat(get("/files/read?path=" + encode("/frameworks/fw/executors/t1/runs/latest") + "&offset=0").body())
			.isEqualTo("Cannot read a directory.\n");
	}

	@Test
	void answersAsFilesOfMesosDo() {
		String path = encode("/frameworks/fw/executors/t1/runs/latest");
		Waiting.until(() -> get("/files/browse?path=" + path), (reply) -> reply.body().contains("/sub"));

		assertThat(get("/files/browse?path=" + path).body()).containsPattern("\"mtime\":\\d+\\.0,\"nlink\":\\d+,");
		assertThat(get("/files/browse?path=" + path + "/nothing")).satisfies((reply) -> {
			assertThat(reply.statusCode()).isEqualTo(404);
			assertThat(reply.body()).isEmpty();
		});
		assertThat(get("/files/read?offset=0&path=" + path + "/nothing").body()).isEmpty();
		assertThat(get("/files/download?path=" + path + "/nothing").body()).isEqualTo("404 Not Found.");
		assertThat(get("/files/browse?path=" + path + "/stdout").body()).isEqualTo("[]");
		assertThat(get("/files/debug").body()).contains("{\"/", "/frameworks/fw/executors/t1/runs/latest\":\"");
	}

	@Test
	void theDirectoriesAboveASandboxAreNotAttached() {
		String directory = this.directory.resolve("work").resolve("slaves").toString();

		assertThat(get("/files/browse?path=" + encode(directory)).statusCode()).isEqualTo(404);
	}

	@Test
	void answersWithAScriptWhenAskedTo() {
		HttpResponse<String> reply = get("/version?jsonp=run");

		assertThat(reply.headers().firstValue("Content-Type")).hasValue("text/javascript");
		assertThat(reply.body()).startsWith("run({\"build_date\":\"").endsWith("\"})");
		assertThat(get("/metrics/snapshot?jsonp=run").body()).startsWith("run({").endsWith("})");
	}

	@Test
	void hasTheEndpointsOfEveryProcess() {
		assertThat(get("/metrics/snapshot?timeout=1secs").statusCode()).isEqualTo(200);
		assertThat(get("/metrics/snapshot?timeout=x")).satisfies((reply) -> {
			assertThat(reply.statusCode()).isEqualTo(400);
			assertThat(reply.body()).startsWith("Invalid timeout 'x': ");
		});
		assertThat(get("/logging/toggle").body()).isEqualTo("0\n");
		assertThat(get("/logging/toggle?level=1").body()).isEqualTo("Expecting 'duration=value' in query.\n");
		assertThat(get("/help").headers().firstValue("Content-Type")).hasValue("text/html");
		assertThat(get("/help").body()).contains("\"/files\"", "\"/metrics\"");
		assertThat(get("/help?format=json").body()).startsWith("{\"processes\":[{\"id\":\"files\"");
		assertThat(get("/state.json").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "LAUNCH_NESTED_CONTAINER | 400 | Parent container nope does not exist",
			"LAUNCH_NESTED_CONTAINER_SESSION | 400 | Parent container nope does not exist",
			"WAIT_NESTED_CONTAINER | 404 | Container nope.x cannot be found",
			"KILL_NESTED_CONTAINER | 404 | Container 'nope.x' cannot be found (or is already killed)",
			"REMOVE_NESTED_CONTAINER | 500 | Unknown root container", "REMOVE_CONTAINER | 500 | Unknown root container",
			"ATTACH_CONTAINER_OUTPUT | 404 | Container nope.x cannot be found" })
	void refusesCallsForUnknownContainers(String type, int status, String text) {
		HttpResponse<String> reply = call("{\"type\":\"" + type + "\",\"" + type.toLowerCase(Locale.ROOT)
				+ "\":{\"container_id\":{\"value\":\"x\",\"parent\":{\"value\":\"nope\"}}}}");

		assertThat(reply.statusCode()).isEqualTo(status);
		assertThat(reply.body()).isEqualTo(text);
	}

	@Test
	void refusesContainerIdsThatAreNone() {
		String call = "{\"type\":\"WAIT_CONTAINER\",\"wait_container\":{\"container_id\":{\"value\":\"%s\"}}}";

		assertThat(call(call.formatted("a.b")).body()).isEqualTo("Failed to validate agent::Call: "
				+ "'wait_container.container_id' is invalid: 'ContainerID.value' 'a.b' contains invalid characters");
		assertThat(call(call.formatted("")).body()).endsWith("is invalid: ID must not be empty");
	}

	@Test
	void hasNoSwitchboardForOutput() {
		String id = this.fixture.master.updates("t1").get(0).getContainerStatus().getContainerId().getValue();

		HttpResponse<String> reply = call("{\"type\":\"ATTACH_CONTAINER_OUTPUT\",\"attach_container_output\":"
				+ "{\"container_id\":{\"value\":\"" + id + "\"}}}");

		assertThat(reply.statusCode()).isEqualTo(500);
		assertThat(reply.body()).isEqualTo("I/O switchboard server was disabled for this container");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"application/json | application/recordio | | 406 | Streaming response is not supported for GET_HEALTH call",
			"application/json | text/html | | 406 | Expecting 'Accept' to allow application/json or "
					+ "application/x-protobuf or application/recordio",
			"application/json | application/json | application/json | 406 | Expecting 'Message-Accept' to be not set "
					+ "for non-streaming responses",
			"application/json | application/recordio | text/html | 406 | Expecting 'Message-Accept' to allow "
					+ "application/json or application/x-protobuf",
			"application/recordio | */* | | 400 | Expecting 'Message-Content-Type' to be set for streaming requests",
			"text/plain | */* | | 415 | Expecting 'Content-Type' of application/json or application/x-protobuf or "
					+ "application/recordio" })
	void knowsStreams(String contentType, String accept, @Nullable String messageAccept, int status, String text) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1"))
			.header("Content-Type", contentType)
			.header("Accept", accept)
			.POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"GET_HEALTH\"}"));
		if (messageAccept != null) {
			request.header("Message-Accept", messageAccept);
		}

		HttpResponse<String> reply = send(request.build());

		assertThat(reply.statusCode()).isEqualTo(status);
		assertThat(reply.body()).isEqualTo(text);
	}

	@Test
	void takesTheInputOfContainersAsAStreamOnly() {
		String call = "{\"type\":\"ATTACH_CONTAINER_INPUT\",\"attach_container_input\":"
				+ "{\"type\":\"CONTAINER_ID\",\"container_id\":{\"value\":\"x\"}}}";
		assertThat(call(call)).satisfies((reply) -> {
			assertThat(reply.statusCode()).isEqualTo(415);
			assertThat(reply.body())
				.isEqualTo("Expecting 'Content-Type' to be application/recordio for ATTACH_CONTAINER_INPUT call");
		});

		HttpResponse<String> reply = send(HttpRequest.newBuilder(uri("/api/v1"))
			.header("Content-Type", "application/recordio")
			.header("Message-Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(call.length() + "\n" + call))
			.build());

		assertThat(reply.statusCode()).isEqualTo(404);
		assertThat(reply.body()).isEqualTo("Container x cannot be found");
	}

	@Test
	void listsAlsoWhatIsEmpty() {
		assertThat(call("{\"type\":\"GET_TASKS\"}").body()).contains("\"pending_tasks\":[]", "\"queued_tasks\":[]",
				"\"terminated_tasks\":[]", "\"completed_tasks\":[]");
		assertThat(call("{\"type\":\"GET_FRAMEWORKS\"}").body()).contains("\"completed_frameworks\":[]");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private HttpResponse<String> call(String json) {
		return send(HttpRequest.newBuilder(uri("/api/v1"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json))
			.build());
	}

	private HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(uri(path)).build());
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.fixture.port() + path.replace("(", "%28").replace(")", "%29"));
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
