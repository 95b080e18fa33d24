package io.mesosframework.boot.actuate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ReactiveApi;
import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.MesosScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * How long calls to the master may take.
 */
class FrameworkControllerTests {

	private final MesosScheduler scheduler = Mockito.mock(MesosScheduler.class);

	private final MesosEndpoint endpoint = new MesosEndpoint(this.scheduler, new HandlerRegistry(),
			Mockito.mock(MesosEventDispatcher.class), null, Duration.ofMillis(50));

	private final CompletableFuture<CallResult> never = new CompletableFuture<>();

	@BeforeEach
	void framework() {
		given(this.scheduler.frameworkInfo())
			.willReturn(FrameworkInfo.newBuilder().setName("f").setUser("u").addRoles("web").build());
	}

	@Test
	void overHttpTheLimitIsThatOfTheApi() {
		given(this.scheduler.suppress(ArgumentMatchers.anyCollection())).willReturn(this.never);
		FrameworkController controller = new FrameworkController(this.endpoint,
				new ApiAnswers(Duration.ofMillis(500), Runnable::run, (failure) -> null));
		try (ReactiveApi api = new ReactiveApi(controller)) {
			String late = api.client()
				.post()
				.uri("/actuator/mesos/suppress")
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectBody(String.class)
				.returnResult()
				.getResponseBody();
			assertThat(late).contains("scheduler-busy", "may still be made");
		}
	}

	@Test
	void theOperationEndsInTime() {
		given(this.scheduler.suppress(ArgumentMatchers.anyCollection())).willReturn(this.never);

		assertThat(this.endpoint.call("suppress", null).outcome()).isEqualTo("NOT_SENT_OR_UNKNOWN");
	}

}
