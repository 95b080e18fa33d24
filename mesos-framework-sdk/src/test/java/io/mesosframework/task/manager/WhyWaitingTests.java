package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.Waiting;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.WhyWaiting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can never be placed says so, instead of waiting for offers that do not come.
 */
class WhyWaitingTests {

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void namesTheRoleForWhichNothingIsOffered() {
		Map<String, Object> document = ManagerFixture.service("other", 2);
		document.put("role", "db");
		this.mesos.await(() -> this.mesos.driver.scheduler().state() == SchedulerState.SUBSCRIBED);
		FrameworkInfo info = this.mesos.driver.scheduler().frameworkInfo();
		this.mesos.get(this.mesos.driver.scheduler()
			.updateFramework(info.toBuilder().addRoles("db").build(), List.of(), null));
		this.mesos.deploy(document);
		this.mesos.get(this.mesos.driver.scheduler().updateFramework(info, List.of(), null));

		// what waits is looked at anew with each change of the roles
		this.mesos.await(() -> {
			List<Waiting> waiting = this.mesos.manager.waiting("other");
			return waiting.size() == 1 && waiting.get(0).count() == 2
					&& waiting.get(0).text().contains("gets no offers for role 'db', only for [web]");
		});
	}

	@Test
	void namesTheCapabilityWithoutWhichNothingIsOffered() {
		Map<String, Object> wishes = Map.of("gpus", 1, "revocable", true);
		wishes.forEach((name, wish) -> {
			Map<String, Object> document = ManagerFixture.service(name, 1);
			document.put("resources", Map.of("cpu", 0.25, "mem", 64, name, wish));
			this.mesos.deploy(document);
		});

		this.mesos.await(() -> why("gpus").contains("without the capability GPU_RESOURCES; ")
				&& why("gpus").contains("gpus 0 < 1"));
		this.mesos.await(() -> why("revocable").contains("without the capability REVOCABLE_RESOURCES; "));
	}

	@Test
	void aGangSaysThatItWaitsForItsLastMember() {
		Map<String, Object> document = ManagerFixture.service("gang", 2);
		document.put("gang", true);
		Instant now = Instant.now();
		AppState gang = new AppState(new TaskDefinitionReader().read(document).get(0), now);
		gang.put(Instance.create("gang", 0, Goal.RUNNING, now));
		gang.put(Instance.create("gang", 1, Goal.RUNNING, now.plusSeconds(60)));

		assertThat(WhyWaiting.of(gang.view(), ManagerFixture.framework(), now)).first().satisfies((waiting) -> {
			assertThat(waiting.count()).isOne();
			assertThat(waiting.text()).isEqualTo("the gang goes when all of its instances that wait may be launched");
			assertThat(waiting.nextTry()).isEqualTo(now.plusSeconds(60));
		});
	}

	private String why(String app) {
		List<Waiting> waiting = this.mesos.manager.waiting(app);
		return waiting.isEmpty() ? "" : waiting.get(0).text();
	}

}
