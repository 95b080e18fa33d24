package io.mesosframework.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a group, whichever of its tasks is checked.
 */
class GroupProgressTests {

	private static final List<String> MEMBERS = List.of("a", "b", "c");

	@ParameterizedTest
	@ValueSource(strings = { "a", "b", "c" })
	void isHealthyAndReadyWhenTheOneIsThatIsChecked(String checked) {
		GroupProgress group = group(checked);
		MEMBERS.forEach((member) -> group.report(member, running(null, false)));

		StatusReport healthy = group.report(checked, running(true, false));
		assertThat(healthy.state()).isEqualTo(TaskState.TASK_RUNNING);
		assertThat(healthy.healthy()).isTrue();
		assertThat(healthy.ready()).isFalse();
		assertThat(group.report(checked, running(true, true)).ready()).isTrue();
		assertThat(group.report(checked, running(false, true)).healthy()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b", "c" })
	void isHealthyOnlyWhenAllAreThatAreChecked(String last) {
		GroupProgress group = group("a", "b", "c");
		MEMBERS.forEach((member) -> group.report(member, running(null, false)));
		MEMBERS.stream()
			.filter((member) -> !member.equals(last))
			.forEach((member) -> assertThat(group.report(member, running(true, true)))
				.satisfies((report) -> assertThat(report.healthy()).isNull())
				.satisfies((report) -> assertThat(report.ready()).isFalse()));

		StatusReport all = group.report(last, running(true, true));
		assertThat(all.healthy()).isTrue();
		assertThat(all.ready()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b", "c" })
	void hasEndedBecauseOneWasNotHealthy(String ill) {
		GroupProgress group = group(ill);
		StatusReport report = null;
		for (String member : MEMBERS) {
			report = group.report(member, new StatusReport(TaskState.TASK_KILLED, null, null,
					member.equals(ill) ? Boolean.FALSE : null, false, null));
		}

		assertThat(report).isNotNull();
		assertThat(TaskStates.isOwnFault(report.state(), report.reason(), report.healthy())).isTrue();
	}

	private static GroupProgress group(String... checked) {
		Map<String, TaskSpec> specs = new LinkedHashMap<>();
		MEMBERS.forEach((member) -> {
			TaskDefinitionBuilder task = SampleDefinitions.minimal(member);
			if (List.of(checked).contains(member)) {
				task.healthCheck((check) -> check.command("true")).readiness((check) -> check.command("true"));
			}
			specs.put(member, task.build().tasks().get(0));
		});
		return new GroupProgress(specs);
	}

	private static StatusReport running(Boolean healthy, boolean ready) {
		return new StatusReport(TaskState.TASK_RUNNING, null, null, healthy, ready, null);
	}

}
