package io.mesosframework.task.internal.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceLogicProperties {

	private final InstanceLogic logic = new InstanceLogic(TaskTimeouts.DEFAULT, new Random(1));

	@Provide
	Arbitrary<List<Input>> histories() {
		Arbitrary<Input> inputs = Combinators
			.combine(Arbitraries.of(Kind.values()), Arbitraries.of(TaskState.values()),
					Arbitraries.of("", "AGENT_REMOVED", "AGENT_REREGISTERED", "COMMAND_EXECUTOR_FAILED",
							"INVALID_OFFERS", "RECONCILIATION"),
					Arbitraries.of(1, 30, 700).map(Duration::ofSeconds))
			.as(Input::new);
		return inputs.list().ofMinSize(1).ofMaxSize(60);
	}

	@Property(tries = 3000)
	void keepsItsPromises(@ForAll("histories") List<Input> inputs, @ForAll RestartPolicy restart) {
		TaskDefinition definition = definition(restart);
		Instant now = Instant.EPOCH;
		Instance instance = Instance.create("app", 0, InstanceLogic.goalOf(definition), now);
		Set<String> ids = new HashSet<>();
		Set<String> ended = new HashSet<>();
		for (Input input : inputs) {
			now = now.plus(input.pause());
			Instance before = instance;
			Decision decision = apply(instance, definition, input, now, ids);
			if (decision == null) {
				continue;
			}
			instance = decision.instance();
			Launch launch = before.launch();
			if (input.kind() == Kind.STATUS && TaskStates.isTerminal(input.state()) && launch != null) {
				// what was lost may be heard of again
				if (before.phase().isLive() && input.state() != TaskState.TASK_LOST) {
					ended.add(launch.taskId());
				}
				assertThat(instance.phase().isLive()).isFalse();
			}
			check(before, instance, decision, ended, now);
		}
	}

	private static void check(Instance before, Instance instance, Decision decision, Set<String> ended, Instant now) {
		// what may exist is watched: something is due, or it runs and the master tells
		if (instance.phase() == Phase.LAUNCHING || instance.phase() == Phase.ENDING
				|| instance.phase() == Phase.UNREACHABLE || instance.phase() == Phase.WAITING) {
			assertThat(instance.due()).isNotNull();
		}
		// what shall not run is never on its way to run
		if (!instance.goal().runs()) {
			assertThat(instance.phase()).isNotIn(Phase.WAITING, Phase.RUNNING, Phase.LAUNCHING);
		}
		// a failing task does not run hot
		if (instance.failures() > before.failures() && instance.phase() == Phase.WAITING) {
			assertThat(instance.due()).isAfterOrEqualTo(now.plusMillis(900));
		}
		// nothing that has ended runs again, and what is to be new is never an old one
		if (instance.phase() == Phase.RUNNING && before.phase() != Phase.RUNNING) {
			assertThat(ended).doesNotContain(instance.launch().taskId());
			assertThat(before.phase() == Phase.WAITING && before.replaceWith()).isFalse();
		}
		for (Effect effect : decision.effects()) {
			Launch launch = before.launch();
			assertThat(launch).isNotNull();
			if (effect instanceof Effect.Kill kill) {
				assertThat(kill.taskId()).isEqualTo(launch.taskId());
			}
			if (effect instanceof Effect.Abandon) {
				assertThat(instance.liveTaskId()).isNull();
				assertThat(before.phase().isLive()).isTrue();
			}
			if (effect instanceof Effect.Reconcile) {
				assertThat(ended).doesNotContain(launch.taskId());
			}
		}
		assertThat(instance.history()).hasSizeLessThanOrEqualTo(Instance.MAX_HISTORY);
	}

	private @Nullable Decision apply(Instance instance, TaskDefinition definition, Input input, Instant now,
			Set<String> ids) {
		return switch (input.kind()) {
			case LAUNCH -> {
				if (instance.phase() != Phase.WAITING) {
					yield null;
				}
				String id = "app.0." + ids.size();
				assertThat(ids.add(id)).isTrue();
				yield this.logic.launch(instance, Launch.start(id, "agent", "host", 1, List.of(), now), now);
			}
			case STATUS ->
				(instance.launch() == null) ? null
						: this.logic.status(
								instance, definition, new StatusReport(input.state(),
										input.reason().isEmpty() ? null : input.reason(), null, null, false, null),
								now);
			case DUE -> this.logic.due(instance, definition, now);
			case UNANSWERED -> (instance.phase() == Phase.UNREACHABLE) ? this.logic.unanswered(instance, now) : null;
			case SUBSCRIBED -> this.logic.killAnew(instance, now);
			case REPLACE -> this.logic.replace(instance, definition, now);
			case STOP -> this.logic.stop(instance, now);
			case RESTART -> this.logic.restart(instance, definition, now);
			case NOT_SENT -> (instance.launch() == null) ? null : this.logic.launchNotSent(instance, now);
		};
	}

	static TaskDefinition definition(RestartPolicy restart) {
		TaskDefinition read = new TaskDefinitionReader()
			.read(Map.of("name", "app", "resources", Map.of("cpu", 1, "mem", 1), "command", Map.of("cmd", "x")))
			.get(0);
		return new TaskDefinition(read.name(), 1, null, read.tasks(), Map.of(), read.placement(), restart, read.retry(),
				read.update(), read.unreachable(), 0);
	}

	enum Kind {

		LAUNCH, STATUS, DUE, UNANSWERED, SUBSCRIBED, REPLACE, STOP, RESTART, NOT_SENT

	}

	record Input(Kind kind, TaskState state, String reason, Duration pause) {

	}

}
