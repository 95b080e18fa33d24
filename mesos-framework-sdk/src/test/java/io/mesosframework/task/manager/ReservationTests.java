package io.mesosframework.task.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.internal.reservation.ReservationLabels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reservations and persistent volumes on an embedded cluster.
 */
public class ReservationTests {

	private ManagerFixture mesos;

	@BeforeEach
	void start() {
		this.mesos = new ManagerFixture(UnaryOperator.identity(), TaskManagerOptions.defaults());
	}

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void reservesAndCreatesAndLaunchesAtOnce() {
		this.mesos.deploy(database("db", 2, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 2);

		this.mesos.await(() -> reservations(ReservationState.READY).size() == 2);
		assertThat(this.mesos.app("db").instances()).allSatisfy((instance) -> assertThat(instance.history()).isEmpty());
		assertThat(reserved("cpus")).hasSize(2);
		assertThat(reserved("disk")).hasSize(2).allSatisfy((disk) -> {
			assertThat(disk.getScalar().getValue()).isEqualTo(64);
			assertThat(disk.getDisk().getPersistence().getId()).startsWith("data.");
			assertThat(ReservationLabels.of(disk)).satisfies((labels) -> assertThat(labels.app()).isEqualTo("db"));
		});
	}

	@Test
	void returnsToItsVolumeAfterAFailure() {
		this.mesos.deploy(database("db", 1, "echo life >> data/lives; [ $(wc -l < data/lives) -ge 3 ] && sleep 1000"));
		this.mesos.await(() -> this.mesos.app("db").count(Phase.RUNNING) == 1
				&& this.mesos.app("db").instances().get(0).history().size() == 2);

		Instance instance = this.mesos.app("db").instances().get(0);
		assertThat(instance.history()).extracting(Launch::agentId).containsOnly(instance.launch().agentId());
		assertThat(reserved("disk")).hasSize(1);
	}

	@Test
	void scalingInFreesEverything() {
		this.mesos.deploy(database("db", 2, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 2);

		this.mesos.get(this.mesos.manager.scale("db", 1));
		this.mesos.await(() -> reserved("disk").size() == 1 && this.mesos.manager.reservations().size() == 1);

		this.mesos.get(this.mesos.manager.remove("db"));
		this.mesos.await(() -> reserved().isEmpty() && this.mesos.manager.reservations().isEmpty());
	}

	@Test
	void comesBackWhenItsAgentWasRestarted() {
		this.mesos.deploy(database("db", 1, "echo life >> data/lives; sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		String volume = volume();

		agent().kill();
		agent().start();
		this.mesos.get(this.mesos.manager.restart("db", 0));

		this.mesos.await(() -> this.mesos.app("db").count(Phase.RUNNING) == 1
				&& !this.mesos.app("db").instances().get(0).history().isEmpty());
		assertThat(volume()).isEqualTo(volume);
	}

	@Test
	void waitsForItsAgentUntilItIsReplaced() {
		this.mesos.deploy(database("db", 1, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		AgentNode reservation = agent();
		String volume = volume();
		this.mesos.get(this.mesos.manager.pause("db"));
		this.mesos.awaitPhase("db", Phase.STOPPED, 1);

		reservation.kill();
		this.mesos.get(this.mesos.manager.resume("db"));
		this.mesos.await(() -> this.mesos.manager.waiting("db")
			.stream()
			.anyMatch((why) -> why.text().startsWith("the agent of its reservation")));
		this.mesos.get(this.mesos.manager.replace("db", 0));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		assertThat(agent()).isNotSameAs(reservation);

		reservation.start();
		this.mesos.await(() -> this.mesos.manager.reservations().size() == 1 && reserved("disk").size() == 1);
		assertThat(volume()).isNotEqualTo(volume);
	}

	@Test
	void leavesAnAgentThatIsAwayForTooLong() {
		Map<String, Object> document = database("db", 1, "sleep 1000");
		document.put("reservation", Map.of("leave_after", "1s"));
		this.mesos.deploy(document);
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		AgentNode reservation = agent();
		this.mesos.get(this.mesos.manager.pause("db"));
		this.mesos.awaitPhase("db", Phase.STOPPED, 1);

		reservation.kill();
		this.mesos.get(this.mesos.manager.resume("db"));

		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		assertThat(agent()).isNotSameAs(reservation);
	}

	@Test
	void aGroupKeepsTheVolumesOfItsTasks() {
		Map<String, Object> one = new LinkedHashMap<>(database("one", 1, "echo 1 > data/x; sleep 1000"));
		Map<String, Object> two = new LinkedHashMap<>(database("two", 1, "echo 2 > more/x; sleep 1000"));
		for (Map<String, Object> task : List.of(one, two)) {
			task.keySet().retainAll(List.of("name", "resources", "command"));
		}
		two.put("resources", Map.of("cpu", 0.25, "mem", 64, "disk",
				Map.of("size", 64, "persistence", Map.of("id", "data"), "volume", Map.of("container_path", "more"))));
		this.mesos.deploy(Map.of("name", "pod", "tasks", List.of(one, two)));
		this.mesos.awaitPhase("pod", Phase.RUNNING, 1);
		assertThat(reserved("disk")).filteredOn((disk) -> disk.getDisk().hasPersistence()).hasSize(2);

		this.mesos.get(this.mesos.manager.restart("pod", 0));
		this.mesos.await(() -> this.mesos.app("pod").count(Phase.RUNNING) == 1
				&& this.mesos.app("pod").instances().get(0).history().size() == 1);
		this.mesos.get(this.mesos.manager.remove("pod"));

		this.mesos.await(() -> reserved().isEmpty());
	}

	@Test
	void aNewVersionThatNeedsMoreGetsItReservedAtReservation() {
		Map<String, Object> document = ManagerFixture.service("web", 1);
		document.put("reservation", true);
		this.mesos.deploy(document);
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);

		document.put("resources", Map.of("cpu", 1, "mem", 64));
		this.mesos.deploy(document);

		this.mesos.await(() -> this.mesos.app("web")
			.instances()
			.stream()
			.allMatch((each) -> each.phase() == Phase.RUNNING && each.launch().version() == 2));
		assertThat(reserved("cpus")).singleElement()
			.satisfies((cpus) -> assertThat(cpus.getScalar().getValue()).isOne());
	}

	@Test
	void refusesRolesForWhichNothingCanBeReserved() {
		Map<String, Object> document = database("db", 1, "sleep 1000");
		document.put("role", "other");

		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.mesos.deploy(document))
			.withCauseInstanceOf(InvalidDefinitionException.class)
			.withMessageContaining("give one of the framework's roles, [web]");
	}

	private AgentNode agent() {
		String id = this.mesos.app("db").instances().get(0).launch().agentId();
		return this.mesos.cluster.agents()
			.stream()
			.filter((agent) -> agent.id() != null && agent.id().getValue().equals(id))
			.findFirst()
			.orElseThrow();
	}

	private String volume() {
		return reserved("disk").get(0).getDisk().getPersistence().getId();
	}

	private List<Reservation> reservations(ReservationState state) {
		return this.mesos.manager.reservations()
			.stream()
			.filter((reservation) -> reservation.state() == state)
			.toList();
	}

	private List<Resource> reserved(String name) {
		return reserved().stream().filter((resource) -> resource.getName().equals(name)).toList();
	}

	private List<Resource> reserved() {
		return this.mesos.cluster.state()
			.agents()
			.stream()
			.flatMap((agent) -> agent.getTotalResourcesList().stream())
			.filter((resource) -> resource.getReservationsCount() > 0)
			.toList();
	}

	public static Map<String, Object> database(String name, int instances, String command) {
		Map<String, Object> document = ManagerFixture.service(name, instances);
		Map<String, Object> disk = new LinkedHashMap<>();
		disk.put("size", 64);
		disk.put("persistence", Map.of("id", "data"));
		disk.put("volume", Map.of("container_path", "data"));
		document.put("resources", Map.of("cpu", 0.25, "mem", 64, "disk", disk, "ports", List.of(0)));
		document.put("command", Map.of("cmd", command));
		document.put("retry", Map.of("time", "200ms", "exp_backoff", false));
		return document;
	}

}
