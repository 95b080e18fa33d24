package io.mesosframework.task.manager;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.offer.HeldOffers;
import io.mesosframework.offer.OfferOptions;
import io.mesosframework.task.Phase;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOptions;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.Waiting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What agents and other apps do to those that have reservations, or want them.
 */
class ReservationAgentTests {

	private final ManagerFixture mesos = new ManagerFixture(UnaryOperator.identity(), options(Duration.ofMillis(500)));

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void aReservationFollowsItsAgentThatComesBackUnderANewId() {
		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		List<Resource> before = volumes();
		String old = this.mesos.app("db").instances().get(0).launch().agentId();
		this.mesos.get(this.mesos.manager.pause("db"));
		this.mesos.awaitPhase("db", Phase.STOPPED, 1);
		this.mesos.await(() -> this.mesos.manager.resources().held().isEmpty());
		String next = old.replace("-S", "-N");
		for (Event.Type type : List.of(Event.Type.OFFERS, Event.Type.UPDATE, Event.Type.UPDATE_OPERATION_STATUS)) {
			this.mesos.cluster.faults().everyEvent(type).change((event) -> rename(event, old, next));
		}
		this.mesos.cluster.faults()
			.every(Call.Type.ACCEPT, Call.Type.ACKNOWLEDGE, Call.Type.KILL, Call.Type.RECONCILE,
					Call.Type.ACKNOWLEDGE_OPERATION_STATUS, Call.Type.RECONCILE_OPERATIONS)
			.change((call) -> rename(call, next, old));

		this.mesos.get(this.mesos.manager.resume("db"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);

		assertThat(this.mesos.app("db").instances().get(0).launch().agentId()).isEqualTo(next);
		assertThat(this.mesos.manager.reservations()).singleElement()
			.satisfies((reservation) -> assertThat(reservation.agentId()).isEqualTo(next));
		assertThat(volumes()).isEqualTo(before);
	}

	@Test
	void nothingReturnsToAnAgentThatIsAboutToBeMaintained() {
		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		AtomicBoolean planned = new AtomicBoolean(true);
		this.mesos.cluster.faults()
			.everyEvent(Event.Type.OFFERS)
			.change((event) -> planned.get() ? unavailable(event) : event);

		this.mesos.get(this.mesos.manager.restart("db", 0));
		this.mesos.await(() -> why("db").endsWith("is not used: maintenance begins soon"));
		planned.set(false);

		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		assertThat(this.mesos.manager.reservations()).hasSize(1);
	}

	@Test
	void whatIsKnownOfOffersIsToldWhileThereAreNone() {
		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
		this.mesos.deploy(kept("grown", 0.5));
		this.mesos.awaitPhase("grown", Phase.RUNNING, 1);
		this.mesos.deploy(kept("big", 9));
		this.mesos.deploy(kept("grown", 9));
		this.mesos.await(() -> why("big").contains("cpus 2 < 9") || why("big").contains("cpus 1.25 < 9"));
		this.mesos.await(() -> why("grown").contains("lacks [cpus:8.5]"));

		this.mesos.cluster.agents().forEach(AgentNode::kill);
		this.mesos.await(() -> this.mesos.manager.resources().held().isEmpty());
		this.mesos.get(this.mesos.manager.pause("db"));

		assertThat(why("big")).contains("< 9");
		assertThat(why("grown")).contains("lacks [cpus:8.5]");
	}

	@Test
	void saysWhenAReservationIsTriedAgain() {
		this.mesos.cluster.faults().next(20, Call.Type.ACCEPT).change(ReservationFaultTests::createReadOnly);

		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));

		this.mesos.await(() -> this.mesos.manager.waiting("db")
			.stream()
			.anyMatch((why) -> why.text().startsWith("its reservation could not be made") && why.nextTry() != null));
	}

	@Test
	void newReservationsAreFoundByPriority() {
		try (ManagerFixture one = new ManagerFixture((cluster) -> cluster.agents(1), options(Duration.ofSeconds(3)))) {
			Map<String, Object> urgent = kept("urgent", 1.5);
			urgent.put("priority", 5);
			one.deploy(kept("any", 1.5));
			one.deploy(urgent);

			one.awaitPhase("urgent", Phase.RUNNING, 1);
			one.await(
					() -> one.manager.waiting("any").stream().anyMatch((why) -> why.text().contains("cpus 0.5 < 1.5")));
		}
	}

	@Test
	void reservationsThatAreFoundAtTheSameTimeStayApart() {
		Map<String, Object> left = kept("left", 0.5);
		left.put("affinity", List.of(Map.of("apart_from", "right")));
		Map<String, Object> right = kept("right", 0.5);
		right.put("affinity", List.of(Map.of("apart_from", "left")));

		this.mesos.deploy(left);
		this.mesos.deploy(right);
		this.mesos.awaitPhase("left", Phase.RUNNING, 1);
		this.mesos.awaitPhase("right", Phase.RUNNING, 1);

		assertThat(this.mesos.manager.reservations()).extracting(Reservation::agentId)
			.doesNotHaveDuplicates()
			.hasSize(2);
	}

	@Test
	void reservationsAreNotMadeOfWhatIsKeptForAGang() {
		Map<String, Object> gang = ManagerFixture.service("gang", 3);
		gang.put("resources", Map.of("cpu", 1.5, "mem", 64));
		gang.put("gang", true);
		this.mesos.deploy(gang);
		this.mesos.await(() -> this.mesos.manager.resources()
			.held()
			.stream()
			.map(HeldOffers::keptFor)
			.filter("gang"::equals)
			.count() == 2);

		this.mesos.deploy(ReservationTests.database("db", 1, "sleep 1000"));
		this.mesos.await(() -> why("db").startsWith("reservations of a previous run"));
		this.mesos.await(() -> !why("db").startsWith("reservations of a previous run"));

		assertThat(why("db")).isEqualTo("no offer has been looked at yet");
		assertThat(this.mesos.cluster.timeline().count(Call.Type.ACCEPT)).isZero();
		this.mesos.get(this.mesos.manager.remove("gang"));
		this.mesos.awaitPhase("db", Phase.RUNNING, 1);
	}

	private String why(String app) {
		List<Waiting> waiting = this.mesos.manager.waiting(app);
		return waiting.isEmpty() ? "" : waiting.get(0).text();
	}

	private List<Resource> volumes() {
		return this.mesos.cluster.state()
			.agents()
			.stream()
			.flatMap((agent) -> agent.getTotalResourcesList().stream())
			.filter((resource) -> resource.getDisk().hasPersistence())
			.toList();
	}

	private static Map<String, Object> kept(String name, double cpus) {
		Map<String, Object> document = ManagerFixture.service(name, 1);
		document.put("resources", Map.of("cpu", cpus, "mem", 64));
		document.put("reservation", true);
		return document;
	}

	private static Event unavailable(Event event) {
		Event.Builder changed = event.toBuilder();
		Unavailability now = Unavailability.newBuilder()
			.setStart(TimeInfo.newBuilder().setNanoseconds(Instant.now().getEpochSecond() * 1_000_000_000L))
			.build();
		changed.getOffersBuilder().getOffersBuilderList().forEach((offer) -> offer.setUnavailability(now));
		return changed.build();
	}

	/** Put another id of the same length into a message, wherever it is. */
	private static <M extends Message> M rename(M message, String from, String to) {
		String text = new String(message.toByteArray(), StandardCharsets.ISO_8859_1).replace(from, to);
		try {
			@SuppressWarnings("unchecked")
			M renamed = (M) message.getParserForType().parseFrom(text.getBytes(StandardCharsets.ISO_8859_1));
			return renamed;
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TaskManagerOptions options(Duration settle) {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		OfferOptions offers = defaults.offers();
		return new TaskManagerOptions(defaults.timeouts(),
				new OfferOptions(Duration.ofMillis(500), offers.gangHold(), offers.maxAge(), Duration.ofMillis(500),
						offers.refuseIdle(), offers.refuseSoon(), offers.avoidUnavailabilityWithin(),
						offers.inverseOffers(), offers.offerConstraints()),
				defaults.reconcileInterval(), defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(),
				defaults.killsInFlight(), defaults.unknownTasks(), settle, ReservationOptions.DEFAULT, defaults.clock(),
				defaults.timers(), defaults.random());
	}

}
