package io.mesosframework.task;

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

import io.mesosframework.task.HomeOperation.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever fails or is lost, in whatever order it is heard: an instance never has two
 * homes, none is believed to exist without a sign, and nothing is left behind.
 */
class HomeLedgerProperties {

	private final AtomicInteger number = new AtomicInteger();

	private final HomeLogic logic = new HomeLogic(() -> "h" + this.number.incrementAndGet());

	private final HomeLedger ledger = new HomeLedger(this.logic, (key, value) -> {
	});

	/** What is reserved on the agent, by home, and whether there is a volume. */
	private final Map<String, Boolean> agent = new LinkedHashMap<>();

	private final Set<String> witnessed = new HashSet<>();

	private final Deque<OperationStatus> feedback = new ArrayDeque<>();

	/** A new one after each shutdown. */
	private String agentId = "a";

	private Instant now = Instant.EPOCH;

	@Property(tries = 500)
	void nothingIsLeakedAndNobodyHasTwoHomes(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 8) Integer> actions,
			@ForAll @Size(value = 60) List<@IntRange(min = 0, max = 5) Integer> chances) {
		for (int step = 0; step < actions.size(); step++) {
			act(actions.get(step), chances.get(step), step % 2);
			verify();
		}
		settle();
		Set<String> kept = new HashSet<>();
		this.ledger.homes().forEach((home) -> kept.add(home.id()));
		assertThat(kept).containsAll(this.agent.keySet());
		this.ledger.homes().forEach((home) -> this.ledger.apply(home, this.logic.leave(home, false, this.now)));
		settle();
		assertThat(this.agent).isEmpty();
		this.now = this.now.plus(HomeLogic.LONG_MEMORY);
		pass();
		assertThat(this.ledger.homes()).isEmpty();
	}

	private void act(int action, int chance, int index) {
		Home home = this.ledger.of("db", index);
		if (home == null) {
			home = this.logic.wanted("db", index, this.now);
			this.ledger.put(home);
		}
		switch (action) {
			case 0, 1 -> launch(home, chance);
			case 2 -> hear();
			case 3 -> offer();
			case 4 -> this.ledger.apply(home, this.logic.leave(home, chance > 1, this.now));
			case 5 -> free(chance);
			case 6 -> pass();
			case 7 -> this.agentId = "a" + this.number.incrementAndGet();
			default -> end(home, chance);
		}
	}

	private void launch(Home home, int chance) {
		if (home.state() != HomeState.WANTED) {
			return;
		}
		List<HomeOperation> operations = List.of(HomeOperation.sent(home.id() + "r", Type.RESERVE),
				HomeOperation.sent(home.id() + "c", Type.CREATE));
		Home sent = this.logic.launched(home.at(this.agentId, "host", "web"), List.of("v-" + home.id()),
				(chance == 5) ? List.of() : operations, this.now);
		this.ledger.apply(home, HomeDecision.of(sent));
		boolean reserved = chance != 1 && chance != 3;
		boolean created = reserved && chance != 2;
		if (reserved) {
			this.agent.put(home.id(), created);
		}
		if (chance <= 2) {
			say(operations.get(0), reserved);
			say(operations.get(1), created);
		}
		// otherwise the answers, or the whole call, are lost
	}

	private void say(HomeOperation operation, boolean done) {
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
			Home home = this.ledger.operation(status, this.now);
			if (home != null && status.getState() == OperationState.OPERATION_FINISHED
					&& Boolean.TRUE.equals(this.agent.get(home.id()))) {
				this.witnessed.add(home.id());
			}
			return;
		}
		// what nobody answers is asked for, and the master has forgotten it
		for (Home home : this.ledger.homes()) {
			home.operations()
				.stream()
				.filter(HomeOperation::isOpen)
				.forEach((operation) -> this.ledger.operation(status(operation.id(), OperationState.OPERATION_UNKNOWN),
						this.now));
		}
	}

	private void offer() {
		this.agent.forEach((id, volume) -> {
			HomeSight sight = new HomeSight(new HomeLabels(id, "f", "tasks", "db", 0), this.agentId, "host", "web",
					volume ? Set.of("v-" + id) : Set.of());
			Home home = this.ledger.find(sight, this.now);
			assertThat(home).as("a home of ours is never a stranger: " + id).isNotNull();
			if (volume) {
				this.witnessed.add(id);
			}
			this.ledger.apply(home, this.logic.seen(home, sight, this.now));
			Home after = this.ledger.find(id);
			assertThat(after).as("what is there is not forgotten").isNotNull();
			assertThat(after.agentId()).isEqualTo(this.agentId);
		});
	}

	private void free(int chance) {
		for (Home home : this.ledger.homes()) {
			boolean waits = home.due() != null && home.due().isAfter(this.now);
			if (home.state() == HomeState.LEAVING && !home.hasOpenOperations() && !waits
					&& this.agentId.equals(home.agentId()) && this.agent.containsKey(home.id())) {
				HomeOperation operation = HomeOperation.sent(home.id() + "u" + this.number.incrementAndGet(),
						Type.UNRESERVE);
				this.ledger.apply(home, HomeDecision.of(this.logic.freeing(home, List.of(operation), this.now)));
				boolean done = chance != 1 && chance != 3;
				if (done) {
					this.agent.remove(home.id());
				}
				if (chance <= 1) {
					say(operation, done);
				}
			}
		}
	}

	private void pass() {
		this.now = this.now.plus(Duration.ofSeconds(90));
		for (Home home : new ArrayList<>(this.ledger.homes())) {
			this.ledger.apply(home, this.logic.due(home, false, this.now));
		}
	}

	private void end(Home home, int chance) {
		if (Boolean.TRUE.equals(this.agent.get(home.id())) && chance > 2) {
			this.witnessed.add(home.id());
			this.ledger.apply(home, HomeDecision.of(this.logic.used(home, this.now)));
		}
		else if (home.state() == HomeState.RESERVING) {
			this.ledger.apply(home, this.logic.ended(home, TaskState.TASK_ERROR, "not there", this.now));
		}
	}

	private void verify() {
		Set<Integer> owners = new HashSet<>();
		for (Home home : this.ledger.homes()) {
			if (home.state() != HomeState.LEAVING) {
				assertThat(owners.add(home.index())).as("one home for instance " + home.index()).isTrue();
			}
			if (home.state() == HomeState.READY) {
				assertThat(this.witnessed).contains(home.id());
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
