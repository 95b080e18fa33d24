package io.mesosframework.sample.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.mesosframework.embedded.test.EmbeddedMesos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that is only declared, and changed over HTTP: the story of docs/service.md.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "mesos.apps.web.command.cmd=echo version one; exec sleep 1234")
@AutoConfigureRestTestClient
@ActiveProfiles("service")
@EmbeddedMesos(agents = 2)
class ServiceProfileTests {

	private static final String WEB = "/actuator/mesosapps/web";

	private static final Map<String, Object> NEXT = Map.of("name", "web", "instances", 2, "resources",
			Map.of("cpu", 0.1, "mem", 32), "command", Map.of("cmd", "echo version two; exec sleep 1234"), "healthcheck",
			Map.of("type", "command", "command", "true", "delay", "0s", "interval", "1s"), "kill",
			Map.of("grace", "1s"));

	@Autowired
	private RestTestClient client;

	@Test
	void aServiceRunsIsScaledHealsIsUpdatedRolledBackAndRemoved() {
		awaitRunning(3);
		awaitLog("version one");

		post("/scale", Map.of("instances", 2));
		awaitRunning(2);

		String before = read("$.instances[0].current.taskId");
		ProcessHandle.current()
			.descendants()
			.filter((process) -> process.info().commandLine().orElse("").endsWith("sleep 1234"))
			.forEach(ProcessHandle::destroyForcibly);
		await(() -> {
			assertThat(read("$.instances[0].current.taskId")).isNotEqualTo(before);
			assertThat(read("$.instances[0].history[0].state")).isEqualTo("TASK_FAILED");
		});
		awaitRunning(2);

		update("\"1\"", 412);
		update("\"2\"", 200);
		awaitDeployed("UPDATE");
		awaitLog("version two");

		post("/deployment", Map.of("action", "roll-back"));
		awaitDeployed("ROLLBACK");
		awaitLog("version one");

		this.client.delete().uri(WEB).exchange().expectStatus().isOk();
		await(() -> this.client.get().uri(WEB).exchange().expectStatus().isNotFound());
	}

	private void post(String action, Map<String, Object> body) {
		this.client.post()
			.uri(WEB + action)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isOk();
	}

	private void update(String revision, int status) {
		this.client.put()
			.uri(WEB)
			.header("If-Match", revision)
			.contentType(MediaType.APPLICATION_JSON)
			.body(NEXT)
			.exchange()
			.expectStatus()
			.isEqualTo(status);
	}

	private void awaitRunning(int count) {
		await(() -> {
			assertThat(read("$.summary.phases.RUNNING")).isEqualTo(String.valueOf(count));
			assertThat(read("$.instances.length()")).isEqualTo(String.valueOf(count));
		});
	}

	private void awaitDeployed(String kind) {
		await(() -> {
			assertThat(read("$.deployment.kind")).isEqualTo(kind);
			assertThat(read("$.deployment.state")).isEqualTo("SUCCEEDED");
		});
	}

	private void awaitLog(String text) {
		await(() -> this.client.get()
			.uri("/actuator/mesostasks/" + read("$.instances[0].current.taskId") + "/log")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((Consumer<String>) (log) -> assertThat(log).contains(text)));
	}

	private String read(String path) {
		byte[] body = this.client.get().uri(WEB).exchange().expectBody().returnResult().getResponseBody();
		assertThat(body).isNotNull();
		return JsonPath.<Object>read(new String(body, StandardCharsets.UTF_8), path).toString();
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
	}

}
