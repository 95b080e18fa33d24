package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;

import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.task.ReservationOperation.Type;
import io.mesosframework.task.ReservationState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever fails or is lost, in whatever order it is heard: an instance never has two
 * reservations, none is believed to exist without a sign, and nothing is left behind.
 */
class ReservationLedgerProperties {

	private final AtomicInteger number = new AtomicInteger();

	private final ReservationLogic logic = new ReservationLogic(() -> "h" + this.number.incrementAndGet());

	private final ReservationLedger ledger = new ReservationLedger(this.logic, (key, value) -> {
	});

	/** What is reserved on the agent, by reservation, and whether there is a volume. */
	private final Map<String, Boolean> agent = new LinkedHashMap<>();

	private final Set<String> witnessed = new HashSet<>();

	private final Deque<OperationStatus> feedback = new ArrayDeque<>();

	/** A new one after each shutdown. */
	private String agentId = "a";

	private Instant now = Instant.EPOCH;

	@Property(tries = 500)
	void nothingIsLeakedAndNobodyHasTwoReservations(
			@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 8) Integer> actions,
			@ForAll @Size(value = 60) List<@IntRange(min = 0, max = 5) Integer> chances) {
		for (int step = 0; step < actions.size(); step++) {
			act(actions.get(step), chances.get(step), step % 2);
			verify();
		}
		settle();
		Set<String> kept = new HashSet<>();
		this.ledger.reservations().forEach((reservation) -> kept.add(reservation.id()));
		assertThat(kept).containsAll(this.agent.keySet());
		this.ledger.reservations()
			.forEach((reservation) -> this.ledger.apply(reservation, this.logic.leave(reservation, false, this.now)));
		settle();
		assertThat(this.agent).isEmpty();
		this.now = this.now.plus(ReservationLogic.LONG_MEMORY);
		pass();
		assertThat(this.ledger.reservations()).isEmpty();
	}

	private void act(int action, int chance, int index) {
		Reservation reservation = this.ledger.of("db", index);
		if (reservation == null) {
			reservation = this.logic.wanted("db", index, this.now);
			this.ledger.put(reservation);
		}
		switch (action) {
			case 0, 1 -> launch(reservation, chance);
			case 2 -> hear();
			case 3 -> offer();
			case 4 -> this.ledger.apply(reservation, this.logic.leave(reservation, chance > 1, this.now));
			case 5 -> free(chance);
			case 6 -> pass();
			case 7 -> this.agentId = "a" + this.number.incrementAndGet();
			default -> end(reservation, chance);
		}
	}

	private void launch(Reservation reservation, int chance) {
		if (reservation.state() != ReservationState.WANTED) {
			return;
		}
		List<ReservationOperation> operations = List.of(ReservationOperation.sent(reservation.id() + "r", Type.RESERVE),
				ReservationOperation.sent(reservation.id() + "c", Type.CREATE));
		Reservation sent = this.logic.launched(reservation.at(this.agentId, "host", "web"),
				List.of("v-" + reservation.id()), (chance == 5) ? List.of() : operations, this.now);
		this.ledger.apply(reservation, ReservationDecision.of(sent));
		boolean reserved = chance != 1 && chance != 3;
		boolean created = reserved && chance != 2;
		if (reserved) {
			this.agent.put(reservation.id(), created);
		}
		if (chance <= 2) {
			say(operations.get(0), reserved);
			say(operations.get(1), created);
		}
		// otherwise the answers, or the whole call, are lost
	}

	private void say(ReservationOperation operation, boolean done) {
		OperationState state = done ? OperationState.OPERATION_FINISHED : OperationState.OPERATION_ERROR;
		this.feedback.add(status(operation.id(), state));
	}

	private static OperationStatus status(String id, OperationState state) {
		return OperationStatus.newBuilder()
			.setOperationId(OperationID.newBuilder().setValue(id))
			.setState(state)
			.setMessage("as it happens")
			.build();
	}

	private void hear() {
		OperationStatus status = this.feedback.poll();
		if (status != null) {
			Reservation reservation = this.ledger.operation(status, this.now);
			if (reservation != null && status.getState() == OperationState.OPERATION_FINISHED
					&& Boolean.TRUE.equals(this.agent.get(reservation.id()))) {
				this.witnessed.add(reservation.id());
			}
			return;
		}
		// what nobody answers is asked for, and the master has forgotten it
		for (Reservation reservation : this.ledger.reservations()) {
			reservation.operations()
				.stream()
				.filter(ReservationOperation::isOpen)
				.forEach((operation) -> this.ledger.operation(status(operation.id(), OperationState.OPERATION_UNKNOWN),
						this.now));
		}
	}

	private void offer() {
		this.agent.forEach((id, volume) -> {
			ObservedReservation sight = new ObservedReservation(new ReservationLabels(id, "f", "tasks", "db", 0),
					this.agentId, "host", "web", volume ? Set.of("v-" + id) : Set.of());
			Reservation reservation = this.ledger.find(sight, this.now);
			assertThat(reservation).as("a reservation of ours is never an unowned task: " + id).isNotNull();
			if (volume) {
				this.witnessed.add(id);
			}
			this.ledger.apply(reservation, this.logic.seen(reservation, sight, this.now));
			Reservation after = this.ledger.find(id);
			assertThat(after).as("what is there is not forgotten").isNotNull();
			assertThat(after.agentId()).isEqualTo(this.agentId);
		});
	}

	private void free(int chance) {
		for (Reservation reservation : this.ledger.reservations()) {
			boolean waits = reservation.due() != null && reservation.due().isAfter(this.now);
			if (reservation.state() == ReservationState.RELEASING && !reservation.hasOpenOperations() && !waits
					&& this.agentId.equals(reservation.agentId()) && this.agent.containsKey(reservation.id())) {
				ReservationOperation operation = ReservationOperation
					.sent(reservation.id() + "u" + this.number.incrementAndGet(), Type.UNRESERVE);
				this.ledger.apply(reservation,
						ReservationDecision.of(this.logic.freeing(reservation, List.of(operation), this.now)));
				boolean done = chance != 1 && chance != 3;
				if (done) {
					this.agent.remove(reservation.id());
				}
				if (chance <= 1) {
					say(operation, done);
				}
			}
		}
	}

	private void pass() {
		this.now = this.now.plus(Duration.ofSeconds(90));
		for (Reservation reservation : new ArrayList<>(this.ledger.reservations())) {
			this.ledger.apply(reservation, this.logic.due(reservation, false, this.now));
		}
	}

	private void end(Reservation reservation, int chance) {
		if (Boolean.TRUE.equals(this.agent.get(reservation.id())) && chance > 2) {
			this.witnessed.add(reservation.id());
			this.ledger.apply(reservation, ReservationDecision.of(this.logic.used(reservation, this.now)));
		}
		else if (reservation.state() == ReservationState.RESERVING) {
			this.ledger.apply(reservation, this.logic.ended(reservation, TaskState.TASK_ERROR, "not there", this.now));
		}
	}

	private void verify() {
		Set<Integer> owners = new HashSet<>();
		for (Reservation reservation : this.ledger.reservations()) {
			if (reservation.state() != ReservationState.RELEASING) {
				assertThat(owners.add(reservation.index())).as("one reservation for instance " + reservation.index())
					.isTrue();
			}
			if (reservation.state() == ReservationState.READY) {
				assertThat(this.witnessed).contains(reservation.id());
			}
		}
	}

	/** From now on nothing goes wrong. */
	private void settle() {
		for (int i = 0; i < 20; i++) {
			while (!this.feedback.isEmpty()) {
				hear();
			}
			hear();
			offer();
			free(0);
			pass();
		}
		while (!this.feedback.isEmpty()) {
			hear();
		}
	}

}
