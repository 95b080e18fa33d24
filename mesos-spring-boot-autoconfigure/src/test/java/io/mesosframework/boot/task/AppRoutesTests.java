package io.mesosframework.boot.task;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.ApiThreads;
import io.mesosframework.store.StoreFencedException;
import io.mesosframework.task.App;
import io.mesosframework.task.TaskManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * How changes of apps are answered, whatever the task manager says.
 */
class AppRoutesTests {

	private final TaskManager manager = Mockito.mock(TaskManager.class);

	private final ApiThreads threads = new ApiThreads("answering");

	private final ApiRouter router = new ApiRouter(
			new AppRoutes(this.manager, Map::of, List::of, this.threads).routes(), List.of(new TaskProblems()),
			(id) -> true, Duration.ofMinutes(1), 1000, this.threads);

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
		CompletableFuture<ApiResponse> answer = pause();

		this.changed.complete(TasksReaderTests.app("web", 1));

		assertThat(answer).succeedsWithin(Duration.ofSeconds(30))
			.satisfies((response) -> assertThat(response.status()).isEqualTo(200));
		assertThat(thread.get()).startsWith("answering-");
	}

	@Test
	void aChangeThatIsRefusedSinceAnotherOneWritesTheStoreSaysSo() {
		given(this.manager.pause(ArgumentMatchers.eq("web"), ArgumentMatchers.any())).willReturn(this.changed);
		CompletableFuture<ApiResponse> answer = pause();

		this.changed.completeExceptionally(new StoreFencedException("epoch 3 has begun"));

		assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).satisfies((response) -> {
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.content()).asString()
				.contains("problem:deposed", "epoch 3 has begun", "Nothing has been changed");
		});
	}

	private CompletableFuture<ApiResponse> pause() {
		return this.router.handle(ApiRequest.of("POST", "mesosapps", "web/pause", Map.of(),
				Map.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8),
				new ApiMount("/actuator", Map.of("mesosapps", "mesosapps"))))
			.toCompletableFuture();
	}

}
