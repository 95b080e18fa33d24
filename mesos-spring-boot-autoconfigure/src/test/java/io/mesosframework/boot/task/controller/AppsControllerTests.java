package io.mesosframework.boot.task.controller;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiThreads;
import io.mesosframework.boot.rest.ReactiveApi;
import io.mesosframework.boot.task.descriptor.AppDescriptor;
import io.mesosframework.boot.task.endpoint.TasksReaderTests;
import io.mesosframework.store.StoreFencedException;
import io.mesosframework.task.App;
import io.mesosframework.task.TaskManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * How changes of apps are answered, whatever the task manager says.
 */
class AppsControllerTests {

	private final TaskManager manager = Mockito.mock(TaskManager.class);

	private final ApiThreads threads = new ApiThreads("answering");

	private final AppsController controller = new AppsController(this.manager,
			new ApiAnswers(Duration.ofMinutes(1), this.threads, new TaskProblems()));

	private final CompletableFuture<App> changed = new CompletableFuture<>();

	@AfterEach
	void stop() {
		this.threads.close();
	}

	@Test
	void anAppIsNotDescribedByTheThreadThatHasChangedIt() {
		AtomicReference<String> thread = new AtomicReference<>();
		given(this.manager.pause(ArgumentMatchers.eq("web"), ArgumentMatchers.any())).willReturn(this.changed);
		given(this.manager.waiting("web")).willAnswer((call) -> {
			thread.set(Thread.currentThread().getName());
			return List.of();
		});
		CompletableFuture<ResponseEntity<AppDescriptor>> answer = this.controller
			.pause("web", new HttpHeaders(), "{}".getBytes(StandardCharsets.UTF_8))
			.toCompletableFuture();

		this.changed.complete(TasksReaderTests.app("web", 1));

		assertThat(answer).succeedsWithin(Duration.ofSeconds(30))
			.satisfies((response) -> assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK));
		assertThat(thread.get()).startsWith("answering-");
	}

	@Test
	void aChangeThatIsRefusedSinceAnotherOneWritesTheStoreSaysSo() {
		given(this.manager.pause(ArgumentMatchers.eq("web"), ArgumentMatchers.any())).willReturn(this.changed);
		try (ReactiveApi api = new ReactiveApi(this.controller)) {
			this.changed.completeExceptionally(new StoreFencedException("epoch 3 has begun"));

			String answer = api.client()
				.post()
				.uri("/actuator/mesosapps/web/pause")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			assertThat(answer).contains("problem:deposed", "epoch 3 has begun", "Nothing has been changed");
		}
	}

}
