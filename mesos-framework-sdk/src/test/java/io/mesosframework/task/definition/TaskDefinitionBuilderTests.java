package io.mesosframework.task.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.mesosframework.placement.FieldConstraint.Operator;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskSpec.CheckType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TaskDefinitionBuilderTests {

	@Test
	void buildsWhatADocumentSays() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", "web");
		document.put("instances", 3);
		document.put("resources", Map.of("cpu", 0.5, "mem", 128, "ports", List.of(0, Map.of("name", "admin"))));
		document.put("command", Map.of("cmd", "serve", "environment", Map.of("A", "1")));
		document.put("healthcheck", Map.of("type", "http", "http", Map.of("path", "/health"), "fails", 5));
		document.put("labels", Map.of("a.b", "c"));
		document.put("constraints", List.of("hostname:UNIQUE"));

		TaskDefinition built = TaskDefinition.builder("web")
			.instances(3)
			.cpus(0.5)
			.mem(128)
			.port(0)
			.port("admin")
			.cmd("serve")
			.env("A", "1")
			.healthCheck((check) -> check.http("/health").failures(5))
			.label("a.b", "c")
			.constraint("hostname", Operator.UNIQUE)
			.build();

		assertThat(built).isEqualTo(new TaskDefinitionReader().read(document).get(0));
	}

	@Test
	void buildsEverythingAtOnce() {
		TaskDefinition built = SampleDefinitions.service().build();

		assertThat(built.restart()).isEqualTo(RestartPolicy.ON_FAILURE);
		assertThat(built.placement().strategy()).isEqualTo(PlacementStrategy.SPREAD);
		assertThat(built.retry().exponential()).isFalse();
		assertThat(built.update().canary()).isOne();
		TaskSpec task = built.tasks().get(0);
		assertThat(task.command().rlimits()).containsEntry("RLMT_NOFILE", "1024:4096");
		assertThat(task.health()).isNotNull().satisfies((check) -> {
			assertThat(check.type()).isEqualTo(CheckType.HTTP);
			assertThat(check.scheme()).isEqualTo("https");
			assertThat(check.port()).isEqualTo(-2);
		});
		assertThat(task.readiness()).isNotNull()
			.satisfies((check) -> assertThat(check.environment()).containsEntry("B", "2"));
		assertThat(task.container()).isNotNull()
			.satisfies((container) -> assertThat(container.image()).isEqualTo("web:1"));
	}

	@Test
	void buildsGroups() {
		TaskDefinition built = SampleDefinitions.group().build();

		assertThat(built.isGroup()).isTrue();
		assertThat(built.placement().failFast()).isTrue();
		assertThat(built.tasks().get(0).health()).isNotNull()
			.satisfies((check) -> assertThat(check.port()).isEqualTo(80));
	}

	@Test
	void reportsEveryFaultWithThePathOfTheDocument() {
		assertThatExceptionOfType(InvalidDefinitionException.class)
			.isThrownBy(() -> TaskDefinition.builder("a b")
				.instances(-1)
				.cpus(0)
				.cmd("x")
				.rlimit("RLMT_NOFILE", "much")
				.healthCheck((check) -> check.http("/"))
				.set("resources.memory", 5)
				.build())
			.satisfies((ex) -> assertThat(ex.faults()).extracting(DefinitionError::path)
				.containsExactlyInAnyOrder("name", "instances", "resources.cpus", "resources.mem", "resources.memory",
						"command.rlimits.RLMT_NOFILE", "healthcheck.http"));
	}

	@Test
	void setsAnyKeyOfADocument() {
		TaskDefinition built = SampleDefinitions.minimal("web").set("unreachable.adopt", false).build();

		assertThat(built.unreachable().adopt()).isFalse();
	}

	@Test
	void refusesKeysBelowAValue() {
		assertThatIllegalStateException()
			.isThrownBy(() -> TaskDefinition.builder("web").set("container", "debian").set("container.image", "debian"))
			.withMessageContaining("'container'");
	}

	@Test
	void aDocumentIsACopy() {
		TaskDefinitionBuilder builder = SampleDefinitions.minimal("web").port(0);
		Map<String, Object> document = builder.document();

		builder.port(1).instances(4);

		assertThat(document).doesNotContainKey("instances");
		assertThat((Map<?, ?>) document.get("resources")).extracting("ports").isEqualTo(List.of(0));
	}

}
