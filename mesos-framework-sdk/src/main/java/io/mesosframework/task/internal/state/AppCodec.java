package io.mesosframework.task.internal.state;

import java.util.List;

import io.mesosframework.task.Deployment;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes apps with their deployments.
 */
final class AppCodec {

	private static final EnumNumbers<Deployment.Kind, StateProtos.Deployment.Kind> KINDS = new EnumNumbers<>(
			"deployment.kind", Deployment.Kind.values(), (kind) -> switch (kind) {
				case START -> StateProtos.Deployment.Kind.START;
				case SCALE -> StateProtos.Deployment.Kind.SCALE;
				case RESTART -> StateProtos.Deployment.Kind.RESTART;
				case UPDATE -> StateProtos.Deployment.Kind.UPDATE;
				case ROLLBACK -> StateProtos.Deployment.Kind.ROLLBACK;
			});

	private static final EnumNumbers<Deployment.State, StateProtos.Deployment.State> STATES = new EnumNumbers<>(
			"deployment.state", Deployment.State.values(), (state) -> switch (state) {
				case RUNNING -> StateProtos.Deployment.State.RUNNING;
				case PAUSED -> StateProtos.Deployment.State.PAUSED;
				case SUCCEEDED -> StateProtos.Deployment.State.SUCCEEDED;
				case FAILED -> StateProtos.Deployment.State.FAILED;
				case ROLLED_BACK -> StateProtos.Deployment.State.ROLLED_BACK;
				case SUPERSEDED -> StateProtos.Deployment.State.SUPERSEDED;
			});

	private static final EnumNumbers<Deployment.StepState, StateProtos.Deployment.Step.State> STEPS = new EnumNumbers<>(
			"step.state", Deployment.StepState.values(), (state) -> switch (state) {
				case PENDING -> StateProtos.Deployment.Step.State.PENDING;
				case IN_PROGRESS -> StateProtos.Deployment.Step.State.IN_PROGRESS;
				case DONE -> StateProtos.Deployment.Step.State.DONE;
				case FAILED -> StateProtos.Deployment.Step.State.FAILED;
			});

	private AppCodec() {
	}

	static StateProtos.App write(StoredApp app) {
		StateProtos.App.Builder written = StateProtos.App.newBuilder()
			.setVersion(app.version())
			.setRevision(app.revision())
			.setInstances(app.instances())
			.setRemoving(app.removing())
			.setPaused(app.paused())
			.setSurge(app.surge())
			.setDeploymentNumber(app.deploymentNumber())
			.addAllLaunched(app.launched())
			.setGatesSince(Fields.timestamp(app.gatesSince()))
			.setRenewBefore(Fields.timestamp(app.renewBefore()));
		Fields.set(app.deployment(), AppCodec::deployment, written::setDeployment);
		app.deployments().forEach((deployment) -> written.addDeployments(deployment(deployment)));
		app.earlier()
			.forEach((version) -> written.addEarlierBuilder()
				.setVersion(version.version())
				.setAt(Fields.timestamp(version.at())));
		return written.build();
	}

	static StoredApp read(StateProtos.App stored) {
		return new StoredApp(stored.getVersion(), stored.getRevision(), stored.getInstances(), stored.getRemoving(),
				stored.getPaused(), stored.getSurge(), stored.getDeploymentNumber(),
				stored.hasDeployment() ? deployment(stored.getDeployment()) : null,
				stored.getDeploymentsList().stream().map(AppCodec::deployment).toList(),
				stored.getEarlierList().stream().map(AppCodec::version).toList(), List.copyOf(stored.getLaunchedList()),
				Fields.instant(Fields.require("gates_since", stored.hasGatesSince(), stored.getGatesSince())),
				Fields.instant(Fields.require("renew_before", stored.hasRenewBefore(), stored.getRenewBefore())));
	}

	private static StoredApp.StoredVersion version(StateProtos.App.Version stored) {
		return new StoredApp.StoredVersion(stored.getVersion(),
				Fields.instant(Fields.require("earlier.at", stored.hasAt(), stored.getAt())));
	}

	private static StateProtos.Deployment deployment(Deployment deployment) {
		StateProtos.Deployment.Builder written = StateProtos.Deployment.newBuilder()
			.setId(deployment.id())
			.setApp(deployment.app())
			.setKind(KINDS.write(deployment.kind()))
			.setFromVersion(deployment.fromVersion())
			.setToVersion(deployment.toVersion())
			.setState(STATES.write(deployment.state()))
			.setDone(deployment.done())
			.setTotal(deployment.total())
			.setFailures(deployment.failures())
			.setStartedAt(Fields.timestamp(deployment.startedAt()));
		deployment.steps().forEach((step) -> written.addSteps(step(step)));
		Fields.set(deployment.waitingFor(), written::setWaitingFor);
		Fields.set(deployment.message(), written::setMessage);
		Fields.set(deployment.endedAt(), Fields::timestamp, written::setEndedAt);
		return written.build();
	}

	private static Deployment deployment(StateProtos.Deployment stored) {
		return new Deployment(stored.getId(), stored.getApp(), KINDS.read(stored.getKind()), stored.getFromVersion(),
				stored.getToVersion(), STATES.read(stored.getState()), stored.getDone(), stored.getTotal(),
				stored.getFailures(), stored.getStepsList().stream().map(AppCodec::step).toList(),
				stored.hasWaitingFor() ? stored.getWaitingFor() : null,
				stored.hasMessage() ? stored.getMessage() : null,
				Fields.instant(Fields.require("deployment.started_at", stored.hasStartedAt(), stored.getStartedAt())),
				stored.hasEndedAt() ? Fields.instant(stored.getEndedAt()) : null);
	}

	private static StateProtos.Deployment.Step step(Deployment.Step step) {
		StateProtos.Deployment.Step.Builder written = StateProtos.Deployment.Step.newBuilder()
			.setIndex(step.index())
			.setState(STEPS.write(step.state()));
		Fields.set(step.taskId(), written::setTaskId);
		return written.build();
	}

	private static Deployment.Step step(StateProtos.Deployment.Step stored) {
		return new Deployment.Step(stored.getIndex(), STEPS.read(stored.getState()),
				stored.hasTaskId() ? stored.getTaskId() : null);
	}

}
