package io.mesosframework.task.internal.instance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinitionBuilder;
import io.mesosframework.task.definition.TaskSpec;

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

	@Test
	void whatHasEndedStaysSoWhenNobodyKnowsItAnyMore() {
		GroupProgress group = group();
		MEMBERS.forEach((member) -> group.report(member, running(null, false)));
		group.report("b", of(TaskState.TASK_FINISHED));

		assertThat(group.hasEnded("b")).isTrue();
		assertThat(group.report("b", answer(TaskState.TASK_GONE)).state()).isEqualTo(TaskState.TASK_RUNNING);
		assertThat(group.report("b", answer(TaskState.TASK_UNREACHABLE)).state()).isEqualTo(TaskState.TASK_RUNNING);
		group.report("a", of(TaskState.TASK_FINISHED));
		assertThat(group.report("c", of(TaskState.TASK_FINISHED)).state()).isEqualTo(TaskState.TASK_FINISHED);
	}

	@Test
	void whatIsUnknownAfterARestartHadEndedIfTheOthersEndWell() {
		GroupProgress group = resumed();

		assertThat(group.report("b", answer(TaskState.TASK_GONE)).state()).isEqualTo(TaskState.TASK_RUNNING);
		group.report("a", of(TaskState.TASK_FINISHED));

		assertThat(group.report("c", of(TaskState.TASK_FINISHED)).state()).isEqualTo(TaskState.TASK_FINISHED);
	}

	@Test
	void allThatAreUnknownAfterARestartAreGone() {
		GroupProgress group = resumed();
		group.report("a", answer(TaskState.TASK_GONE));
		group.report("b", answer(TaskState.TASK_GONE));

		assertThat(group.report("c", answer(TaskState.TASK_GONE)).state()).isEqualTo(TaskState.TASK_GONE);
	}

	@Test
	void oneThatVanishesAfterItWasHeardOfIsGoneEvenIfTheOthersEndWell() {
		GroupProgress group = resumed();
		MEMBERS.forEach((member) -> group.report(member, running(null, false)));
		group.report("b", answer(TaskState.TASK_GONE));
		group.report("a", of(TaskState.TASK_FINISHED));

		assertThat(group.report("c", of(TaskState.TASK_FINISHED)).state()).isEqualTo(TaskState.TASK_GONE);
	}

	@Test
	void isBackWhenOneIsBackSinceAllAreOnOneAgent() {
		GroupProgress group = resumed();
		MEMBERS.forEach((member) -> group.report(member, answer(TaskState.TASK_UNREACHABLE)));

		// b had ended, and is not announced
		assertThat(group.report("a", running(null, false)).state()).isEqualTo(TaskState.TASK_RUNNING);
		assertThat(group.report("c", running(null, false)).state()).isEqualTo(TaskState.TASK_RUNNING);
	}

	@Test
	void oneThatWasLostLivesWhenItIsHeardOfAgain() {
		GroupProgress group = group();
		MEMBERS.forEach((member) -> group.report(member, running(null, false)));
		group.report("b", of(TaskState.TASK_LOST));
		assertThat(group.hasEnded("b")).isTrue();

		group.report("b", running(null, false));

		assertThat(group.hasEnded("b")).isFalse();
	}

	@Test
	void whatAnAnswerDoesNotSayOfChecksIsAsBefore() {
		GroupProgress group = group("a", "b");
		MEMBERS.forEach((member) -> group.report(member, running(true, true)));

		StatusReport answered = group.report("a", answer(TaskState.TASK_RUNNING));
		assertThat(answered.healthy()).isTrue();
		assertThat(answered.ready()).isTrue();
		assertThat(group.report("a", running(true, false)).ready()).isFalse();
		assertThat(group().report("a", running(null, false)).ready()).isNull();
	}

	@Test
	void theChecksOfThoseThatHaveEndedDoNotCount() {
		GroupProgress group = group("a", "b");
		MEMBERS.forEach((member) -> group.report(member, running(true, true)));

		StatusReport rest = group.report("b",
				new StatusReport(TaskState.TASK_FINISHED, null, null, false, false, null));

		assertThat(rest.healthy()).isTrue();
		assertThat(rest.ready()).isTrue();
	}

	private static GroupProgress resumed() {
		GroupProgress group = group();
		group.resume(Launch.start("pod.0.x", "agent", "host", 1, List.of(), Instant.EPOCH));
		return group;
	}

	private static StatusReport of(TaskState state) {
		return new StatusReport(state, null, null, null, null, null);
	}

	private static StatusReport answer(TaskState state) {
		return of(state).because("RECONCILIATION");
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
