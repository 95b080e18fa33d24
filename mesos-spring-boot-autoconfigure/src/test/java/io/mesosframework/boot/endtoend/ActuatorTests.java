package io.mesosframework.boot.endtoend;

import org.apache.mesos.v1.Protos.Offer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.scheduler.MesosScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator over HTTP.
 */
class ActuatorTests {

	@Test
	void healthInfoMetricsAndTheEndpointAreServedAndCannotWriteByDefault() {
		try (ServletWebServerApplicationContext context = start("--management.info.mesos.enabled=true")) {
			RestClient client = client(context);

			assertThat(get(client, "/actuator/health/mesos").getBody()).contains("\"status\":\"UP\"",
					"\"state\":\"SUBSCRIBED\"", "frameworkId");
			assertThat(get(client, "/actuator/info").getBody()).contains("\"framework\":\"application\"");
			assertThat(get(client, "/actuator/metrics/mesos.scheduler.subscribed").getBody()).contains("\"value\":1.0");
			ResponseEntity<String> mesos = get(client, "/actuator/mesos");
			assertThat(mesos.getBody()).contains("\"state\":\"SUBSCRIBED\"", "\"roles\":[\"*\"]",
					"\"OFFERS\":[\"ActuatorTests.Framework.offer\"]", "\"master\":{");
			assertThat(post(client, "/actuator/mesos/suppress", "{\"roles\":[\"*\"]}").value()).isEqualTo(403);
			assertThat(context.getBean(MesosScheduler.class).suppressedRoles()).isEmpty();
		}
	}

	@Test
	void theEndpointWritesWhenAccessIsUnrestricted() {
		try (ServletWebServerApplicationContext context = start("--management.endpoint.mesos.access=unrestricted")) {
			RestClient client = client(context);

			assertThat(post(client, "/actuator/mesos/suppress", "{\"roles\":[\"*\"]}").value()).isEqualTo(200);
			Awaitility.await().until(() -> context.getBean(MesosScheduler.class).suppressedRoles().contains("*"));
			assertThat(post(client, "/actuator/mesos/revive", "{\"roles\":[\"*\"]}").value()).isEqualTo(200);
			Awaitility.await().until(() -> context.getBean(MesosScheduler.class).suppressedRoles().isEmpty());
			assertThat(post(client, "/actuator/mesos/explode", "{}").value()).isEqualTo(404);
			assertThat(post(client, "/actuator/mesos/teardown", "{}").value()).isEqualTo(200);
			Awaitility.await()
				.untilAsserted(() -> assertThat(get(client, "/actuator/health/mesos").getBody()).contains("TORN_DOWN",
						"DOWN"));
		}
	}

	private static ServletWebServerApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Framework.class);
		application.setRegisterShutdownHook(false);
		application
			.setDefaultProperties(java.util.Map.of("server.port", "0", "management.endpoints.web.exposure.include", "*",
					"management.endpoint.health.show-details", "always", "mesos.scheduler.startup-timeout", "60s"));
		return (ServletWebServerApplicationContext) application.run(arguments);
	}

	private static RestClient client(ServletWebServerApplicationContext context) {
		return RestClient.create("http://127.0.0.1:" + context.getWebServer().getPort());
	}

	private static ResponseEntity<String> get(RestClient client, String path) {
		return client.get().uri(path).retrieve().onStatus((status) -> true, (request, response) -> {
		}).toEntity(String.class);
	}

	private static HttpStatusCode post(RestClient client, String path, String body) {
		return client.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toBodilessEntity()
			.getStatusCode();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Framework {

		@MesosEventHandler
		void offer(Offer offer) {
		}

	}

}
