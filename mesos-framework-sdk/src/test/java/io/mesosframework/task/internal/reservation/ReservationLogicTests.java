package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.task.ReservationState;

import static org.assertj.core.api.Assertions.assertThat;

class ReservationLogicTests {

	private static final Instant NOW = Instant.EPOCH;

	private static final ReservationOperation RESERVE = ReservationOperation.sent("r",
			ReservationOperation.Type.RESERVE);

	private final ReservationLogic logic = new ReservationLogic(() -> "next");

	@ParameterizedTest
	@EnumSource(value = ReservationState.class, names = { "READY", "RESERVING", "RELEASING" })
	void followsItsAgentThatComesBackUnderANewId(ReservationState state) {
		Reservation after = this.logic.seen(reservation(state), sight("b", "renamed"), NOW).reservation();

		assertThat(after.agentId()).isEqualTo("b");
		assertThat(after.hostname()).isEqualTo("renamed");
		assertThat(after.id()).isEqualTo("mine");
	}

	@Test
	void believesWhatIsReservedUntilThereIsDoubt() {
		Reservation more = this.logic.launched(reservation(ReservationState.READY), List.of("v"), List.of(RESERVE),
				NOW);

		assertThat(more.reserved()).isNotNull();
		assertThat(operation(more, OperationState.OPERATION_FINISHED).reserved()).isNotNull();
		assertThat(operation(more, OperationState.OPERATION_ERROR).reserved()).isNull();
		assertThat(operation(more, OperationState.OPERATION_UNKNOWN).reserved()).isNull();
		assertThat(this.logic.notSent(more, List.of(RESERVE), NOW).reservation().reserved()).isNull();
		assertThat(this.logic.notSent(more, List.of(), NOW).reservation().reserved()).isNotNull();
		assertThat(this.logic.ended(more, TaskState.TASK_ERROR, "", NOW).reservation().reserved()).isNull();
		assertThat(this.logic.ended(more, TaskState.TASK_KILLED, "", NOW).reservation().reserved()).isNotNull();
	}

	@Test
	void remembersWhatWasLeftOnPurposeForLongerThanWhatMayNotExist() {
		Reservation left = this.logic.leave(reservation(ReservationState.READY), false, NOW).reservation();
		Reservation failed = left.withProblem(1, "a volume was not created", null);
		Instant tomorrow = NOW.plus(Duration.ofDays(1));

		assertThat(this.logic.due(left, false, tomorrow).reservation()).isEqualTo(left);
		assertThat(this.logic.due(failed, false, tomorrow).reservation()).isNull();
		assertThat(this.logic.due(left, false, NOW.plus(Duration.ofDays(30))).reservation()).isNull();
	}

	private Reservation operation(Reservation reservation, OperationState state) {
		return this.logic.operation(reservation, "r", state, "as it happens", NOW).reservation();
	}

	private static Reservation reservation(ReservationState state) {
		return new Reservation("db", 0, "mine", state, "a", "host", "web", ResourceNeed.of(1, 64, 0), List.of("v"),
				List.of(), 0, null, NOW, null);
	}

	private static ObservedReservation sight(String agentId, String hostname) {
		return new ObservedReservation(new ReservationLabels("mine", "f", "tasks", "db", 0), agentId, hostname, "web",
				Set.of("v"));
	}

}
