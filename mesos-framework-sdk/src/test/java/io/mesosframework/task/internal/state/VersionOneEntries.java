package io.mesosframework.task.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.TaskState;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.AgentTraits;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.task.ReservationState;

/**
 * What the golden files of version 1 hold. When a record gets a new component, give it
 * here the value that it shall have when it is read from a store that did not know it.
 */
final class VersionOneEntries {

	static final Instant EARLY = Instant.parse("2026-01-02T03:04:05.678901234Z");

	static final Instant LATE = Instant.parse("2026-12-31T23:59:59Z");

	private static final List<TaskState> TASK_STATES = List.of(TaskState.TASK_STAGING, TaskState.TASK_STARTING,
			TaskState.TASK_RUNNING, TaskState.TASK_KILLING, TaskState.TASK_FINISHED, TaskState.TASK_FAILED,
			TaskState.TASK_KILLED, TaskState.TASK_ERROR, TaskState.TASK_LOST, TaskState.TASK_DROPPED,
			TaskState.TASK_UNREACHABLE, TaskState.TASK_GONE, TaskState.TASK_GONE_BY_OPERATOR, TaskState.TASK_UNKNOWN);

	private static final List<Phase> PHASES = List.of(Phase.WAITING, Phase.LAUNCHING, Phase.STARTING, Phase.RUNNING,
			Phase.UNREACHABLE, Phase.ENDING, Phase.FINISHED, Phase.GIVEN_UP, Phase.STOPPED);

	private static final List<Goal> GOALS = List.of(Goal.RUNNING, Goal.FINISHED, Goal.HELD, Goal.KILLED);

	private static final List<OperationState> OPERATION_STATES = List.of(OperationState.OPERATION_UNSUPPORTED,
			OperationState.OPERATION_PENDING, OperationState.OPERATION_FINISHED, OperationState.OPERATION_FAILED,
			OperationState.OPERATION_ERROR, OperationState.OPERATION_DROPPED, OperationState.OPERATION_UNREACHABLE,
			OperationState.OPERATION_GONE_BY_OPERATOR, OperationState.OPERATION_RECOVERING,
			OperationState.OPERATION_UNKNOWN);

	private static final List<ReservationOperation.Type> OPERATION_TYPES = List.of(ReservationOperation.Type.RESERVE,
			ReservationOperation.Type.CREATE, ReservationOperation.Type.DESTROY, ReservationOperation.Type.UNRESERVE);

	private VersionOneEntries() {
	}

	/** Return the record of each key. */
	static Map<String, StoredRecord> all() {
		Map<String, StoredRecord> all = new LinkedHashMap<>();
		all.put("framework/id", new StoredFramework("20260101-000000-1-0001"));
		all.put("removed/old", new StoredRemoval(EARLY));
		all.put("replaced/web.0.abc", new StoredUnownedTask("agent-1", LATE));
		all.put("replaced/web.1.abc", new StoredUnownedTask("agent-2", null));
		all.put("app/web", app());
		all.put("app/new", new StoredApp(1, 0, 0, false, false, 0, 0, null, List.of(), List.of(), List.of(),
				Instant.MAX, Instant.MIN));
		VersionOneDefinitions.all().forEach((key, definition) -> all.put(key, new StoredDefinition(definition)));
		for (int index = 0; index < TASK_STATES.size(); index++) {
			all.put("instance/web/" + index, new StoredInstance(instance(index)));
		}
		all.put("instance/new/0", new StoredInstance(
				new Instance("new", 0, Goal.FINISHED, Phase.WAITING, null, List.of(), 0, null, 0, false)));
		reservations()
			.forEach((reservation) -> all.put("reservation/" + reservation.id(), new StoredReservation(reservation)));
		return all;
	}

	private static StoredApp app() {
		List<Deployment> ended = List
			.of(deployment(6, Deployment.Kind.ROLLBACK, Deployment.State.SUPERSEDED, Deployment.StepState.FAILED),
					deployment(5, Deployment.Kind.UPDATE, Deployment.State.ROLLED_BACK, Deployment.StepState.DONE),
					deployment(4, Deployment.Kind.RESTART, Deployment.State.FAILED, Deployment.StepState.IN_PROGRESS),
					deployment(3, Deployment.Kind.SCALE, Deployment.State.SUCCEEDED, Deployment.StepState.PENDING),
					new Deployment("web@2", "web", Deployment.Kind.START, 0, 1, Deployment.State.PAUSED, 0, 0, 0,
							List.of(new Deployment.Step(0, Deployment.StepState.PENDING, null)), null, null, EARLY,
							null));
		return new StoredApp(7, 12, 5, true, true, 2, 7,
				deployment(7, Deployment.Kind.START, Deployment.State.RUNNING, Deployment.StepState.PENDING), ended,
				List.of(new StoredApp.StoredVersion(6, LATE), new StoredApp.StoredVersion(5, EARLY)), List.of(5L, 7L),
				EARLY, LATE);
	}

	private static Deployment deployment(int number, Deployment.Kind kind, Deployment.State state,
			Deployment.StepState step) {
		return new Deployment("web@" + number, "web", kind, number - 1, number, state, 3, 5, 2,
				List.of(new Deployment.Step(4, step, "web.4.abc")), "2 instances", "too many failures", EARLY, LATE);
	}

	private static Instance instance(int index) {
		TaskState state = TASK_STATES.get(index);
		return new Instance("web", index, GOALS.get(index % GOALS.size()), PHASES.get(index % PHASES.size()),
				launch(index, state), List.of(launch(index, TaskState.TASK_FAILED), bare(index)), index, LATE,
				index + 1, true);
	}

	private static Launch launch(int index, TaskState state) {
		return new Launch("web." + index + ".abc", "agent-" + index, "host-" + index + ".example", 7,
				List.of(31000L, 31001L), EARLY, state, "CONTAINER_LIMITATION_MEMORY", "Größe überschritten: 32 MB 🚀",
				index % 2 == 0, true, EARLY, LATE, new AgentTraits(Map.of("rack", "r" + index), "europe", "a"));
	}

	private static Launch bare(int index) {
		return new Launch("web." + index + ".aaa", "agent", "host", 1, List.of(), Instant.EPOCH, TaskState.TASK_STAGING,
				null, null, null, false, null, null, new AgentTraits(Map.of(), null, null));
	}

	private static List<Reservation> reservations() {
		List<Reservation> all = new ArrayList<>();
		List<ReservationState> states = List.of(ReservationState.WANTED, ReservationState.RECOVERING,
				ReservationState.RESERVING, ReservationState.READY, ReservationState.RELEASING);
		for (int index = 0; index < states.size(); index++) {
			all.add(new Reservation("web", index, "r-" + index, states.get(index), "agent-1", "host-1", "web-role",
					need(), List.of("data#1", "logs#1"), operations(), 3, "the agent has dropped it", EARLY, LATE));
		}
		all.add(new Reservation("web", 9, "r-9", ReservationState.WANTED, null, null, null, null, List.of(), List.of(),
				0, null, LATE, null));
		return all;
	}

	private static List<ReservationOperation> operations() {
		List<ReservationOperation> all = new ArrayList<>();
		for (int index = 0; index < OPERATION_STATES.size(); index++) {
			all.add(new ReservationOperation("op-" + index, OPERATION_TYPES.get(index % OPERATION_TYPES.size()),
					OPERATION_STATES.get(index)));
		}
		return all;
	}

	private static ResourceNeed need() {
		return new ResourceNeed(Map.of("cpus", 1500L),
				new PortRanges(List.of(new PortRanges.Range(80, 80), new PortRanges.Range(31000, 31009))), 2, true,
				"r-0", List.of(new DiskNeed(Source.Type.MOUNT, "/mnt/a", 2_000_000),
						new DiskNeed(Source.Type.PATH, null, 1000), new DiskNeed(null, null, 64_000)));
	}

	static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds, 500);
	}

}
