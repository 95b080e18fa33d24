package io.mesosframework.task.manager;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.model.OfferConstraints;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks, reservations and volumes on a cluster that wants frameworks to authenticate: the
 * master knows the principal then, and refuses what does not name it.
 */
class AuthenticatedTests {

	private final ManagerFixture mesos = new ManagerFixture(
			(cluster) -> cluster.credential("me", "secret").authenticate(true, false, false),
			TaskManagerOptions.defaults(), PlacementExtensions.NONE, CredentialsProvider.basic("me", "secret"));

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void reservationsAreMadeAndFreedInTheNameOfThePrincipal() {
		Map<String, Object> document = ReservationTests.database("db", 2, "echo life >> data/lives; sleep 1000");
		document.put("resources", Map.of("cpu", 0.25, "mem", 64, "disk", Map.of("size", 64, "persistence",
				Map.of("id", "data", "principal", "another"), "volume", Map.of("container_path", "data"))));

		this.mesos.deploy(document);
		this.mesos.awaitPhase("db", Phase.RUNNING, 2);

		assertThat(this.mesos.app("db").instances()).allSatisfy((instance) -> assertThat(instance.history()).isEmpty());
		assertThat(reserved()).isNotEmpty()
			.allSatisfy((resource) -> assertThat(resource.getReservations(0).getPrincipal()).isEqualTo("me"));
		assertThat(reserved()).filteredOn(Resource::hasDisk)
			.hasSize(2)
			.allSatisfy((disk) -> assertThat(disk.getDisk().getPersistence().getPrincipal()).isEqualTo("me"));

		this.mesos.get(this.mesos.manager.restart("db", 0));
		this.mesos.await(() -> this.mesos.app("db").count(Phase.RUNNING) == 2
				&& !this.mesos.app("db").instances().get(0).history().isEmpty());
		this.mesos.get(this.mesos.manager.remove("db"));
		this.mesos.await(() -> reserved().isEmpty() && this.mesos.manager.reservations().isEmpty());
	}

	@Test
	void groupsAndOrdinaryTasksRun() {
		Map<String, Object> main = Map.of("name", "main", "resources", Map.of("cpu", 0.25, "mem", 64), "command",
				Map.of("cmd", "sleep 1000"));
		Map<String, Object> side = Map.of("name", "side", "resources", Map.of("cpu", 0.25, "mem", 64), "command",
				Map.of("cmd", "sleep 1000"));
		this.mesos.deploy(Map.of("name", "pod", "tasks", List.of(main, side)));
		this.mesos.deploy(ManagerFixture.service("web", 2));

		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
	}

	@Test
	void theFrameworkIsUpdatedInTheNameOfThePrincipal() {
		this.mesos.await(() -> this.mesos.driver.scheduler().frameworkId() != null);
		FrameworkInfo info = this.mesos.driver.scheduler().frameworkInfo();

		// unlike SUBSCRIBE, an update without the principal is refused
		assertThat(info.getPrincipal()).isEqualTo("me");
		assertThat(this.mesos
			.get(this.mesos.driver.scheduler()
				.updateOfferConstraints(
						OfferConstraints.create().role("web", OfferConstraints.hostname().exists()).build()))
			.outcome()
			.successful()).isTrue();
	}

	private List<Resource> reserved() {
		return this.mesos.cluster.state()
			.agents()
			.stream()
			.flatMap((agent) -> agent.getTotalResourcesList().stream())
			.filter((resource) -> resource.getReservationsCount() > 0)
			.toList();
	}

}
