package io.mesosframework.boot.task.controller;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.springframework.http.HttpHeaders;

import io.mesosframework.boot.agent.AgentFiles;
import io.mesosframework.boot.agent.AgentUnreachableException;
import io.mesosframework.boot.agent.FilePart;
import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.task.endpoint.TasksReaderTests;
import io.mesosframework.task.App;
import io.mesosframework.task.TaskManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * How long reading a log may take.
 */
class TaskLogControllerTests {

	private final TaskManager manager = Mockito.mock(TaskManager.class);

	private final AgentFiles files = Mockito.mock(AgentFiles.class);

	private final ApiAnswers answers = new ApiAnswers(Duration.ofMillis(50), Runnable::run, new TaskProblems());

	@Test
	void whoFollowsAFileThatHasShrunkBeginsAnew() {
		App app = TasksReaderTests.app("web", 1);
		given(this.manager.app("web")).willReturn(app);
		given(this.manager.task("web.0.new")).willReturn(app.instances().get(0));
		given(this.files.timeout()).willReturn(Duration.ofMinutes(5));
		given(this.files.read(ArgumentMatchers.any(), ArgumentMatchers.any(), ArgumentMatchers.anyLong(),
				ArgumentMatchers.anyInt()))
			.willAnswer(
					(call) -> CompletableFuture.completedStage(new FilePart(new byte[0], call.getArgument(2), 100)));
		TaskLogController controller = new TaskLogController(this.manager, this.files,
				() -> FrameworkID.newBuilder().setValue("F").build(), 1000, this.answers);

		HttpHeaders end = controller.log("web.0.new", null, null, "100").toCompletableFuture().join().getHeaders();
		HttpHeaders shrunk = controller.log("web.0.new", null, null, "101").toCompletableFuture().join().getHeaders();

		assertThat(end.getFirst("Log-Next-Offset")).isEqualTo("100");
		assertThat(end.getFirst("Log-Shrunk")).isEqualTo("false");
		assertThat(shrunk.getFirst("Log-Next-Offset")).isEqualTo("0");
		assertThat(shrunk.getFirst("Log-Shrunk")).isEqualTo("true");
	}

	@Test
	void aLogHasALimitOfItsOwnAndIsNotSaidToBeAChange() {
		App app = TasksReaderTests.app("web", 1);
		CompletableFuture<FilePart> part = new CompletableFuture<>();
		given(this.manager.app("web")).willReturn(app);
		given(this.manager.task("web.0.new")).willReturn(app.instances().get(0));
		given(this.files.timeout()).willReturn(Duration.ofMinutes(5));
		given(this.files.tail(ArgumentMatchers.any(), ArgumentMatchers.any(), ArgumentMatchers.anyInt()))
			.willReturn(part);
		TaskLogController controller = new TaskLogController(this.manager, this.files,
				() -> FrameworkID.newBuilder().setValue("F").build(), 1000, this.answers);

		CompletableFuture<?> answer = controller.log("web.0.new", null, null, null).toCompletableFuture();
		// twice the limit of all others goes by
		for (int i = 0; i < 2; i++) {
			assertThat(this.answers.later(new CompletableFuture<>(), (value) -> value).toCompletableFuture())
				.failsWithin(Duration.ofSeconds(30))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(TimeoutException.class);
		}
		assertThat(answer).isNotDone();
		part.completeExceptionally(new AgentUnreachableException("the agent is silent", true));

		assertThat(answer).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOfSatisfying(ProblemException.class, (problem) -> {
				assertThat(problem.status()).isEqualTo(504);
				assertThat(problem.getBody().getType()).hasToString("urn:mesos-spring-boot:problem:agent-late");
				assertThat(problem).hasMessage("the agent is silent");
			});
	}

}
