package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Mesos would refuse at every launch, or leave out without a word, is said before.
 */
class TaskSpecRulesTests {

	@Test
	void aContainerOfDockerHasNeitherReadinessNorSecretsNorSeveralNetworks() {
		refused((it) -> docker(it, (container) -> {
		}).readiness((check) -> check.command("true")), "readiness: cannot be checked in a container of type docker");
		refused((it) -> docker(it, (container) -> {
		}).secret("A", "a"), "command.secrets: would be empty");
		refused((it) -> docker(it, (container) -> {
		}).rlimit("RLMT_AS", "5"), "command.rlimits: cannot have RLMT_AS");
		refused((it) -> docker(it, (container) -> container.network("a").network("b")),
				"container.network: must be one at most");
		refused((it) -> docker(it, (container) -> container.network((its) -> its.name("host").map(0, 80))).port(0),
				"container.network: cannot map ports in the network 'host'");
	}

	@Test
	void aContainerOfMesosIsNotPrivilegedAndJoinsANetworkOnce() {
		refused((it) -> it.container(ContainerBuilder::privileged), "container.privileged: is for containers of type");
		refused((it) -> it.container((container) -> container.network("a").network("a")),
				"container.network: has 'a' more than once");
	}

	@Test
	void eachMappedPortIsAnotherOne() {
		refused((it) -> docker(it, (container) -> container.network((network) -> network.map(8080, 80).map(0, 81)))
			.port("http", 8080, "tcp"),
				"container: maps 1 host ports 0 to ports of the task, of which 0 are not mapped by their number");
		assertThat(docker(SampleDefinitions.minimal("web"),
				(container) -> container.network((network) -> network.map(8080, 80).map(0, 81)))
			.port("http", 8080, "tcp")
			.port(0)
			.build()
			.tasks()).hasSize(1);
	}

	@Test
	void readinessIsCheckedOverPlainHttp() {
		refused((it) -> it.readiness((check) -> check.http("/").port(80).https()),
				"readiness.http: cannot have a scheme");
		refused((it) -> it.readiness((check) -> check.http("/").port(80).status(200)), "nor statuses");
	}

	@Test
	void aVolumeComesFromSomewhere() {
		refused((it) -> it.container((container) -> container.volume((volume) -> volume.containerPath("/data"))),
				"container.volume[0].host_path: must be given");
		refused((it) -> it.container((container) -> container.volume("a", "b")),
				"container.volume[0].container_path: must begin with '/'");
		assertThat(SampleDefinitions.minimal("web").container((it) -> it.volume("a", "/b")).build().tasks()).hasSize(1);
	}

	@Test
	void whatIsFetchedHasANameInTheSandbox() {
		refused((it) -> it.uri("http://files.example"), "command.uris[0].uri: must have a path");
		refused((it) -> it.uri("http://files.example/"), "command.uris[0].uri: must have a path");
		refused((it) -> it.uri("http://files.example/it's"), "command.uris[0].uri: must have neither ' nor");
		refused((it) -> it.uri("http://f/a", true, false, false, "/etc/a"),
				"output_file: must be a path in the sandbox");
		assertThat(SampleDefinitions.minimal("web").uri("/opt/a").uri("file:///opt/a").build().tasks()).hasSize(1);
	}

	@Test
	void aPersistentVolumeIsMountedWhereMesosMountsIt() {
		for (String path : new String[] { "a/b", "..", "/" }) {
			refused((it) -> it.disk((disk) -> disk.size(1).persistence("d").volume(path, "rw")),
					"volume.container_path: must be a plain name in the sandbox");
		}
		assertThat(disk("./data/").containerPath()).isEqualTo("data");
		assertThat(disk("/var/lib/db").containerPath()).isEqualTo("/var/lib/db");
	}

	@Test
	void idsAreShortEnoughForMesosWithWhatIsAddedToThem() {
		refused((it) -> it.disk((disk) -> disk.size(1).persistence("\u00fc".repeat(51)).volume("data", "rw")),
				"persistence.id: must be at most 100");
		refused((it) -> group("a".repeat(101), "data", "b", "more"), "tasks[0].name: must be 1 to 100 letters");
	}

	@Test
	void tasksOfAGroupShareASandboxAndANetwork() {
		refused((it) -> group("a", "/x/data", "b", "x_data"), "tasks: mount two persistent volumes at 'x_data'");
		refused((it) -> TaskDefinition.builder("pod")
			.task("a",
					(task) -> task.cpus(1)
						.mem(32)
						.cmd("x")
						.container((container) -> container.network("cni"))
						.healthCheck((check) -> check.tcp().port(80)))
			.task("b", (task) -> task.cpus(1).mem(32).cmd("x")), "tasks: cannot check 'a' by HTTP or TCP");
	}

	@Test
	void noAmountIsNothingInThousandths() {
		refused((it) -> it.cpus(0.0004), "resources.cpus: must be a number from 0.001 on");
		refused((it) -> it.disk((disk) -> disk.size(0.0004).persistence("d").volume("data", "rw")),
				"disk.size: must be");
	}

	@Test
	void noDurationIsTooLongForMesos() {
		refused((it) -> it.killGrace(Duration.ofDays(200_000)), "kill.grace: must be a duration");
		refused((it) -> it.maxCompletionTime(Duration.ofSeconds(Long.MAX_VALUE)), "max_completion_time: must be");
	}

	private static TaskSpec.DiskSpec disk(String path) {
		return SampleDefinitions.minimal("web")
			.disk((disk) -> disk.size(1).persistence("d").volume(path, "rw"))
			.build()
			.tasks()
			.get(0)
			.resources()
			.disk();
	}

	private static TaskDefinitionBuilder group(String first, String firstPath, String second, String secondPath) {
		return TaskDefinition.builder("pod")
			.task(first, (task) -> member(task, firstPath))
			.task(second, (task) -> member(task, secondPath));
	}

	private static void member(GroupTaskBuilder task, String path) {
		task.cpus(1).mem(32).cmd("x").disk((disk) -> disk.size(1).persistence("d").volume(path, "rw"));
	}

	private static TaskDefinitionBuilder docker(TaskDefinitionBuilder task, Consumer<ContainerBuilder> more) {
		return task.container((container) -> more.accept(container.docker().image("busybox")));
	}

	private static void refused(UnaryOperator<TaskDefinitionBuilder> change, String fault) {
		TaskDefinitionBuilder definition = change.apply(SampleDefinitions.minimal("web"));

		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(definition::build)
			.withMessageContaining(fault);
	}

}
