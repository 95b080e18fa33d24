package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.manager.ManagerFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReservationDefinitionTests {

	@Test
	void readsPersistentVolumes() {
		TaskDefinition definition = read(Map.of("disk",
				Map.of("size", 64, "persistence", Map.of("id", "data", "principle", "me"), "volume",
						Map.of("container_path", "data", "host_path", "/ignored", "mode", "rw"), "source",
						Map.of("type", "mount", "mount", "/mnt/a"))));

		TaskSpec.DiskSpec disk = definition.tasks().get(0).resources().disk();
		assertThat(disk).isEqualTo(new TaskSpec.DiskSpec(64, "data", "me", "data", null, "RW", "MOUNT", "/mnt/a"));
		assertThat(definition.keepsReservation()).isTrue();
		assertThat(TaskInfos.need(definition).scalar("disk")).isZero();
	}

	@Test
	void readsReservationsShortAndLong() {
		assertThat(read(Map.of(), "reservation", true).keepsReservation()).isTrue();
		assertThat(read(Map.of(), "reservation", "false").keepsReservation()).isFalse();
		assertThat(read(Map.of(), "reservation", Map.of("leave-after", "30m")).reservation())
			.isEqualTo(new ReservationPolicy(true, Duration.ofMinutes(30)));
		assertThat(read(Map.of()).keepsReservation()).isFalse();
	}

	@Test
	void anInstanceIsReplacedWhenItIsToKeepItsPlaceFromNowOn() {
		assertThat(read(Map.of(), "reservation", true).runsTheSameAs(read(Map.of()))).isFalse();
		assertThat(read(Map.of(), "reservation", true)
			.runsTheSameAs(read(Map.of(), "reservation", Map.of("leave-after", "1h")))).isTrue();
	}

	@Test
	void namesEverythingThatCannotBe() {
		Map<String, Object> persistence = Map.of("persistence", Map.of("id", "a/b"), "source", Map.of("type", "PATH"));

		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> read(Map.of("disk", persistence, "revocable", true), "gang", true))
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::path)
				.containsExactlyInAnyOrder("resources.disk.persistence.id", "resources.disk.size",
						"resources.disk.volume.container_path", "gang", "resources"));
		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> read(Map.of("disk", Map.of("source", Map.of("type", "PATH")))))
			.withMessageContaining("resources.disk.size: must be above 0");
		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> read(Map.of("role", "*"), "reservation", true))
			.withMessageContaining("give a role of the framework");
	}

	private static TaskDefinition read(Map<String, Object> resources, Object... more) {
		Map<String, Object> all = new LinkedHashMap<>(Map.of("cpu", 0.5, "mem", 64));
		all.putAll(resources);
		Map<String, Object> document = ManagerFixture.service("web", 1);
		document.put("resources", all);
		for (int i = 0; i < more.length; i += 2) {
			document.put((String) more[i], more[i + 1]);
		}
		return new TaskDefinitionReader().read(document).get(0);
	}

}
