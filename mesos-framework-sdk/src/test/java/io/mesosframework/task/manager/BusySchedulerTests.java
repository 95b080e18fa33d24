package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.Deployment;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a scheduler does that comes late, or has much to do.
 */
class BusySchedulerTests {

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.simulated(true),
			TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void nothingIsKilledForWhatChecksSayWhileTheSchedulerIsBusy() {
		this.mesos.deploy(ManagerFixture.service("web", 3));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		Set<String> before = this.mesos.running();
		CountDownLatch busy = new CountDownLatch(1);
		this.mesos.driver.scheduler().execute(() -> awaitUninterruptibly(busy));

		this.mesos.app("web").instances().forEach((instance) -> say(instance, false));

		assertThat(this.mesos.cluster).within(Duration.ofSeconds(1)).received(Call.Type.KILL).never();
		busy.countDown();
		this.mesos.await(() -> this.mesos.app("web")
			.instances()
			.stream()
			.allMatch((instance) -> Boolean.FALSE.equals(instance.launch().healthy())));
		assertThat(this.mesos.cluster).within(Duration.ofSeconds(2)).received(Call.Type.KILL).never();
		assertThat(this.mesos.running()).isEqualTo(before).hasSize(3);
	}

	@Test
	void manyUpdatesDoNotKeepOffersFromBeingUsed() {
		this.mesos.deploy(ManagerFixture.service("web", 1));
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		Instance instance = this.mesos.app("web").instances().get(0);

		for (int i = 0; i < 5000; i++) {
			say(instance, true);
		}
		this.mesos.deploy(ManagerFixture.service("other", 1));

		this.mesos.awaitPhase("other", Phase.RUNNING, 1);
		assertThat(this.mesos.manager.resources().counters().invalid()).isZero();
		assertThat(this.mesos.cluster.timeline().calls(Call.Type.ACCEPT)).hasSize(2);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void say(Instance instance, boolean healthy) {
		TaskStatus.Builder status = TaskStatus.newBuilder()
			.setState(TaskState.TASK_RUNNING)
			.setReason(TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED)
			.setSource(TaskStatus.Source.SOURCE_EXECUTOR)
			.setHealthy(healthy);
		status.getTaskIdBuilder().setValue(instance.launch().taskId());
		status.getAgentIdBuilder().setValue(instance.launch().agentId());
		this.mesos.say(status);
	}

}
