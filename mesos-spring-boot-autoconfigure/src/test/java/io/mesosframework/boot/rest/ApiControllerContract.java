package io.mesosframework.boot.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.http.server.RequestPath;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every controller has in common, in every kind of web application.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class ApiControllerContract {

	static final JsonMapper JSON = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	static final int MAX_BODY = 100;

	private final AtomicBoolean writable = new AtomicBoolean(true);

	private final ApiThreads threads = new ApiThreads("answering");

	private final Things things = new Things(new ApiAnswers(Duration.ofMillis(50), this.threads, (failure) -> null));

	private WebTestClient client;

	@BeforeEach
	void start() {
		this.client = client(
				new ApiMappings(List.of(this.things), new ApiMount("/actuator", Map.of("things", "things")),
						(id) -> this.writable.get(), this.things.answers()))
			.mutate()
			.responseTimeout(Duration.ofMinutes(1))
			.build();
	}

	@AfterEach
	void stop() {
		this.threads.close();
	}

	/** Return what stands before all paths. */
	String base() {
		return "";
	}

	/** Return a client of an application that has the controllers. */
	abstract WebTestClient client(ApiMappings mappings);

	@Test
	void fixedPathsComeBeforeVariables() {
		assertThat(ask("GET", "/fixed").body()).isEqualTo("{\"is\":\"fixed\"}");
		assertThat(ask("GET", "/other/?q=7").body()).isEqualTo("{\"is\":\"other7\"}");
		assertThat(ask("HEAD", "/other").status()).isEqualTo(200);
	}

	@Test
	void aSchedulerThatDoesNotAnswerGives503AndTheHandlersOwnStageGoesOn() {
		Told late = ask("POST", "/x/never");

		assertThat(late.status()).isEqualTo(503);
		assertThat(late.header("Retry-After")).isEqualTo("5");
		assertThat(late.body()).contains("scheduler-busy", "may still be made");
		assertThat(this.things.never).isNotDone();
	}

	@Test
	void aReadThatComesTooLateSaysNothingOfAChange() {
		Told late = ask("GET", "/x/slow");

		assertThat(late.status()).isEqualTo(504);
		assertThat(late.body()).contains("problem:late").doesNotContain("scheduler", "may still");
	}

	@Test
	void aRouteMayHaveALimitOfItsOwn() {
		CompletableFuture<Told> answer = CompletableFuture.supplyAsync(() -> ask("GET", "/x/patient"));
		// the limit of all others is over when another request has met it
		assertThat(ask("POST", "/x/never").status()).isEqualTo(503);
		assertThat(ask("POST", "/x/never").status()).isEqualTo(503);

		assertThat(answer).isNotDone();
		this.things.later.complete("at last");
		assertThat(answer).succeedsWithin(Duration.ofSeconds(30))
			.satisfies((response) -> assertThat(response.body()).contains("at last"));
	}

	@Test
	void answersAreNotFinishedByThoseWhoCompleteThem() {
		for (boolean good : List.of(true, false)) {
			CompletableFuture<String> open = new CompletableFuture<>();
			CompletableFuture<String> thread = this.things.answers()
				.later(open, Duration.ofMinutes(5), (value) -> value)
				.handle((value, failure) -> Thread.currentThread().getName())
				.toCompletableFuture();
			if (good) {
				open.complete("done");
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

		assertThat(ask("POST", "/x/never").status()).isEqualTo(500);
		assertThat(ask("GET", "/fixed").status()).isEqualTo(200);
	}

	@Test
	void whatNobodyForesawIsLoggedAndNotTold(CapturedOutput output) {
		Told broken = ask("POST", "/x/broken");

		assertThat(broken.status()).isEqualTo(500);
		assertThat(broken.header("Content-Type")).startsWith("application/problem+json");
		assertThat(broken.body()).contains("problem:internal-error", "\"instance\":\"/actuator/things/x/broken\"")
			.doesNotContain("geheim");
		assertThat(output).contains("POST /actuator/things/x/broken failed").contains("geheim");
	}

	@Test
	void failuresOfHandlersAreProblems() {
		assertThat(ask("POST", "/x/failed").status()).isEqualTo(409);
		assertThat(ask("GET", "/x/failed").status()).isEqualTo(405);
		assertThat(ask("GET", "/x/y/z").status()).isEqualTo(404);
		assertThat(ask("GET", "/x?q=1&q=2").status()).isEqualTo(400);
		this.writable.set(false);
		assertThat(ask("POST", "/x/failed").status()).isEqualTo(403);
		assertThat(ask("GET", "/x").status()).isEqualTo(200);
	}

	@Test
	void whatWouldBeIgnoredIsRefused() {
		for (String path : List.of("/x;a=1", "/x?r=1", "/x?%71=1&q=2", "/x?q=", "/x?=")) {
			assertThat(ask("GET", path)).as(path).satisfies((told) -> {
				assertThat(told.status()).isEqualTo(400);
				assertThat(told.body()).contains("problem:bad-request");
			});
		}
		assertThat(ask("GET", "/x?q=%C3%BC").body()).contains("x\u00fc");
		assertThat(ask("GET", "/x?flag").body()).contains("flagged");
		assertThat(send("DELETE", "/x", "{}", "application/json").status()).isEqualTo(400);
	}

	@Test
	void aQueryThatIsNotEncodedIsRefused() {
		ApiRules rules = new ApiRules((id) -> true);
		HandlerMethod handler = new HandlerMethod(this.things,
				ReflectionUtils.findMethod(Things.class, "get", String.class, String.class, String.class));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> rules.check(handler, "things",
				new ApiCall(HttpMethod.GET, RequestPath.parse("/x", ""), "q=%zz", (name) -> null, (name, value) -> {
				})))
			.withMessageContaining("'%zz'");
	}

	@Test
	void bodiesAreJsonWithinALimit() {
		assertThat(send("POST", "/x", "{\"a\": 1}", "application/json").body()).contains("8 bytes");
		assertThat(send("POST", "/x", "{}", "application/vnd.x+json;charset=utf-8").body()).contains("2 bytes");
		assertThat(ask("POST", "/x").body()).contains("no bytes");
		assertThat(send("POST", "/x", "x".repeat(MAX_BODY), "application/json").status()).isEqualTo(200);
		Told large = send("POST", "/x", "x".repeat(MAX_BODY + 1), "application/json");
		assertThat(large.status()).isEqualTo(413);
		assertThat(large.body()).contains("problem:content-too-large", "more than 100 bytes");
		for (String type : List.of("text/plain", "nonsense", "multipart/form-data;boundary=x")) {
			assertThat(send("POST", "/x", "{}", type).status()).as(type).isEqualTo(415);
		}
		assertThat(send("POST", "/x", "{}", null).status()).isEqualTo(415);
	}

	@Test
	void adviceOfTheApplicationDoesNotChangeTheApi() {
		assertThat(ask("GET", "/fixed").status()).isEqualTo(200);
		assertThat(ask("POST", "/x/failed").status()).isEqualTo(409);
	}

	@Test
	void clientsNeedNotSayWhatTheyAccept() {
		assertThat(this.client.get()
			.uri(base() + "/actuator/things/fixed")
			.header("Accept", "text/html")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getStatus()
			.value()).isEqualTo(200);
	}

	private Told ask(String method, String path) {
		return send(method, path, null, null);
	}

	private Told send(String method, String path, @Nullable String body, @Nullable String type) {
		WebTestClient.RequestBodySpec request = this.client.method(HttpMethod.valueOf(method))
			.uri(URI.create(base() + "/actuator/things" + path));
		if (type != null) {
			request.header("Content-Type", type);
		}
		WebTestClient.RequestHeadersSpec<?> sent = (body != null)
				? request.body((outgoing, context) -> outgoing
					.writeWith(Mono.just(outgoing.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8)))))
				: request;
		EntityExchangeResult<byte[]> result = sent.exchange().expectBody().returnResult();
		byte[] content = result.getResponseBody();
		return new Told(result.getStatus().value(), result,
				(content != null) ? new String(content, StandardCharsets.UTF_8) : "");
	}

	/**
	 * What was answered.
	 *
	 * @param status the status
	 * @param result the answer
	 * @param body its body
	 */
	private record Told(int status, EntityExchangeResult<byte[]> result, String body) {

		@Nullable String header(String name) {
			return this.result.getResponseHeaders().getFirst(name);
		}

	}

	/**
	 * Advice for all controllers of an application, which fails on purpose.
	 */
	@ControllerAdvice
	static class Advice {

		@ModelAttribute
		void prepare() {
			throw new IllegalStateException("this advice is not for the API");
		}

		@ExceptionHandler(ProblemException.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(418).build();
		}

	}

	/**
	 * A controller.
	 */
	static final class Things extends ApiController {

		private final CompletableFuture<String> never = new CompletableFuture<>();

		private final CompletableFuture<String> later = new CompletableFuture<>();

		Things(ApiAnswers answers) {
			super("things", answers);
		}

		@GetMapping("/fixed")
		ResponseEntity<Map<String, String>> fixed() {
			return is("fixed");
		}

		@GetMapping("/{id}")
		ResponseEntity<Map<String, String>> get(@PathVariable String id,
				@RequestParam(name = "q", required = false) @Nullable String q,
				@RequestParam(name = "flag", required = false) @Nullable String flag) {
			String text = QueryParameters.text("q", q);
			return is(QueryParameters.flag("flag", flag) ? "flagged" : id + ((text != null) ? text : ""));
		}

		@PostMapping("/{id}")
		ResponseEntity<Map<String, String>> post(@PathVariable String id,
				@RequestBody(required = false) byte @Nullable [] body) {
			return is((body != null && body.length > 0) ? body.length + " bytes" : "no bytes");
		}

		@DeleteMapping("/{id}")
		ResponseEntity<Map<String, String>> delete(@PathVariable String id) {
			return is("gone");
		}

		@PostMapping("/{id}/never")
		CompletionStage<ResponseEntity<Map<String, String>>> never(@PathVariable String id) {
			return later(this.never, Things::is);
		}

		@GetMapping("/{id}/slow")
		CompletionStage<ResponseEntity<Map<String, String>>> slow(@PathVariable String id) {
			return later(this.never, Things::is);
		}

		@GetMapping("/{id}/patient")
		CompletionStage<ResponseEntity<Map<String, String>>> patient(@PathVariable String id) {
			return answers().later(this.later, Duration.ofMinutes(5), Things::is);
		}

		@PostMapping("/{id}/broken")
		ResponseEntity<Map<String, String>> broken(@PathVariable String id) {
			throw new IllegalStateException("geheim");
		}

		@PostMapping("/{id}/failed")
		CompletionStage<ResponseEntity<Map<String, String>>> failed(@PathVariable String id) {
			return later(CompletableFuture.failedStage(ProblemException.conflict("no")), Things::is);
		}

		private static ResponseEntity<Map<String, String>> is(String what) {
			return ApiAnswers.ok(Map.of("is", what));
		}

	}

}
