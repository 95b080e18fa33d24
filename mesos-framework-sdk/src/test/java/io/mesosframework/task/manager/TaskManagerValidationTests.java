package io.mesosframework.task.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.RevisionConflictException;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is found out about definitions that can be read, before anything is changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskManagerValidationTests {

	private static final List<TaskDefinition> WRONG = new TaskDefinitionReader()
		.read(List.of(ManagerFixture.service("fine", 1),
				with("ruled", Map.of("constraints", List.of("nope:CUSTOM", "hostname:UNIQUE", "neither:CUSTOM:x"))),
				with("kept", Map.of("role", "db", "reservation", true, "constraints", List.of("nope:CUSTOM"))),
				with("large", Map.of("labels", Map.of("x", "x".repeat(1 << 20))))));

	private ManagerFixture mesos;

	@BeforeAll
	void start() {
		this.mesos = new ManagerFixture((cluster) -> cluster.agents(1), TaskManagerOptions.defaults());
	}

	@AfterAll
	void stop() {
		this.mesos.close();
	}

	@Test
	void theFaultsOfAllDefinitionsAreFoundAndNothingIsDeployed() {
		assertRefused(this.mesos.manager.deploy(WRONG));
		assertRefused(this.mesos.manager.validate(WRONG, ChangeOptions.DEFAULT));
		assertThat(this.mesos.manager.app("fine")).isNull();
	}

	@Test
	void noAppHasMoreInstancesThanTheLimit() {
		List<TaskDefinition> large = new TaskDefinitionReader()
			.read(ManagerFixture.service("many", TaskManagerOptions.MAX_INSTANCES + 1));
		this.mesos.deploy(ManagerFixture.service("few", 0));

		assertTooMany(this.mesos.manager.deploy(large), "[0].instances");
		assertTooMany(this.mesos.manager.validate(large, ChangeOptions.DEFAULT), "[0].instances");
		assertTooMany(this.mesos.manager.scale("few", 1_000_000), "instances");
		assertThat(this.mesos.app("few").definition().instances()).isZero();
	}

	private static void assertTooMany(CompletionStage<?> stage, String path) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> stage.toCompletableFuture().join())
			.havingCause()
			.isInstanceOfSatisfying(InvalidDefinitionException.class,
					(ex) -> assertThat(ex.faults()).singleElement().satisfies((fault) -> {
						assertThat(fault.path()).isEqualTo(path);
						assertThat(fault.message()).startsWith("must not be above 100000 but is ");
					}));
	}

	@Test
	void anAppHasARoleOfTheFramework() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.mesos.deploy(new LinkedHashMap<>(Map.of("name", "other", "role", "db", "resources",
					Map.of("cpu", 0.1, "mem", 32), "command", Map.of("cmd", "true")))))
			.withCauseInstanceOf(InvalidDefinitionException.class)
			.withMessageContaining(
					"[0].role: is 'db', for which nothing is offered; give one of the framework's roles");
	}

	@Test
	void whatWouldBeDeployedIsNotDeployed() {
		List<TaskDefinition> fine = new TaskDefinitionReader().read(ManagerFixture.service("only-checked", 1));

		this.mesos.get(this.mesos.manager.validate(fine, ChangeOptions.ifRevision(0)));

		assertThat(this.mesos.manager.app("only-checked")).isNull();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(
					() -> this.mesos.manager.validate(fine, ChangeOptions.ifRevision(1)).toCompletableFuture().join())
			.withCauseInstanceOf(RevisionConflictException.class);
	}

	@Test
	void aPositionCanBeReplacedByTheNameOfTheDefinition() {
		DefinitionError fault = new DefinitionError("[1].constraints[0]", "why");

		assertThat(fault.named((position) -> "web" + position).path()).isEqualTo("web1.constraints[0]");
		assertThat(fault.named((position) -> "").path()).isEqualTo("constraints[0]");
		assertThat(new DefinitionError("[0]", "why").named((position) -> "web").path()).isEqualTo("web");
		assertThat(new DefinitionError("role", "why").named((position) -> "web").path()).isEqualTo("role");
	}

	private static void assertRefused(CompletionStage<?> stage) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> stage.toCompletableFuture().join())
			.havingCause()
			.isInstanceOfSatisfying(InvalidDefinitionException.class,
					(ex) -> assertThat(ex.faults())
						.extracting(DefinitionError::path, (fault) -> fault.message().split("[;:,]")[0])
						.containsExactly(tuple("[1].constraints[0]", "There is no placement constraint named 'nope'"),
								tuple("[1].constraints[2]", "There is no placement constraint named 'neither'"),
								tuple("[2].role", "is 'db'"),
								tuple("[2].constraints[0]", "There is no placement constraint named 'nope'"),
								tuple("[3]", "is too large to be stored")));
	}

	private static Map<String, Object> with(String name, Map<String, ?> more) {
		Map<String, Object> document = ManagerFixture.service(name, 1);
		document.putAll(more);
		return document;
	}

}
