package io.mesosframework.task.manager;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.internal.info.Containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Space of disks other than the root disk, without persistent volumes.
 */
class SpecialDiskTests {

	private static final String AGENT = """
			[{"name": "cpus", "type": "SCALAR", "scalar": {"value": 2}},
			{"name": "mem", "type": "SCALAR", "scalar": {"value": 1024}},
			{"name": "disk", "type": "SCALAR", "scalar": {"value": 1024}},
			{"name": "disk", "type": "SCALAR", "scalar": {"value": 100},
				"disk": {"source": {"type": "PATH", "path": {"root": "/ssd"}}}},
			{"name": "disk", "type": "SCALAR", "scalar": {"value": 512},
				"disk": {"source": {"type": "MOUNT", "mount": {"root": "/mnt/{agent}"}}}}]""";

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.agents(1).resources(AGENT),
			TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void instancesShareAPathDiskUntilItIsFull() {
		this.mesos.deploy(document("web", 3, Map.of("size", 40, "source", Map.of("type", "path", "path", "/ssd"))));

		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		this.mesos.await(() -> !this.mesos.manager.waiting("web").isEmpty());
		assertThat(this.mesos.manager.waiting("web").get(0).text()).contains("disk[PATH:/ssd] 20 < 40");
		assertThat(disks()).extracting((disk) -> disk.getScalar().getValue()).containsExactly(40.0, 40.0);

		this.mesos.get(this.mesos.manager.scale("web", 2));
		this.mesos.get(this.mesos.manager.scale("web", 1));
		this.mesos.get(this.mesos.manager.scale("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
	}

	@Test
	void aMountedDiskIsOneInstancesOwn() {
		this.mesos.deploy(document("db", 2, Map.of("size", 40, "source", Map.of("type", "MOUNT"))));

		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		this.mesos.await(() -> !this.mesos.manager.waiting("db").isEmpty());
		assertThat(this.mesos.manager.waiting("db").get(0).text()).contains("disk[MOUNT] 0 < 40");
		assertThat(disks()).singleElement().satisfies((disk) -> {
			assertThat(disk.getScalar().getValue()).isEqualTo(512);
			assertThat(disk.getDisk().getSource().getType()).isEqualTo(DiskInfo.Source.Type.MOUNT);
		});
	}

	@Test
	void everyTaskOfAGroupHasItsOwn() {
		Map<String, Object> path = Map.of("cpu", 0.1, "mem", 32, "disk",
				Map.of("size", 30, "source", Map.of("type", "PATH")));
		Map<String, Object> mount = Map.of("cpu", 0.1, "mem", 32, "disk",
				Map.of("source", Map.of("type", "MOUNT", "mount", "")));
		Map<String, Object> command = Map.of("cmd", "sleep 1000");
		this.mesos.deploy(Map.of("name", "pod", "tasks",
				List.of(Map.of("name", "a", "resources", path, "command", command),
						Map.of("name", "b", "resources", mount, "command", command),
						Map.of("name", "c", "resources", path, "command", command))));

		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		assertThat(disks()).extracting((disk) -> disk.getScalar().getValue())
			.containsExactlyInAnyOrder(30.0, 30.0, 512.0);
	}

	@Test
	void aReservationKeepsItsDisks() {
		Map<String, Object> document = document("kept", 1, Map.of("size", 40, "source", Map.of("type", "PATH")));
		document.put("reservation", true);
		this.mesos.deploy(document);
		this.mesos.awaitPhase("kept", Phase.RUNNING, 1);
		String first = this.mesos.taskIds("kept").get(0);

		this.mesos.get(this.mesos.manager.restart("kept", null));
		this.mesos.await(() -> !this.mesos.taskIds("kept").contains(first));
		this.mesos.awaitPhase("kept", Phase.RUNNING, 1);

		assertThat(disks()).singleElement().satisfies((disk) -> assertThat(disk.getReservationsList()).hasSize(1));
		assertThat(this.mesos.manager.reservations()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/var/data" })
	void aVolumeThatIsNotPersistentIsADirectoryOfTheAgentOrTheSandbox(String host) {
		Map<String, Object> volume = host.isEmpty() ? Map.of("container_path", "/data", "mode", "ro")
				: Map.of("container_path", "/data", "mode", "ro", "host_path", host);
		TaskDefinition definition = new TaskDefinitionReader()
			.read(document("web", 1, Map.of("size", 10, "volume", volume)))
			.get(0);

		assertThat(definition.keepsReservation()).isFalse();
		assertThat(Containers.of(definition.tasks().get(0), false, List.of()).getVolumesList()).singleElement()
			.satisfies((mounted) -> {
				assertThat(mounted.getContainerPath()).isEqualTo("/data");
				assertThat(mounted.getMode()).isEqualTo(Volume.Mode.RO);
				assertThat(mounted.getHostPath()).isEqualTo(host);
				assertThat(mounted.hasSource()).isEqualTo(host.isEmpty());
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "data", "" })
	void aVolumeThatWouldBeNowhereIsRefused(String path) {
		Map<String, Object> volume = path.isEmpty() ? Map.of("host_path", "/var/data") : Map.of("container_path", path);

		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> new TaskDefinitionReader().read(document("web", 1, Map.of("size", 10, "volume", volume))))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::path)
				.containsExactly("resources.disk.volume.container_path"));
	}

	private List<Resource> disks() {
		return this.mesos.cluster.state()
			.tasks()
			.stream()
			.filter((task) -> this.mesos.running().contains(task.getTaskId().getValue()))
			.flatMap((task) -> task.getResourcesList().stream())
			.filter((resource) -> resource.getDisk().hasSource())
			.toList();
	}

	private static Map<String, Object> document(String name, int instances, Map<String, Object> disk) {
		Map<String, Object> document = ManagerFixture.service(name, instances);
		document.put("resources", Map.of("cpu", 0.25, "mem", 64, "disk", disk));
		return document;
	}

}
