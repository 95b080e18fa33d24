package io.mesosframework.boot.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every route has in common.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApiRouterTests {

	private static final ApiMount MOUNT = new ApiMount("/actuator", Map.of("things", "things"));

	private final AtomicBoolean writable = new AtomicBoolean(true);

	private final CompletableFuture<ApiResponse> never = new CompletableFuture<>();

	private final ApiRouter router = new ApiRouter(
			List.of(Route.of("GET", "things", "fixed", "").handledBy((request) -> done("fixed")),
					Route.of("GET", "things", "{id}", "")
						.query("q", "string", "")
						.handledBy((request) -> done(request.variable("id") + request.text("q"))),
					Route.of("POST", "things", "{id}/never", "").handledBy((request) -> this.never),
					Route.of("POST", "things", "{id}/broken", "").handledBy((request) -> {
						throw new IllegalStateException("geheim");
					}),
					Route.of("POST", "things", "{id}/failed", "")
						.handledBy((request) -> CompletableFuture.failedStage(ProblemException.conflict("no")))),
			List.of(), (id) -> this.writable.get(), Duration.ofMillis(50), 100);

	@Test
	void fixedPathsComeBeforeVariables() {
		assertThat(ask("GET", "fixed", Map.of()).content()).isEqualTo("fixed");
		assertThat(ask("GET", "/other/", Map.of("q", List.of("7"))).content()).isEqualTo("other7");
		assertThat(ask("HEAD", "other", Map.of()).status()).isEqualTo(200);
	}

	@Test
	void aSchedulerThatDoesNotAnswerGives503AndTheHandlersOwnStageGoesOn() {
		ApiResponse late = ask("POST", "x/never", Map.of());

		assertThat(late.status()).isEqualTo(503);
		assertThat(late.headers()).containsEntry("Retry-After", "5");
		assertThat(late.content()).asString().contains("scheduler-busy", "may still be made");
		assertThat(this.never).isNotDone();
	}

	@Test
	void whatNobodyForesawIsLoggedAndNotTold(CapturedOutput output) {
		ApiResponse broken = ask("POST", "x/broken", Map.of());

		assertThat(broken.status()).isEqualTo(500);
		assertThat(broken.content()).asString().doesNotContain("geheim");
		assertThat(output).contains("POST things/x/broken failed").contains("geheim");
	}

	@Test
	void failuresOfHandlersAreProblems() {
		assertThat(ask("POST", "x/failed", Map.of()).status()).isEqualTo(409);
		assertThat(ask("GET", "x/failed", Map.of()).status()).isEqualTo(405);
		assertThat(ask("GET", "x/y/z", Map.of()).status()).isEqualTo(404);
		assertThat(ask("GET", "x", Map.of("q", List.of("1", "2"))).status()).isEqualTo(400);
		this.writable.set(false);
		assertThat(ask("POST", "x/failed", Map.of()).status()).isEqualTo(403);
		assertThat(ask("GET", "x", Map.of()).status()).isEqualTo(200);
	}

	private ApiResponse ask(String method, String path, Map<String, List<String>> query) {
		return this.router.handle(ApiRequest.of(method, "things", path, query, Map.of(), new byte[0], MOUNT))
			.toCompletableFuture()
			.join();
	}

	private static CompletableFuture<ApiResponse> done(String content) {
		return CompletableFuture.completedFuture(ApiResponse.ok(content.replace("null", "")));
	}

}
