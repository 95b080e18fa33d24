package io.mesosframework.task.manager;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreSession;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored of one task does not grow with the number of tasks.
 */
class SeparateEntriesTests {

	private final Set<String> written = ConcurrentHashMap.newKeySet();

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults(),
			new WrappedStore() {

				@Override
				CompletionStage<Void> write(StoreSession session, StoreBatch batch) {
					SeparateEntriesTests.this.written.addAll(batch.changes().keySet());
					return session.write(batch);
				}

			});

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void whatBecomesOfOneTaskChangesItsOwnEntryOnly() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		String killed = this.mesos.taskIds("web").get(1);
		assertThat(this.written).contains("instance/web/0", "instance/web/1", "instance/web/2");
		this.written.clear();

		this.mesos.get(this.mesos.manager.kill(killed));
		this.mesos.await(() -> !this.mesos.taskIds("web").get(1).equals(killed)
				&& this.mesos.app("web").count(Phase.RUNNING) == 3);

		assertThat(this.written).contains("instance/web/1").doesNotContain("instance/web/0", "instance/web/2");
	}

}
