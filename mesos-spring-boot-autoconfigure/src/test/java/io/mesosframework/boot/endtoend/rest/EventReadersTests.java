package io.mesosframework.boot.endtoend.rest;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import io.mesosframework.boot.task.controller.TaskEvents;
import io.mesosframework.task.AppRemoved;

import static io.mesosframework.boot.endtoend.rest.RestApplication.sleeper;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers of events that do not read, go away, or are there when the application ends.
 */
class EventReadersTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void eventsAreOneLineEachWhenTheApplicationIndentsItsJson(WebApplicationType type) throws Exception {
		try (RestApplication application = RestApplication.start(type, "--mesos.rest.events.heartbeat=100ms",
				"--management.endpoints.jackson.isolated-json-mapper=false",
				"--spring.jackson.serialization.indent-output=true",
				"--management.endpoint.mesosapps.access=unrestricted")) {
			assertThat(application.post("actuator/mesosapps", sleeper("before", 0)).is(201).body()).contains("\n");
			HttpResponse<Stream<String>> response = application.stream("actuator/mesostasks/events",
					HttpResponse.BodyHandlers.ofLines());
			application.post("actuator/mesosapps", sleeper("indented", 1)).is(201);

			try (Stream<String> lines = response.body()) {
				String data = lines.filter((line) -> line.startsWith("data:") && !line.contains("before"))
					.findFirst()
					.orElseThrow();
				assertThat(data).startsWith("data: {\"").contains("\"indented\"").endsWith("}");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aReaderThatDoesNotReadIsDropped(WebApplicationType type) throws Exception {
		try (RestApplication application = RestApplication.start(type, "--mesos.rest.events.heartbeat=100ms",
				"--server.tomcat.connection-timeout=500ms"); Socket mute = new Socket()) {
			mute.setReceiveBufferSize(4096);
			mute.connect(application.address());
			mute.getOutputStream()
				.write("GET /actuator/mesostasks/events HTTP/1.1\r\nHost: here\r\n\r\n"
					.getBytes(StandardCharsets.UTF_8));
			TaskEvents events = application.bean(TaskEvents.class);
			Awaitility.await().until(() -> events.readers() == 1);

			String large = "x".repeat(200_000);
			for (int i = 0; i < 300; i++) {
				events.onEvent(new AppRemoved(large, i));
			}
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> events.readers() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aReaderThatGoesAwayGivesItsPlaceFree(WebApplicationType type) throws Exception {
		try (RestApplication application = RestApplication.start(type, "--mesos.rest.events.heartbeat=100ms")) {
			HttpResponse<Stream<String>> response = application.stream("actuator/mesostasks/events",
					HttpResponse.BodyHandlers.ofLines());
			TaskEvents events = application.bean(TaskEvents.class);
			assertThat(events.readers()).isEqualTo(1);

			response.body().close();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> events.readers() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void readersDoNotHoldUpTheEndOfTheApplication(WebApplicationType type) throws Exception {
		RestApplication application = RestApplication.start(type, "--mesos.rest.events.heartbeat=10m",
				"--spring.lifecycle.timeout-per-shutdown-phase=5m");
		HttpResponse<Stream<String>> response = application.stream("actuator/mesostasks/events",
				HttpResponse.BodyHandlers.ofLines());

		long start = System.nanoTime();
		application.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
		assertThat(response.body()).contains("event: closed", "data: {\"reason\":\"the application ends\"}");
	}

}
