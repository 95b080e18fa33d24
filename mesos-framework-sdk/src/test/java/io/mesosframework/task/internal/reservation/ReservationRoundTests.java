package io.mesosframework.task.internal.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.AvailabilityConstraint;
import io.mesosframework.scheduler.RecordingScheduler;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationState;

import static org.assertj.core.api.Assertions.assertThat;

class ReservationRoundTests {

	private static final ReservationOwner OWNER = new ReservationOwner("f-1", "tasks", null, "web");

	private static final int MANY = 5000;

	private final ReservationLogic logic = new ReservationLogic(() -> "next");

	private final ReservationLedger ledger = new ReservationLedger(this.logic, (key, value) -> {
	});

	@Test
	void reservationsAreLookedForOnTheirOwnAgentsOnly() {
		List<AgentOffer> offers = new ArrayList<>();
		List<Reservation> reservations = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			Reservation reservation = reservation(i, "away-" + i);
			reservations.add(reservation);
			this.ledger.put(reservation);
			offers.add(offer("here-" + i));
		}
		Reservation last = reservation(MANY, "here-0");
		this.ledger.put(last);
		offers.set(0, offer("here-0", last));
		ReservationRound round = new ReservationRound(this.ledger, this.logic,
				new OperationTracker(new RecordingScheduler("web")), OWNER, (app, instance, launch, uncertain) -> {
				}, offers, new AvailabilityConstraint(Instant.EPOCH, Instant.EPOCH));

		long start = System.nanoTime();
		reservations.forEach(round::free);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		round.free(last);

		// a look at every offer for every reservation takes a hundred times as long
		assertThat(took).isLessThan(Duration.ofSeconds(1));
		assertThat(round.decided()).singleElement()
			.satisfies((batch) -> assertThat(batch.reservations().keySet()).isEqualTo(Set.of(last.id())));
	}

	private static Reservation reservation(int index, String agentId) {
		return new Reservation("db", index, "reservation-" + index, ReservationState.RELEASING, agentId, "host", "web",
				null, List.of(), List.of(), 0, null, Instant.EPOCH, null);
	}

	private static AgentOffer offer(String agentId, Reservation... reservations) {
		Offer.Builder offer = Offer.newBuilder()
			.setId(OfferID.newBuilder().setValue("offer-" + agentId))
			.setFrameworkId(FrameworkID.newBuilder().setValue("f-1"))
			.setAgentId(AgentID.newBuilder().setValue(agentId))
			.setHostname("host");
		for (String name : List.of("cpus", "mem", "disk")) {
			Resource resource = Resource.newBuilder()
				.setName(name)
				.setType(Value.Type.SCALAR)
				.setScalar(Value.Scalar.newBuilder().setValue(10))
				.build();
			offer.addResources(resource);
			for (Reservation reservation : reservations) {
				offer.addResources(resource.toBuilder().addReservations(OWNER.info(reservation, "web")));
			}
		}
		return AgentOffer.of(List.of(offer.build()));
	}

}
