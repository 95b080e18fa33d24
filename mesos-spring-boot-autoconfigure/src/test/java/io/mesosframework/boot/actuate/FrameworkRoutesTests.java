package io.mesosframework.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.MesosScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * How long calls to the master may take.
 */
class FrameworkRoutesTests {

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
		ApiRouter router = new ApiRouter(FrameworkRoutes.of(this.endpoint), List.of(), (id) -> true,
				Duration.ofMillis(500), 100, Runnable::run);

		ApiResponse late = router.handle(ApiRequest.of("POST", "mesos", "suppress", Map.of(), Map.of(), new byte[0],
				new ApiMount("/actuator", Map.of("mesos", "mesos"))))
			.toCompletableFuture()
			.join();

		assertThat(late.status()).isEqualTo(503);
		assertThat(late.content()).asString().contains("scheduler-busy", "may still be made");
	}

	@Test
	void theOperationEndsInTime() {
		given(this.scheduler.suppress(ArgumentMatchers.anyCollection())).willReturn(this.never);

		assertThat(this.endpoint.call("suppress", null).outcome()).isEqualTo("NOT_SENT_OR_UNKNOWN");
	}

}
