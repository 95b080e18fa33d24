package io.mesosframework.resource;

import java.util.List;

import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.placement.Placer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What someone keeps for himself is used by nobody else.
 */
class OwnedResourcesTests {

	private final ResourceBag bag = ResourceBag
		.of(List.of(cpus(1), cpus(2, reserved()), cpus(4, reserved("other", "1")),
				cpus(8, reserved(ResourceKind.HOME_LABEL, "h1")), cpus(16, reserved(ResourceKind.HOME_LABEL, "h2"))));

	@Test
	void ordinaryNeedsUseWhatIsNobodysOwn() {
		assertThat(ResourceNeed.of(3, 0, 0).fitsInto(this.bag)).isTrue();
		assertThat(ResourceNeed.of(3.5, 0, 0).fitsInto(this.bag)).isFalse();
		assertThat(Taken.from(this.bag, ResourceNeed.of(3, 0, 0)).resources().kinds())
			.allSatisfy((kind) -> assertThat(kind.owner()).isNull());
	}

	@Test
	void theNeedsOfAReservationUseWhatIsItsOwn() {
		ResourceNeed need = ResourceNeed.of(8, 0, 0).ownedBy("h1");

		assertThat(Taken.from(this.bag, need).resources().kinds()).extracting(ResourceKind::owner)
			.containsExactly("h1");
		assertThat(ResourceNeed.of(9, 0, 0).ownedBy("h1").fitsInto(this.bag)).isFalse();
	}

	@Test
	void placementLooksAtTheSame() {
		AgentOffer agent = new AgentOffer("a", "host", "web", java.util.Map.of(), List.of(), null, null, List.of(),
				this.bag, null, null);
		PlacementGroup group = new PlacementGroup("app", ResourceNeed.of(1, 0, 0), 10, PlacementStrategy.FIRST_FIT,
				List.of(), false, 0, new PlacedInstances(java.util.Map.of()));

		assertThat(new Placer().place(List.of(agent), List.of(group)).placements()).hasSize(3);
	}

	private static Resource cpus(double amount, ReservationInfo... reservations) {
		return Resource.newBuilder()
			.setName("cpus")
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(amount))
			.addAllReservations(List.of(reservations))
			.build();
	}

	private static ReservationInfo reserved(String... label) {
		ReservationInfo.Builder reservation = ReservationInfo.newBuilder()
			.setType(ReservationInfo.Type.DYNAMIC)
			.setRole("web");
		if (label.length > 0) {
			reservation
				.setLabels(Labels.newBuilder().addLabels(Label.newBuilder().setKey(label[0]).setValue(label[1])));
		}
		return reservation.build();
	}

}
