package io.mesosframework.boot.endtoend.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on an embedded cluster, and a caller of its HTTP API.
 */
final class RestApplication implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ConfigurableApplicationContext context;

	private final URI base;

	private @Nullable ApiDescription description;

	private RestApplication(ConfigurableApplicationContext context) {
		this.context = context;
		String port = context.getEnvironment().getProperty("local.management.port");
		if (port == null) {
			port = context.getEnvironment().getProperty("local.server.port");
		}
		this.base = URI.create("http://127.0.0.1:" + port + "/");
	}

	/** From now on hold everything against the description of the API; return it. */
	ApiDescription describe() {
		ApiDescription found = new ApiDescription(get("actuator/mesosapps/openapi").is(200).json(),
				get("actuator/mesosapps/schema").is(200).json());
		this.description = found;
		return found;
	}

	static RestApplication start(WebApplicationType type, String... arguments) {
		return start(type, List.of(Application.class), arguments);
	}

	static RestApplication start(WebApplicationType type, List<Class<?>> sources, String... arguments) {
		SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("server.port", "0", "management.endpoints.web.exposure.include", "*",
				"mesos.embedded.allocation-interval", "50ms", "mesos.scheduler.startup-timeout", "60s"));
		List<String> all = new ArrayList<>(List.of(arguments));
		return new RestApplication(application.run(all.toArray(String[]::new)));
	}

	/**
	 * A client with connections of its own: Reactor Netty 1.3.7 sometimes reads nothing
	 * more from a kept connection; see {@link KeptConnectionTests}.
	 */
	private static HttpClient client() {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(60))
			.build();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	<T> Collection<T> beans(Class<T> type) {
		return this.context.getBeansOfType(type).values();
	}

	InetSocketAddress address() {
		return new InetSocketAddress(this.base.getHost(), this.base.getPort());
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.base.resolve(path)).timeout(Duration.ofSeconds(60));
	}

	Answer get(String path) {
		return send(request(path));
	}

	Answer onMainPort(String path) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path)));
	}

	Answer delete(String path, String... headers) {
		return send(headers(request(path), headers).DELETE());
	}

	Answer post(String path, String body, String... headers) {
		return send(headers(request(path), headers).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)), body);
	}

	Answer put(String path, String body, String... headers) {
		return send(headers(request(path), headers).header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString(body)), body);
	}

	private static HttpRequest.Builder headers(HttpRequest.Builder request, String... headers) {
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	Answer send(HttpRequest.Builder request) {
		return send(request, "");
	}

	private Answer send(HttpRequest.Builder builder, String body) {
		try {
			HttpRequest request = builder.build();
			Answer answer = new Answer(client().send(request, HttpResponse.BodyHandlers.ofString()));
			String path = request.uri().getRawPath();
			// what the server refuses before the API has its own form
			boolean refused = answer.status() >= 400 && path.contains("%");
			if (this.description != null && path.startsWith("/actuator/mesos") && !refused
					&& !request.method().equals("HEAD")) {
				this.description.check(request.method(), path.substring("/actuator".length()), body, answer);
			}
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	<T> HttpResponse<T> stream(String path, HttpResponse.BodyHandler<T> handler) throws Exception {
		return client().send(HttpRequest.newBuilder(this.base.resolve(path)).build(), handler);
	}

	/** Deploy an app, however busy the application is with starting. */
	void awaitDeployed(String app, int instances) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> post("actuator/mesosapps", sleeper(app, instances)).is(200));
	}

	void awaitRunning(String app, int count) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			JsonNode phases = get("actuator/mesosapps/" + app).json().at("/summary/phases");
			assertThat(phases.path("RUNNING").asInt(0)).as(phases.toString()).isEqualTo(count);
		});
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A small document.
	 */
	static String sleeper(String name, int instances) {
		return """
				{"name": "%s", "instances": %d, "resources": {"cpu": 0.1, "mem": 32}, "command": {"cmd": "sleep 1000",
				"environment": {"TOKEN": "geheim"}}, "kill": {"grace": "1s"}}""".formatted(name, instances);
	}

	/**
	 * What the API answered.
	 */
	record Answer(HttpResponse<String> response) {

		int status() {
			return this.response.statusCode();
		}

		String body() {
			return this.response.body();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse(null);
		}

		JsonNode json() {
			return JSON.readTree(this.response.body());
		}

		Answer is(int status) {
			assertThat(status()).as(body()).isEqualTo(status);
			return this;
		}

		/** Check that the answer is a problem detail. */
		Answer isProblem(int status, String kind) {
			is(status);
			assertThat(header("Content-Type")).startsWith("application/problem+json");
			assertThat(json().path("type").asString()).isEqualTo("urn:mesos-spring-boot:problem:" + kind);
			assertThat(json().path("status").asInt()).isEqualTo(status);
			assertThat(json().path("title").asString()).isNotBlank();
			assertThat(json().path("detail").asString()).isNotBlank();
			return this;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
