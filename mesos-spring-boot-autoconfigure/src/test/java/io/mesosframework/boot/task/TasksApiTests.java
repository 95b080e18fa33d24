package io.mesosframework.boot.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

import io.mesosframework.boot.agent.AgentFiles;
import io.mesosframework.boot.agent.AgentUnreachableException;
import io.mesosframework.boot.agent.FilePart;
import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.Route;
import io.mesosframework.task.App;
import io.mesosframework.task.TaskManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * How long reading a log may take.
 */
class TasksApiTests {

	private final TaskManager manager = Mockito.mock(TaskManager.class);

	private final AgentFiles files = Mockito.mock(AgentFiles.class);

	@Test
	void aLogHasALimitOfItsOwnAndIsNotSaidToBeAChange() {
		App app = TasksReaderTests.app("web", 1);
		CompletableFuture<FilePart> part = new CompletableFuture<>();
		given(this.manager.app("web")).willReturn(app);
		given(this.manager.task("web.0.new")).willReturn(app.instances().get(0));
		given(this.files.timeout()).willReturn(Duration.ofMinutes(5));
		given(this.files.tail(ArgumentMatchers.any(), ArgumentMatchers.any(), ArgumentMatchers.anyInt()))
			.willReturn(part);
		List<Route> routes = new ArrayList<>(
				new TasksApi(this.manager, this.files, () -> FrameworkID.newBuilder().setValue("F").build(),
						Mockito.mock(TaskEvents.class), 1000, Runnable::run)
					.routes());
		routes.add(Route.of("POST", "mesostasks", "never", "").handledBy((request) -> new CompletableFuture<>()));
		ApiRouter router = new ApiRouter(routes, List.of(), (id) -> true, Duration.ofMillis(50), 100, Runnable::run);

		CompletableFuture<ApiResponse> answer = ask(router, "GET", "web.0.new/log");
		// twice the limit of all others goes by
		assertThat(ask(router, "POST", "never").join().status()).isEqualTo(503);
		assertThat(ask(router, "POST", "never").join().status()).isEqualTo(503);
		part.completeExceptionally(new AgentUnreachableException("the agent is silent", true));

		assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).satisfies((response) -> {
			assertThat(response.status()).isEqualTo(504);
			assertThat(response.content()).asString().contains("problem:agent-late", "the agent is silent");
		});
	}

	private static CompletableFuture<ApiResponse> ask(ApiRouter router, String method, String path) {
		return router.handle(ApiRequest.of(method, "mesostasks", path, Map.of(), Map.of(), new byte[0],
				new ApiMount("/actuator", Map.of("mesostasks", "mesostasks"))))
			.toCompletableFuture();
	}

}
