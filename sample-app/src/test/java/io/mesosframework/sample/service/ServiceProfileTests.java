package io.mesosframework.sample.service;

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.mesosframework.embedded.test.EmbeddedMesos;

/**
 * A service that is only declared, and changed over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "mesos.apps.web.command.cmd=exec sleep 1000")
@AutoConfigureRestTestClient
@ActiveProfiles("service")
@EmbeddedMesos(agents = 2)
class ServiceProfileTests {

	@Autowired
	private RestTestClient client;

	@Test
	void runsIsScaledAndRemoved() {
		awaitRunning(3);

		this.client.post()
			.uri("/actuator/mesosapps/web")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("instances", 1))
			.exchange()
			.expectStatus()
			.isOk();
		awaitRunning(1);

		this.client.delete().uri("/actuator/mesosapps/web").exchange().expectStatus().isOk();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> this.client.get().uri("/actuator/mesosapps/web").exchange().expectStatus().isNotFound());
	}

	private void awaitRunning(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> this.client.get()
				.uri("/actuator/mesosapps/web")
				.exchange()
				.expectBody()
				.jsonPath("$.summary.phases.RUNNING")
				.isEqualTo(count)
				.jsonPath("$.instances.length()")
				.isEqualTo(count));
	}

}
