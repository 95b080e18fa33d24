package io.mesosframework.task.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.mesosframework.task.manager.ManagerFixture;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTests {

	/**
	 * The number is part of task ids: if it changed, the next version of the library
	 * would replace every task that runs. Keys that a definition does not use must not
	 * count.
	 */
	@Test
	void isTheSameInEveryVersionOfTheLibrary() {
		assertThat(Fingerprint.of(read(ManagerFixture.service("web", 1)))).isEqualTo(-2118866813);
	}

	@Test
	void differsWithWhatTheDefinitionSays() {
		Map<String, Object> document = ManagerFixture.service("web", 1);
		List<Integer> numbers = new ArrayList<>();
		numbers.add(Fingerprint.of(read(document)));
		Map<String, Object> changes = Map.of("role", "web", "labels", Map.of("a", "b"), "constraints",
				List.of("rack:UNIQUE"), "command", Map.of("cmd", "sleep 1"), "healthcheck",
				Map.of("type", "command", "command", Map.of("cmd", "true")));
		changes.forEach((key, value) -> {
			Map<String, Object> changed = new HashMap<>(document);
			changed.put(key, value);
			numbers.add(Fingerprint.of(read(changed)));
		});

		assertThat(numbers).doesNotHaveDuplicates().hasSize(6);
	}

	private static TaskDefinition read(Map<String, Object> document) {
		return new TaskDefinitionReader().read(document).get(0);
	}

}
