package io.mesosframework.task.internal.info;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;

class TaskInfosTests {

	private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f").build();

	private final ResourceBag offered = ResourceBag.of(List.of(scalar("cpus", 8), scalar("mem", 4096),
			scalar("disk", 4096),
			Resource.newBuilder()
				.setName("ports")
				.setType(Value.Type.RANGES)
				.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(31000).setEnd(31099)))
				.build()));

	@Test
	void asksForExactlyWhatWasTakenAndTellsTheTaskItsPorts() {
		TaskDefinition definition = read(Map.of("name", "web", "resources",
				Map.of("cpu", 0.5, "mem", 64, "ports", List.of(0, Map.of("name", "admin-ui"), 31050)), "command",
				Map.of("cmd", "serve", "environment", Map.of("A", "1")), "labels", Map.of("tier", "front"),
				"healthcheck", Map.of("type", "http", "http", Map.of("port_index", 1, "path", "/health"))));
		Taken taken = Taken.from(this.offered, TaskInfos.need(definition));

		Offer.Operation operation = TaskInfos.launch(definition, 2, launch("web.2.x"), taken, FRAMEWORK);

		TaskInfo task = operation.getLaunch().getTaskInfos(0);
		assertThat(ResourceBag.of(task.getResourcesList())).isEqualTo(taken.resources());
		assertThat(TaskInfos.ports(definition, taken)).containsExactly(31000L, 31001L, 31050L);
		assertThat(environment(task)).containsEntry("PORT0", "31000")
			.containsEntry("PORT_ADMIN_UI", "31001")
			.containsEntry("PORT2", "31050")
			.containsEntry("MESOS_APP_INSTANCE", "2")
			.containsEntry("A", "1");
		assertThat(task.getHealthCheck().getHttp().getPort()).isEqualTo(31001);
		assertThat(task.getCommand().getShell()).isTrue();
		assertThat(task.getLabels().getLabels(0).getValue()).isEqualTo("front");
	}

	@Test
	void runsArgvWithTheProgramAsItsFirstArgument() {
		TaskDefinition definition = read(Map.of("name", "x", "resources", Map.of("cpu", 1, "mem", 1), "command",
				Map.of("argv", List.of("/bin/echo", "hi"))));
		Taken taken = Taken.from(this.offered, TaskInfos.need(definition));

		TaskInfo task = TaskInfos.launch(definition, 0, launch("x.0.a"), taken, FRAMEWORK).getLaunch().getTaskInfos(0);

		assertThat(task.getCommand().getShell()).isFalse();
		assertThat(task.getCommand().getValue()).isEqualTo("/bin/echo");
		assertThat(task.getCommand().getArgumentsList()).containsExactly("/bin/echo", "hi");
	}

	@Test
	void splitsWhatWasTakenAmongTheTasksOfAGroupAndItsExecutor() {
		TaskDefinition definition = read(Map.of("name", "pod", "tasks",
				List.of(Map.of("name", "main", "resources", Map.of("cpu", 1, "mem", 64, "ports", List.of(0)), "command",
						Map.of("cmd", "a")),
						Map.of("name", "side", "resources", Map.of("cpu", 0.1, "mem", 32, "ports", List.of(0)),
								"command", Map.of("cmd", "b")))));
		Taken taken = Taken.from(this.offered, TaskInfos.need(definition));

		Offer.Operation.LaunchGroup group = TaskInfos.launch(definition, 0, launch("pod.0.x"), taken, FRAMEWORK)
			.getLaunchGroup();

		ResourceBag sum = ResourceBag.of(group.getExecutor().getResourcesList());
		for (TaskInfo task : group.getTaskGroup().getTasksList()) {
			sum = sum.plus(ResourceBag.of(task.getResourcesList()));
		}
		assertThat(sum).isEqualTo(taken.resources());
		assertThat(group.getExecutor().getFrameworkId()).isEqualTo(FRAMEWORK);
		assertThat(ResourceBag.of(group.getExecutor().getResourcesList()).toString()).contains("cpus:0.1", "mem:32",
				"disk:1");
		assertThat(group.getTaskGroup().getTasksList()).extracting((task) -> task.getTaskId().getValue())
			.containsExactly("pod.0.x.main", "pod.0.x.side");
	}

	private static TaskDefinition read(Map<String, Object> document) {
		return new TaskDefinitionReader().read(document).get(0);
	}

	private static Launch launch(String id) {
		return Launch.start(id, "agent", "host", 1, List.of(), Instant.EPOCH);
	}

	private static Map<String, String> environment(TaskInfo task) {
		return task.getCommand()
			.getEnvironment()
			.getVariablesList()
			.stream()
			.collect(Collectors.toMap(Environment.Variable::getName, Environment.Variable::getValue));
	}

	private static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

}
