package io.mesosframework.boot.endtoend.rest;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.mesosframework.boot.endtoend.rest.RestApplication.Answer;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.App;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Goal;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static io.mesosframework.boot.endtoend.rest.RestApplication.sleeper;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the API is, and what the actuator's settings allow.
 */
class RestAccessTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aSeparateManagementPortHasTheApiAndTheMainPortHasNot(WebApplicationType type) {
		try (RestApplication application = RestApplication.start(type, "--management.server.port=0",
				"--management.endpoint.mesosapps.access=unrestricted")) {
			application.post("actuator/mesosapps", sleeper("separate", 1)).is(201);
			application.awaitRunning("separate", 1);
			application.post("actuator/mesosapps", "{}").isProblem(422, "invalid-document");
			assertThat(application.get("actuator/mesosapps/openapi").is(200).json().at("/paths").size()).isPositive();
			application.get("actuator/health").is(200);
			assertThat(application.onMainPort("actuator/mesosapps").status()).isEqualTo(404);
			application.delete("actuator/mesosapps/separate").is(200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void endpointsMayBeReadUnlessMoreIsAllowed(WebApplicationType type) {
		try (RestApplication application = RestApplication.start(type, "--management.endpoint.mesostasks.access=none",
				"--management.endpoints.web.exposure.exclude=mesosoffers")) {
			application.get("actuator/mesosapps").is(200);
			assertThat(preflight(application, "actuator/mesosapps", "https://ui.example.com", "GET")).isNull();
			Answer refused = application.post("actuator/mesosapps", sleeper("refused", 1)).isProblem(403, "read-only");
			assertThat(refused.json().path("detail").asString())
				.contains("'management.endpoint.mesosapps.access' to 'unrestricted'");
			application.post("actuator/mesosapps?dry-run=true", sleeper("refused", 1)).isProblem(403, "read-only");
			application.delete("actuator/mesosapps/refused").isProblem(403, "read-only");
			assertThat(application.get("actuator/mesostasks").status()).isEqualTo(404);
			assertThat(application.get("actuator/mesosoffers").status()).isEqualTo(404);
			assertThat(application.get("actuator/mesosapps/openapi").json().path("paths").propertyNames()).isNotEmpty()
				.noneMatch((path) -> path.startsWith("/mesostasks") || path.startsWith("/mesosoffers"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void thePathsOfTheActuatorAreFollowed(WebApplicationType type) {
		try (RestApplication application = RestApplication.start(type, "--management.endpoints.web.base-path=/manage",
				"--management.endpoints.web.path-mapping.mesosapps=services",
				"--management.endpoint.mesosapps.access=unrestricted",
				"--management.endpoints.web.cors.allowed-origins=https://ui.example.com",
				"--management.endpoints.web.cors.allowed-methods=GET,POST")) {
			Answer created = application.post("manage/services", sleeper("mapped", 0)).is(201);
			assertThat(created.header("Location")).isEqualTo("/manage/services/mapped");
			assertThat(application.get("actuator/mesosapps").status()).isEqualTo(404);
			assertThat(application.get("manage/services/openapi").json().at("/paths").propertyNames())
				.contains("/services/{app}");
			Answer other = application
				.send(application.request("manage/services").header("Origin", "https://evil.com"));
			assertThat(other.status()).isEqualTo(403);
			Answer allowed = application
				.send(application.request("manage/services").header("Origin", "https://ui.example.com"));
			assertThat(allowed.is(200).header("Access-Control-Allow-Origin")).isEqualTo("https://ui.example.com");
			assertThat(preflight(application, "manage/services", "https://ui.example.com", "POST"))
				.isEqualTo("https://ui.example.com");
			assertThat(preflight(application, "manage/services", "https://ui.example.com", "DELETE")).isNull();
			assertThat(preflight(application, "manage/services", "https://evil.com", "POST")).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			SERVLET,  --server.servlet.context-path=/shop, -,                             shop/actuator
			SERVLET,  --server.servlet.context-path=/shop, --spring.mvc.servlet.path=/v1, shop/v1/actuator
			REACTIVE, --spring.webflux.base-path=/shop,    -,                             shop/actuator""")
	void whatStandsBeforeTheActuatorIsPartOfAllPaths(WebApplicationType type, String first, @Nullable String second,
			String base) {
		try (RestApplication application = RestApplication.start(type, first, (second != null) ? second : "--none",
				"--management.endpoint.mesosapps.access=unrestricted")) {
			Answer created = application.post(base + "/mesosapps", sleeper("inside", 0)).is(201);

			assertThat(created.header("Location")).isEqualTo("/" + base + "/mesosapps/inside");
			assertThat(application.get(base + "/mesosapps/no").json().path("instance").asString())
				.isEqualTo("/" + base + "/mesosapps/no");
			assertThat(application.get(base + "/mesosapps/openapi").json().at("/servers/0/url").asString())
				.isEqualTo("/" + base);
		}
	}

	/** Ask as a browser does before a change; return the origin that may make it. */
	private static @Nullable String preflight(RestApplication application, String path, String origin, String method) {
		return application
			.send(application.request(path)
				.headers("Origin", origin, "Access-Control-Request-Method", method)
				.method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
			.header("Access-Control-Allow-Origin");
	}

	@Test
	void theSimpleOperationsRemainWhenTheApiIsSwitchedOff() {
		try (RestApplication application = RestApplication.start(WebApplicationType.SERVLET,
				"--mesos.rest.enabled=false", "--management.endpoint.mesosapps.access=unrestricted",
				"--mesos.apps.web.resources.cpu=0.1", "--mesos.apps.web.resources.mem=32",
				"--mesos.apps.web.command.cmd=sleep 1000")) {
			application.awaitRunning("web", 1);
			application.post("actuator/mesosapps/web", "{\"instances\": 2}").is(200);
			application.awaitRunning("web", 2);
			assertThat(application.get("actuator/mesosapps/web/history").status()).isEqualTo(404);
			assertThat(application.get("actuator/mesostasks?app=web").is(200).json().path("tasks").size()).isEqualTo(2);
			application.get("actuator/mesosoffers").is(200);
			application.post("actuator/mesosapps/web", "{\"restart\": 9}").is(400);
			application.get("actuator/mesostasks?state=nonsense").is(400);
			application.delete("actuator/mesosapps/web").is(200);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theCacheOfTheActuatorActsOnlyWithoutTheApi(boolean api) {
		try (RestApplication application = RestApplication.start(WebApplicationType.SERVLET,
				"--mesos.rest.enabled=" + api, "--management.endpoint.mesosapps.cache.time-to-live=1h")) {
			assertThat(application.get("actuator/mesosapps").is(200).body()).doesNotContain("fresh");

			assertThat(application.bean(TaskManager.class)
				.deploy(List.of(TaskDefinition.builder("fresh").instances(0).cpus(0.1).mem(32).cmd("true").build())))
				.succeedsWithin(Duration.ofSeconds(30));

			assertThat(application.get("actuator/mesosapps").is(200).body().contains("fresh")).isEqualTo(api);
		}
	}

	@Test
	void theFrameworkIsReconciledOnDemandAndShowsTheProgress() {
		try (RestApplication application = RestApplication.start(WebApplicationType.SERVLET,
				"--management.endpoint.mesos.access=unrestricted",
				"--management.endpoint.mesosapps.access=unrestricted")) {
			application.post("actuator/mesosapps", sleeper("asked", 2)).is(201);
			application.awaitRunning("asked", 2);

			Answer started = application.post("actuator/mesos/reconcile", "{}").is(200);
			assertThat(started.json().path("outcome").asString()).isEqualTo("STARTED");
			Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
				Answer mesos = application.get("actuator/mesos").is(200);
				assertThat(mesos.json().at("/reconciliation/running").asBoolean(true)).isFalse();
				assertThat(mesos.json().at("/reconciliation/total").asInt()).isEqualTo(2);
				assertThat(mesos.json().at("/reconciliation/finishedAt").asString("")).isNotBlank();
			});
			assertThat(application.get("actuator/mesosoffers").is(200).json().at("/counters/used").asInt())
				.isPositive();
			assertThat(application.get("actuator/mesosoffers?limit=1").json().path("decisions").size()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void readsGoOnWhileTheEventLoopIsBusyAndChangesSayThatItIs(WebApplicationType type) {
		CountDownLatch busy = new CountDownLatch(1);
		try (RestApplication application = RestApplication.start(type, "--mesos.rest.timeout=300ms",
				"--spring.main.lazy-initialization=true", "--management.endpoint.mesosapps.access=unrestricted")) {
			application.awaitDeployed("calm", 1);
			application.awaitRunning("calm", 1);
			application.bean(MesosScheduler.class).execute(() -> Uninterruptibles.await(busy));

			for (String path : List.of("mesos", "mesosapps", "mesosapps/calm", "mesosapps/calm/history", "mesostasks",
					"mesosoffers")) {
				application.get("actuator/" + path).is(200);
			}
			Answer late = application.post("actuator/mesosapps/calm/scale", "{\"instances\": 2}")
				.isProblem(503, "scheduler-busy");
			assertThat(late.header("Retry-After")).isEqualTo("5");
			busy.countDown();
			application.awaitRunning("calm", 2);
		}
		finally {
			busy.countDown();
		}
	}

	@Test
	void threadsOfTheServerDoNotWaitForAnswers() {
		CountDownLatch busy = new CountDownLatch(1);
		try (RestApplication application = RestApplication.start(WebApplicationType.SERVLET,
				"--server.tomcat.threads.max=1", "--server.tomcat.threads.min-spare=1", "--mesos.rest.timeout=5m",
				"--management.endpoint.mesosapps.access=unrestricted")) {
			application.awaitDeployed("calm", 0);
			application.bean(MesosScheduler.class).execute(() -> Uninterruptibles.await(busy));
			List<CompletableFuture<Answer>> changes = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				changes.add(CompletableFuture
					.supplyAsync(() -> application.post("actuator/mesosapps/calm/scale", "{\"instances\": 1}")));
			}

			// there is one thread for all requests
			for (int i = 0; i < 10; i++) {
				application.get("actuator/mesosapps/calm").is(200);
			}
			assertThat(changes).noneMatch(CompletableFuture::isDone);
			busy.countDown();
			assertThat(changes).allSatisfy((change) -> assertThat(change).succeedsWithin(Duration.ofSeconds(60))
				.satisfies((answer) -> answer.is(200)));
		}
		finally {
			busy.countDown();
		}
	}

	@Test
	void changesAreAnsweredByOtherThreadsThanTheEventLoop() {
		try (RestApplication application = RestApplication.start(WebApplicationType.REACTIVE,
				List.of(RestApplication.Application.class, CommitThreads.class),
				"--management.endpoint.mesosapps.access=unrestricted")) {
			CountDownLatch never = new CountDownLatch(1);
			// so that no answer is there before it is waited for
			Runnable busy = () -> application.bean(MesosScheduler.class)
				.execute(() -> Uninterruptibles.await(never, Duration.ofMillis(500)));
			busy.run();
			application.post("actuator/mesosapps", sleeper("answered", 0)).is(201);
			busy.run();
			application.post("actuator/mesosapps/answered/restart", "{\"instance\": 9}").isProblem(404, "not-found");

			assertThat(application.bean(CommitThreads.class).names).hasSize(2)
				.allSatisfy((name) -> assertThat(name).startsWith("mesos-rest-answers"));
		}
	}

	@Test
	void theRevisionIsCheckedWhenAChangeIsMadeAndNotWhenItIsAskedFor() {
		CountDownLatch busy = new CountDownLatch(1);
		try (RestApplication application = RestApplication.start(WebApplicationType.SERVLET,
				"--mesos.rest.timeout=300ms", "--management.endpoint.mesosapps.access=unrestricted")) {
			String path = "actuator/mesosapps/raced";
			application.awaitDeployed("raced", 1);
			application.awaitRunning("raced", 1);
			TaskManager manager = application.bean(TaskManager.class);
			application.bean(MesosScheduler.class).execute(() -> Uninterruptibles.await(busy));
			CompletableFuture<?> first = manager
				.deploy(new TaskDefinitionReader().read(Map.of("name", "raced", "instances", 1, "priority", 7,
						"resources", Map.of("cpu", 0.1, "mem", 32), "command", Map.of("cmd", "sleep 1000"))))
				.toCompletableFuture();

			Map.of("pause", "{}", "kill", "{}", "restart", "{}", "replace", "{\"instance\": 0}", "scale",
					"{\"instances\": 7}")
				.forEach((action, body) -> application.post(path + "/" + action, body, "If-Match", "\"1\"")
					.isProblem(503, "scheduler-busy"));
			application.delete(path, "If-Match", "\"1\"").isProblem(503, "scheduler-busy");
			busy.countDown();

			assertThat(first).succeedsWithin(Duration.ofSeconds(30));
			assertThat(manager.reconcile()).succeedsWithin(Duration.ofSeconds(30));
			App app = manager.app("raced");
			assertThat(app).extracting(App::version, App::revision).containsExactly(2L, 2L);
			assertThat(app.paused() || app.removing()).isFalse();
			assertThat(app.instances()).singleElement()
				.satisfies((instance) -> assertThat(instance.goal()).isEqualTo(Goal.RUNNING));
			assertThat(app.deployment().kind()).isEqualTo(Deployment.Kind.UPDATE);
		}
		finally {
			busy.countDown();
		}
	}

	/**
	 * Waits where nothing may be thrown.
	 */
	private static final class Uninterruptibles {

		private Uninterruptibles() {
		}

		static void await(CountDownLatch latch) {
			await(latch, Duration.ofDays(1));
		}

		static void await(CountDownLatch latch, Duration atMost) {
			try {
				latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	/**
	 * Notes which threads write responses.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CommitThreads implements WebFilter {

		final List<String> names = new CopyOnWriteArrayList<>();

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			exchange.getResponse()
				.beforeCommit(() -> Mono.fromRunnable(() -> this.names.add(Thread.currentThread().getName())));
			return chain.filter(exchange);
		}

	}

}
