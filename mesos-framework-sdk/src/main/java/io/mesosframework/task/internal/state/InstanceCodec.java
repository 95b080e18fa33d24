package io.mesosframework.task.internal.state;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;

import io.mesosframework.task.AgentTraits;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes instances with their launches.
 */
final class InstanceCodec {

	private static final EnumNumbers<Goal, StateProtos.Instance.Goal> GOALS = new EnumNumbers<>("goal", Goal.values(),
			(goal) -> switch (goal) {
				case RUNNING -> StateProtos.Instance.Goal.GOAL_RUNNING;
				case FINISHED -> StateProtos.Instance.Goal.GOAL_FINISHED;
				case HELD -> StateProtos.Instance.Goal.GOAL_HELD;
				case KILLED -> StateProtos.Instance.Goal.GOAL_KILLED;
			});

	private static final EnumNumbers<Phase, StateProtos.Instance.Phase> PHASES = new EnumNumbers<>("phase",
			Phase.values(), (phase) -> switch (phase) {
				case WAITING -> StateProtos.Instance.Phase.WAITING;
				case LAUNCHING -> StateProtos.Instance.Phase.LAUNCHING;
				case STARTING -> StateProtos.Instance.Phase.STARTING;
				case RUNNING -> StateProtos.Instance.Phase.RUNNING;
				case UNREACHABLE -> StateProtos.Instance.Phase.UNREACHABLE;
				case ENDING -> StateProtos.Instance.Phase.ENDING;
				case FINISHED -> StateProtos.Instance.Phase.FINISHED;
				case GIVEN_UP -> StateProtos.Instance.Phase.GIVEN_UP;
				case STOPPED -> StateProtos.Instance.Phase.STOPPED;
			});

	private InstanceCodec() {
	}

	static StateProtos.Instance write(Instance instance) {
		StateProtos.Instance.Builder written = StateProtos.Instance.newBuilder()
			.setApp(instance.app())
			.setIndex(instance.index())
			.setGoal(GOALS.write(instance.goal()))
			.setPhase(PHASES.write(instance.phase()))
			.setFailures(instance.failures())
			.setAttempts(instance.attempts())
			.setReplace(instance.replaceWith());
		Fields.set(instance.launch(), InstanceCodec::launch, written::setLaunch);
		instance.history().forEach((launch) -> written.addHistory(launch(launch)));
		Fields.set(instance.due(), Fields::timestamp, written::setDue);
		return written.build();
	}

	static Instance read(StateProtos.Instance stored) {
		return new Instance(stored.getApp(), stored.getIndex(), GOALS.read(stored.getGoal()),
				PHASES.read(stored.getPhase()), stored.hasLaunch() ? launch(stored.getLaunch()) : null,
				stored.getHistoryList().stream().map(InstanceCodec::launch).toList(), stored.getFailures(),
				stored.hasDue() ? Fields.instant(stored.getDue()) : null, stored.getAttempts(), stored.getReplace());
	}

	private static StateProtos.Launch launch(Launch launch) {
		StateProtos.Launch.Builder written = StateProtos.Launch.newBuilder()
			.setTaskId(launch.taskId())
			.setAgentId(launch.agentId())
			.setHostname(launch.hostname())
			.setVersion(launch.version())
			.addAllPorts(launch.ports())
			.setAt(Fields.timestamp(launch.at()))
			.setState(launch.state().getNumber())
			.setReady(launch.ready());
		Fields.set(launch.reason(), written::setReason);
		Fields.set(launch.message(), written::setMessage);
		Fields.set(launch.healthy(), written::setHealthy);
		Fields.set(launch.runningSince(), Fields::timestamp, written::setRunningSince);
		Fields.set(launch.endedAt(), Fields::timestamp, written::setEndedAt);
		Fields.set(launch.traits(), InstanceCodec::traits, written::setTraits);
		return written.build();
	}

	private static Launch launch(StateProtos.Launch stored) {
		return new Launch(stored.getTaskId(), stored.getAgentId(), stored.getHostname(), stored.getVersion(),
				List.copyOf(stored.getPortsList()),
				Fields.instant(Fields.require("launch.at", stored.hasAt(), stored.getAt())),
				Fields.requireKnown("launch.state", stored.hasState(), stored.getState(), TaskState::forNumber),
				stored.hasReason() ? stored.getReason() : null, stored.hasMessage() ? stored.getMessage() : null,
				stored.hasHealthy() ? stored.getHealthy() : null, stored.getReady(),
				stored.hasRunningSince() ? Fields.instant(stored.getRunningSince()) : null,
				stored.hasEndedAt() ? Fields.instant(stored.getEndedAt()) : null,
				stored.hasTraits() ? traits(stored.getTraits()) : null);
	}

	private static StateProtos.AgentTraits traits(AgentTraits traits) {
		StateProtos.AgentTraits.Builder written = StateProtos.AgentTraits.newBuilder()
			.putAllAttributes(traits.attributes());
		Fields.set(traits.region(), written::setRegion);
		Fields.set(traits.zone(), written::setZone);
		return written.build();
	}

	private static AgentTraits traits(StateProtos.AgentTraits stored) {
		return new AgentTraits(Map.copyOf(stored.getAttributesMap()), stored.hasRegion() ? stored.getRegion() : null,
				stored.hasZone() ? stored.getZone() : null);
	}

}
