package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A master accepts whatever a definition can say. What the agents of this cluster cannot
 * do, such as running images, fails there, and not before.
 */
class AcceptedByTheMasterTests {

	private final ManagerFixture mesos = new ManagerFixture(
			(cluster) -> cluster.resources("cpus:16;mem:8192;disk:8192;ports:[31000-31099]"),
			TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void everyDefinition() {
		List<TaskDefinition> all = new ArrayList<>();
		all.add(job("docker", (it) -> it.rlimit("nofile", "64:128")
			.healthCheck((check) -> check.http("health").portIndex(0))
			.container((container) -> container.docker()
				.image("nginx")
				.forcePull()
				.privileged()
				.network((network) -> network.map(31005, 80).map(31006, 53, "udp"))
				.volume("logs", "/var/log")
				.volume((volume) -> volume.containerPath("/data").hostPath("/not/used").docker("rexray", "v")))));
		all.add(job("dockervolume", (it) -> it.disk((disk) -> disk.size(8).persistence("d").volume("/var/lib/db", "rw"))
			.container((container) -> container.docker().image("db"))));
		all.add(job("cni", (it) -> it.port("http")
			.rlimit("core", "unlimited")
			.secret("TOKEN", "vault/token")
			.healthCheck((check) -> check.tcp().portIndex(0))
			.readiness((check) -> check.http("ready").port(80))
			.killGrace(Duration.ofSeconds(1))
			.maxCompletionTime(Duration.ofHours(1))
			.uri("file:///bin/true", false, true, false, "it")
			.container((container) -> container.image("alpine")
				.network((network) -> network.name("cni").address("10.0.0.1").group("g").label("a", "b").map(0, 80))
				.volume("/tmp", "tmp"))));
		all.add(job("volume", (it) -> it.disk((disk) -> disk.size(8).persistence("d").volume("/var/lib/db", "ro"))));
		all.add(TaskDefinition.builder("pod")
			.restart(TaskDefinition.RestartPolicy.NEVER)
			.task("one",
					(task) -> task.cpus(0.1)
						.mem(32)
						.argv("true")
						.disk((disk) -> disk.size(8).persistence("d").volume("/var/lib/one", "rw"))
						.readiness((check) -> check.command("true"))
						.healthCheck((check) -> check.command("true")))
			.task("two",
					(task) -> task.cpus(0.1)
						.mem(32)
						.cmd("true")
						.port("http")
						.healthCheck((check) -> check.tcp())
						.disk((disk) -> disk.size(8).persistence("d").volume("two", "rw"))
						.container((container) -> container.network("host")))
			.build());

		this.mesos.get(this.mesos.manager.deploy(all));

		for (TaskDefinition definition : all) {
			this.mesos.await(() -> launches(definition.name()).stream()
				.anyMatch((launch) -> launch.endedAt() != null || launch.state() == TaskState.TASK_STARTING
						|| launch.state() == TaskState.TASK_RUNNING));
			assertThat(launches(definition.name())).as(definition.name())
				.allSatisfy((launch) -> assertThat(launch.state()).as(launch.message())
					.isNotIn(TaskState.TASK_ERROR, TaskState.TASK_DROPPED));
		}
		assertThat(this.mesos.manager.reservations())
			.allSatisfy((reservation) -> assertThat(reservation.problem()).isNull());
	}

	private List<Launch> launches(String app) {
		List<Launch> launches = new ArrayList<>();
		for (Instance instance : this.mesos.app(app).instances()) {
			launches.addAll(instance.history());
			if (instance.launch() != null) {
				launches.add(instance.launch());
			}
		}
		return launches;
	}

	private static TaskDefinition job(String name, UnaryOperator<TaskDefinitionBuilder> more) {
		return more.apply(SampleDefinitions.minimal(name).restart(TaskDefinition.RestartPolicy.NEVER)).build();
	}

}
