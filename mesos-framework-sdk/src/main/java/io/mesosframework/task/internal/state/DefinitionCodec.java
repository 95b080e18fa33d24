package io.mesosframework.task.internal.state;

import io.mesosframework.task.definition.ReservationPolicy;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskDefinition.RetryPolicy;
import io.mesosframework.task.definition.TaskDefinition.UnreachablePolicy;
import io.mesosframework.task.definition.TaskDefinition.UpdatePolicy;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes definitions.
 */
final class DefinitionCodec {

	private static final EnumNumbers<RestartPolicy, StateProtos.Definition.Restart> RESTARTS = new EnumNumbers<>(
			"restart", RestartPolicy.values(), (restart) -> switch (restart) {
				case ALWAYS -> StateProtos.Definition.Restart.ALWAYS;
				case ON_FAILURE -> StateProtos.Definition.Restart.ON_FAILURE;
				case NEVER -> StateProtos.Definition.Restart.NEVER;
			});

	private DefinitionCodec() {
	}

	static StateProtos.Definition write(TaskDefinition definition) {
		StateProtos.Definition.Builder written = StateProtos.Definition.newBuilder()
			.setName(definition.name())
			.setInstances(definition.instances())
			.putAllLabels(definition.labels())
			.setPlacement(PlacementCodec.write(definition.placement()))
			.setRestart(RESTARTS.write(definition.restart()))
			.setRetry(retry(definition.retry()))
			.setUpdate(update(definition.update()))
			.setUnreachable(unreachable(definition.unreachable()))
			.setPriority(definition.priority())
			.setReservation(reservation(definition.reservation()));
		Fields.set(definition.role(), written::setRole);
		definition.tasks().forEach((task) -> written.addTasks(TaskSpecCodec.write(task)));
		return written.build();
	}

	static TaskDefinition read(StateProtos.Definition stored) {
		return new TaskDefinition(stored.getName(), stored.getInstances(), stored.hasRole() ? stored.getRole() : null,
				stored.getTasksList().stream().map(TaskSpecCodec::read).toList(), stored.getLabelsMap(),
				PlacementCodec.read(Fields.require("placement", stored.hasPlacement(), stored.getPlacement())),
				RESTARTS.read(stored.getRestart()),
				retry(Fields.require("retry", stored.hasRetry(), stored.getRetry())),
				update(Fields.require("update", stored.hasUpdate(), stored.getUpdate())),
				unreachable(Fields.require("unreachable", stored.hasUnreachable(), stored.getUnreachable())),
				stored.getPriority(),
				reservation(Fields.require("reservation", stored.hasReservation(), stored.getReservation())));
	}

	private static StateProtos.Definition.Retry retry(RetryPolicy retry) {
		return StateProtos.Definition.Retry.newBuilder()
			.setInitial(Fields.duration(retry.initial()))
			.setExponential(retry.exponential())
			.setMax(Fields.duration(retry.max()))
			.setAttempts(retry.attempts())
			.setResetAfter(Fields.duration(retry.resetAfter()))
			.build();
	}

	private static RetryPolicy retry(StateProtos.Definition.Retry stored) {
		return new RetryPolicy(
				Fields.duration(Fields.require("retry.initial", stored.hasInitial(), stored.getInitial())),
				stored.getExponential(), Fields.duration(Fields.require("retry.max", stored.hasMax(), stored.getMax())),
				stored.getAttempts(),
				Fields.duration(Fields.require("retry.reset_after", stored.hasResetAfter(), stored.getResetAfter())));
	}

	private static StateProtos.Definition.Update update(UpdatePolicy update) {
		return StateProtos.Definition.Update.newBuilder()
			.setBatch(update.batch())
			.setMaxUnavailable(update.maxUnavailable())
			.setMinHealthy(update.minHealthy())
			.setCanary(update.canary())
			.setMaxSurge(update.maxSurge())
			.setReadyWithin(Fields.duration(update.readyWithin()))
			.setWatch(Fields.duration(update.watch()))
			.setMaxFailures(update.maxFailures())
			.setRollback(update.rollback())
			.build();
	}

	private static UpdatePolicy update(StateProtos.Definition.Update stored) {
		return new UpdatePolicy(stored.getBatch(), stored.getMaxUnavailable(), stored.getMinHealthy(),
				stored.getCanary(), stored.getMaxSurge(),
				Fields
					.duration(Fields.require("update.ready_within", stored.hasReadyWithin(), stored.getReadyWithin())),
				Fields.duration(Fields.require("update.watch", stored.hasWatch(), stored.getWatch())),
				stored.getMaxFailures(), stored.getRollback());
	}

	private static StateProtos.Definition.Unreachable unreachable(UnreachablePolicy unreachable) {
		return StateProtos.Definition.Unreachable.newBuilder()
			.setReplaceAfter(Fields.duration(unreachable.replaceAfter()))
			.setAdopt(unreachable.adopt())
			.build();
	}

	private static UnreachablePolicy unreachable(StateProtos.Definition.Unreachable stored) {
		return new UnreachablePolicy(Fields
			.duration(Fields.require("unreachable.replace_after", stored.hasReplaceAfter(), stored.getReplaceAfter())),
				stored.getAdopt());
	}

	private static StateProtos.Definition.ReservationPolicy reservation(ReservationPolicy reservation) {
		StateProtos.Definition.ReservationPolicy.Builder written = StateProtos.Definition.ReservationPolicy.newBuilder()
			.setKeep(reservation.keep());
		Fields.set(reservation.leaveAfter(), Fields::duration, written::setLeaveAfter);
		return written.build();
	}

	private static ReservationPolicy reservation(StateProtos.Definition.ReservationPolicy stored) {
		return new ReservationPolicy(stored.getKeep(),
				stored.hasLeaveAfter() ? Fields.duration(stored.getLeaveAfter()) : null);
	}

}
