package io.mesosframework.task.manager;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that run since a previous run of the application, on agents that offer
 * nothing any longer: rules that must be kept count with them.
 */
class RunningSomewhereTests {

	private static final UnaryOperator<ClusterBuilder> ONE_RACK = (cluster) -> cluster.attributes("rack:r1");

	@Test
	void rulesSeeInstancesOfAPreviousRunWhoseAgentsAreFull() {
		TaskStore store = new HeldStore();
		try (ManagerFixture mesos = new ManagerFixture(ONE_RACK, TaskManagerOptions.defaults(), store)) {
			mesos.deploy(filling(1));
			mesos.awaitPhase("web", Phase.RUNNING, 1);

			mesos.driver.close();
			mesos.live(TaskManagerOptions.defaults(), store);
			mesos.get(mesos.manager.scale("web", 2));

			awaitWhy(mesos, "1 agent: rack UNIQUE");
			assertThat(mesos.running()).hasSize(1);
		}
	}

	@Test
	void whatIsNotKnownIsCountedWithTheWorst() {
		try (ManagerFixture mesos = new ManagerFixture(ONE_RACK, TaskManagerOptions.defaults())) {
			mesos.deploy(filling(1));
			mesos.awaitPhase("web", Phase.RUNNING, 1);

			mesos.driver.close();
			mesos.live(TaskManagerOptions.defaults());
			mesos.await(() -> mesos.manager.status().orphans() == 1);
			mesos.deploy(filling(2));

			awaitWhy(mesos, "rack UNIQUE; rack of instances that run is not known before their agents offer something");
			assertThat(mesos.running()).hasSize(1);
		}
	}

	@Test
	void isLearnedFromOffersBeforeAnythingIsPlaced() {
		try (ManagerFixture mesos = new ManagerFixture(ONE_RACK, TaskManagerOptions.defaults())) {
			Map<String, Object> small = ManagerFixture.service("web", 1);
			small.put("constraints", List.of("rack:UNIQUE"));
			mesos.deploy(small);
			mesos.awaitPhase("web", Phase.RUNNING, 1);

			mesos.driver.close();
			mesos.live(TaskManagerOptions.defaults());
			mesos.await(() -> mesos.manager.status().orphans() == 1);
			small.put("instances", 2);
			mesos.deploy(small);

			awaitWhy(mesos, "2 agents: rack UNIQUE");
			assertThat(mesos.running()).hasSize(1);
		}
	}

	/** An instance takes an agent whole, so that it is never offered again. */
	private static Map<String, Object> filling(int instances) {
		Map<String, Object> document = ManagerFixture.service("web", instances);
		document.put("resources", Map.of("cpu", 2, "mem", 1024));
		document.put("constraints", List.of("rack:UNIQUE"));
		return document;
	}

	private static void awaitWhy(ManagerFixture mesos, String text) {
		mesos.await(() -> mesos.manager.waiting("web").stream().anyMatch((each) -> each.text().endsWith(text)));
	}

}
