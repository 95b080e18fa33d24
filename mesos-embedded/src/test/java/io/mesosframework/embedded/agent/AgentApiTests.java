package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
