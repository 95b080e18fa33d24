package io.mesosframework.boot.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
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

	private final CompletableFuture<ApiResponse> later = new CompletableFuture<>();

	private final ApiThreads threads = new ApiThreads("answering");

	private final ApiRouter router = new ApiRouter(
			List.of(Route.of("GET", "things", "fixed", "").handledBy((request) -> done("fixed")),
					Route.of("GET", "things", "{id}", "")
						.query("q", "string", "")
						.handledBy((request) -> done(request.variable("id") + request.text("q"))),
					Route.of("POST", "things", "{id}/never", "").handledBy((request) -> this.never),
					Route.of("GET", "things", "{id}/slow", "").handledBy((request) -> this.never),
					Route.of("GET", "things", "{id}/patient", "")
						.within(Duration.ofMinutes(5))
						.handledBy((request) -> this.later),
					Route.of("POST", "things", "{id}/broken", "").handledBy((request) -> {
						throw new IllegalStateException("geheim");
					}),
					Route.of("POST", "things", "{id}/failed", "")
						.handledBy((request) -> CompletableFuture.failedStage(ProblemException.conflict("no")))),
			List.of(), (id) -> this.writable.get(), Duration.ofMillis(50), 100, this.threads);

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
	void aReadThatComesTooLateSaysNothingOfAChange() {
		ApiResponse late = ask("GET", "x/slow", Map.of());

		assertThat(late.status()).isEqualTo(504);
		assertThat(late.content()).asString().contains("problem:late").doesNotContain("scheduler", "may still");
	}

	@Test
	void aRouteMayHaveALimitOfItsOwn() {
		CompletableFuture<ApiResponse> answer = start("GET", "x/patient");
		// the limit of all others is over when another request has met it
		assertThat(ask("POST", "x/never", Map.of()).status()).isEqualTo(503);
		assertThat(ask("POST", "x/never", Map.of()).status()).isEqualTo(503);

		assertThat(answer).isNotDone();
		this.later.complete(ApiResponse.ok("at last"));
		assertThat(answer).succeedsWithin(Duration.ofSeconds(30))
			.satisfies((response) -> assertThat(response.content()).isEqualTo("at last"));
	}

	@Test
	void answersAreNotFinishedByThoseWhoCompleteThem() {
		for (boolean good : List.of(true, false)) {
			CompletableFuture<ApiResponse> open = new CompletableFuture<>();
			ApiRouter patient = new ApiRouter(List.of(Route.of("GET", "things", "", "").handledBy((request) -> open)),
					List.of(), (id) -> true, Duration.ofMinutes(5), 100, this.threads);
			CompletableFuture<String> thread = patient
				.handle(ApiRequest.of("GET", "things", "", Map.of(), Map.of(), new byte[0], MOUNT))
				.thenApply((response) -> Thread.currentThread().getName())
				.toCompletableFuture();
			if (good) {
				open.complete(ApiResponse.ok("done"));
			}
			else {
				open.completeExceptionally(ProblemException.conflict("no"));
			}

			assertThat(thread).succeedsWithin(Duration.ofSeconds(30)).asString().startsWith("answering-");
		}
	}

	@Test
	void whatCannotBeFinishedAnyMoreIsAProblemAsWell() {
		this.threads.close();

		assertThat(ask("POST", "x/never", Map.of()).status()).isEqualTo(500);
		assertThat(ask("GET", "fixed", Map.of()).status()).isEqualTo(200);
	}

	@AfterEach
	void stop() {
		this.threads.close();
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

	private CompletableFuture<ApiResponse> start(String method, String path) {
		return this.router.handle(ApiRequest.of(method, "things", path, Map.of(), Map.of(), new byte[0], MOUNT))
			.toCompletableFuture();
	}

	private static CompletableFuture<ApiResponse> done(String content) {
		return CompletableFuture.completedFuture(ApiResponse.ok(content.replace("null", "")));
	}

}
