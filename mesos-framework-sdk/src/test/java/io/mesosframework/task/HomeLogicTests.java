package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mesosframework.offer.ResourceNeed;

import static org.assertj.core.api.Assertions.assertThat;

class HomeLogicTests {

	private static final Instant NOW = Instant.EPOCH;

	private static final HomeOperation RESERVE = HomeOperation.sent("r", HomeOperation.Type.RESERVE);

	private final HomeLogic logic = new HomeLogic(() -> "next");

	@ParameterizedTest
	@EnumSource(value = HomeState.class, names = { "READY", "RESERVING", "LEAVING" })
	void followsItsAgentThatComesBackUnderANewId(HomeState state) {
		Home after = this.logic.seen(home(state), sight("b", "renamed"), NOW).home();

		assertThat(after.agentId()).isEqualTo("b");
		assertThat(after.hostname()).isEqualTo("renamed");
		assertThat(after.id()).isEqualTo("mine");
	}

	@Test
	void believesWhatIsReservedUntilThereIsDoubt() {
		Home more = this.logic.launched(home(HomeState.READY), List.of("v"), List.of(RESERVE), NOW);

		assertThat(more.reserved()).isNotNull();
		assertThat(operation(more, OperationState.OPERATION_FINISHED).reserved()).isNotNull();
		assertThat(operation(more, OperationState.OPERATION_ERROR).reserved()).isNull();
		assertThat(operation(more, OperationState.OPERATION_UNKNOWN).reserved()).isNull();
		assertThat(this.logic.notSent(more, List.of(RESERVE), NOW).home().reserved()).isNull();
		assertThat(this.logic.notSent(more, List.of(), NOW).home().reserved()).isNotNull();
		assertThat(this.logic.ended(more, TaskState.TASK_ERROR, "", NOW).home().reserved()).isNull();
		assertThat(this.logic.ended(more, TaskState.TASK_KILLED, "", NOW).home().reserved()).isNotNull();
	}

	@Test
	void remembersWhatWasLeftOnPurposeForLongerThanWhatMayNotExist() {
		Home left = this.logic.leave(home(HomeState.READY), false, NOW).home();
		Home failed = left.withProblem(1, "a volume was not created", null);
		Instant tomorrow = NOW.plus(Duration.ofDays(1));

		assertThat(this.logic.due(left, false, tomorrow).home()).isEqualTo(left);
		assertThat(this.logic.due(failed, false, tomorrow).home()).isNull();
		assertThat(this.logic.due(left, false, NOW.plus(Duration.ofDays(30))).home()).isNull();
	}

	private Home operation(Home home, OperationState state) {
		return this.logic.operation(home, "r", state, "as it happens", NOW).home();
	}

	private static Home home(HomeState state) {
		return new Home("db", 0, "mine", state, "a", "host", "web", ResourceNeed.of(1, 64, 0), List.of("v"), List.of(),
				0, null, NOW, null);
	}

	private static HomeSight sight(String agentId, String hostname) {
		return new HomeSight(new HomeLabels("mine", "f", "tasks", "db", 0), agentId, hostname, "web", Set.of("v"));
	}

}
