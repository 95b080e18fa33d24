package io.mesosframework.task.definition;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class TaskDefinitionReaderProperties {

	private final TaskDefinitionReader reader = new TaskDefinitionReader();

	@Property(tries = 2000)
	void anyTreeEndsInDefinitionsOrFaults(@ForAll("trees") Object tree) {
		try {
			assertThat(this.reader.read(tree)).isNotEmpty();
		}
		catch (InvalidDefinitionException ex) {
			assertThat(ex.faults()).isNotEmpty();
		}
	}

	@Provide
	Arbitrary<Object> trees() {
		Arbitrary<Object> leaf = Arbitraries.of("", "x", "1", -1, 0.5, true, "1s", "HTTP", "a:b:c", 70000);
		Arbitrary<String> keys = Arbitraries.of("name", "instances", "resources", "cpu", "mem", "disk", "size",
				"command", "cmd", "argv", "uris", "uri", "environment", "container", "image", "tag", "network",
				"volume", "type", "healthcheck", "labels", "filters", "value", "retry", "time", "strategy", "effort",
				"constraints", "gang", "tasks", "update", "ports", "statuses", "http", "tcp", "kill", "unreachable",
				"affinity", "other");
		return Arbitraries.recursive(() -> leaf,
				(inner) -> Arbitraries.oneOf(Arbitraries.maps(keys, inner).ofMaxSize(8).map((map) -> (Object) map),
						inner.list().ofMaxSize(3).map((list) -> (Object) list), inner),
				1, 4);
	}

}
