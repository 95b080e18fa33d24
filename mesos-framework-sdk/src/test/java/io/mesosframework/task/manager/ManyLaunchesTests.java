package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.TaskDefinition;

import static org.assertj.core.api.Assertions.assertThat;

class ManyLaunchesTests {

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.agents(200).simulated(true),
			TaskManagerOptions.defaults());

	private final DefaultTaskManager manager = this.mesos.manager;

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void whatTakesSeveralTurnsIsLaunchedOnce() {
		this.manager.deploy(List.of(app(2500)));

		awaitRunning(2500);
		assertThat(this.mesos.cluster.state().tasks()).hasSize(2500);
	}

	@Test
	void whatIsNoLongerWantedIsNotLaunched() {
		this.manager.deploy(List.of(app(5000)));
		this.manager.scale("many", 700);

		awaitRunning(700);
		assertThat(this.manager.app("many")).isNotNull().satisfies((app) -> assertThat(app.instances()).hasSize(700));
	}

	private static TaskDefinition app(int instances) {
		return TaskDefinition.builder("many").instances(instances).cpus(0.1).mem(16).cmd("serve").build();
	}

	private void awaitRunning(int instances) {
		Awaitility.await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
			List<Task> running = this.mesos.cluster.state()
				.tasks()
				.stream()
				.filter((task) -> task.getState() == TaskState.TASK_RUNNING)
				.toList();
			Set<String> numbers = new HashSet<>();
			running.forEach((task) -> numbers.add(task.getTaskId().getValue().split("\\.")[1]));
			assertThat(running).hasSize(instances);
			assertThat(numbers).hasSize(instances);
			assertThat(this.manager.counts().count(Phase.RUNNING)).isEqualTo(instances);
		});
	}

}
