package io.mesosframework.task.manager;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.ReconciliationFinished;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners log can be found by the app of the event.
 */
class EventContextTests {

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster, TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void everyEventOfAnAppIsToldInItsContext() {
		List<String> seen = new CopyOnWriteArrayList<>();
		this.mesos.manager.addListener((event) -> {
			if (!(event instanceof ReconciliationFinished)) {
				seen.add(event.getClass().getSimpleName() + " of " + MDC.get(LogContext.APP));
			}
		});

		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		Map<String, Object> bad = ManagerFixture.service("web", 1);
		bad.put("command", Map.of("cmd", "exit 3"));
		bad.put("update", Map.of("max_failures", 0, "rollback", true));
		this.mesos.deploy(bad);
		this.mesos.await(() -> this.mesos.deployment("web").kind() == Deployment.Kind.ROLLBACK);
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		this.mesos.get(this.mesos.manager.remove("web"));
		this.mesos.await(() -> seen.contains("AppRemoved of web"));

		assertThat(seen).contains("DeploymentStarted of web", "DeploymentFinished of web", "TaskStateChanged of web")
			.allSatisfy((event) -> assertThat(event).endsWith(" of web"));
		CompletableFuture<Boolean> left = new CompletableFuture<>();
		this.mesos.driver.scheduler().execute(() -> left.complete(MDC.get(LogContext.APP) != null));
		assertThat(this.mesos.get(left)).isFalse();
	}

}
