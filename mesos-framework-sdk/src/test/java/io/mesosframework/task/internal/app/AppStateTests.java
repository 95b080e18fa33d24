package io.mesosframework.task.internal.app;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.StatusReport;
import io.mesosframework.task.manager.ManagerFixture;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Since when instances are good, on which the watching of deployments depends.
 */
class AppStateTests {

	private static final Instant NOW = Instant.EPOCH;

	private final InstanceLogic logic = new InstanceLogic(TaskTimeouts.DEFAULT, new Random(1));

	private AppState app = new AppState(checked(1), NOW);

	private Instance instance = Instance.create("web", 0, Goal.RUNNING, NOW);

	@Test
	void anInstanceArrivesWhenItsChecksSucceedNotWhenItRuns() {
		launch();
		heard(10, null);
		assertThat(this.app.complete()).isFalse();

		heard(60, true);

		assertThat(this.app.complete()).isTrue();
		assertThat(this.app.arrivedAt()).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.app.view().goodSince(this.instance)).isEqualTo(NOW.plusSeconds(60));
	}

	@Test
	void theTimeBeginsAnewAfterABreak() {
		launch();
		heard(10, true);
		heard(20, true);
		assertThat(this.app.arrivedAt()).isEqualTo(NOW.plusSeconds(10));

		heard(30, false);
		assertThat(this.app.complete()).isFalse();
		heard(40, true);

		assertThat(this.app.arrivedAt()).isEqualTo(NOW.plusSeconds(40));
		assertThat(this.app.view().goodSince(this.instance)).isEqualTo(NOW.plusSeconds(40));
	}

	@Test
	void anUpdateGoesOnWhenTheNewOnesHaveBeenGoodForLongEnough() {
		this.app = new AppState(checked(2), NOW);
		Launch old = Launch.start("web.1.a", "agent", "host", 0, List.of(), NOW);
		this.app.put(Instance.create("web", 1, Goal.RUNNING, NOW).launched(old, NOW).with(Phase.RUNNING, old, null));
		launch();
		heard(100, null);
		heard(200, true);

		RollingUpdate.Plan early = RollingUpdate.plan(this.app.view(), NOW.plusSeconds(229));
		assertThat(early.replace()).isEmpty();
		assertThat(early.nextLook()).isEqualTo(NOW.plusSeconds(230));
		assertThat(RollingUpdate.plan(this.app.view(), NOW.plusSeconds(230)).replace()).hasSize(1);
	}

	private void launch() {
		Launch launch = Launch.start("web.0.a", "agent", "host", 1, List.of(), NOW);
		this.instance = this.logic.launch(this.instance, launch, NOW).instance();
		this.app.put(this.instance);
	}

	private void heard(long second, @Nullable Boolean healthy) {
		Instant now = NOW.plus(Duration.ofSeconds(second));
		Instance before = this.instance;
		this.instance = this.logic
			.status(before, this.app.definition(),
					new StatusReport(TaskState.TASK_RUNNING, null, null, healthy, false, null), now)
			.instance();
		this.app.put(this.instance);
		this.app.changed(before, this.instance, now);
	}

	private static TaskDefinition checked(int instances) {
		Map<String, Object> document = new LinkedHashMap<>(ManagerFixture.service("web", instances));
		document.put("healthcheck", Map.of("type", "command", "command", Map.of("cmd", "true")));
		document.put("update", Map.of("watch", "30s"));
		return new TaskDefinitionReader().read(document).get(0);
	}

}
