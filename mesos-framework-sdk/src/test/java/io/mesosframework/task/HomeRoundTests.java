package io.mesosframework.task;

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

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.AvailabilityConstraint;
import io.mesosframework.scheduler.RecordingScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class HomeRoundTests {

	private static final HomeOwner OWNER = new HomeOwner("f-1", "tasks", null, "web");

	private static final int MANY = 5000;

	private final HomeLogic logic = new HomeLogic(() -> "next");

	private final HomeLedger ledger = new HomeLedger(this.logic, (key, value) -> {
	});

	@Test
	void homesAreLookedForOnTheirOwnAgentsOnly() {
		List<AgentOffer> offers = new ArrayList<>();
		List<Home> homes = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			Home home = home(i, "away-" + i);
			homes.add(home);
			this.ledger.put(home);
			offers.add(offer("here-" + i));
		}
		Home last = home(MANY, "here-0");
		this.ledger.put(last);
		offers.set(0, offer("here-0", last));
		HomeRound round = new HomeRound(this.ledger, this.logic, new HomeFeedback(new RecordingScheduler("web")), OWNER,
				(app, instance, launch, uncertain) -> {
				}, offers, new AvailabilityConstraint(Instant.EPOCH, Instant.EPOCH));

		long start = System.nanoTime();
		homes.forEach(round::free);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		round.free(last);

		// a look at every offer for every home takes a hundred times as long
		assertThat(took).isLessThan(Duration.ofSeconds(1));
		assertThat(round.decided()).singleElement()
			.satisfies((batch) -> assertThat(batch.homes().keySet()).isEqualTo(Set.of(last.id())));
	}

	private static Home home(int index, String agentId) {
		return new Home("db", index, "home-" + index, HomeState.LEAVING, agentId, "host", "web", null, List.of(),
				List.of(), 0, null, Instant.EPOCH, null);
	}

	private static AgentOffer offer(String agentId, Home... homes) {
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
			for (Home home : homes) {
				offer.addResources(resource.toBuilder().addReservations(OWNER.reservation(home, "web")));
			}
		}
		return AgentOffer.of(List.of(offer.build()));
	}

}
