package io.mesosframework.offer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.ResourceSamples;
import io.mesosframework.scheduler.RecordingScheduler;
import io.mesosframework.scheduler.event.MesosEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A book of offers on a clock that stands still until it is moved.
 */
final class OfferManagerFixture extends Clock {

	final RecordingScheduler scheduler;

	final OfferManager book;

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private int offers;

	OfferManagerFixture(OfferOptions options) {
		this(options, new RecordingScheduler("web", "db"));
	}

	OfferManagerFixture(OfferOptions options, RecordingScheduler scheduler) {
		this.scheduler = scheduler;
		this.book = new OfferManager(this.scheduler, options, this, new Random(1));
		this.book.subscribed();
		this.book.use();
	}

	void advance(Duration time) {
		this.now = this.now.plus(time);
	}

	/** An offer comes that has waited in the queue for a while. */
	Offer offer(String agent, @Nullable String role, Duration queued) {
		Offer.Builder offer = Offer.newBuilder()
			.setId(OfferID.newBuilder().setValue("o" + this.offers++))
			.setFrameworkId(FrameworkID.newBuilder().setValue("f"))
			.setAgentId(AgentID.newBuilder().setValue(agent))
			.setHostname("host-" + agent)
			.addResources(ResourceSamples.scalar("cpus", 1));
		if (role != null) {
			offer.setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role));
		}
		MesosEvent event = this.scheduler.offers(this.now.minus(queued), offer.build());
		this.book.onEvent(event);
		this.scheduler.handled(event);
		return offer.build();
	}

	/** Inverse offers come in one event, one for each agent named. */
	MesosEvent inverseOffers(String... agents) {
		Event.InverseOffers.Builder offers = Event.InverseOffers.newBuilder();
		for (String agent : agents) {
			offers.addInverseOffersBuilder()
				.setId(OfferID.newBuilder().setValue("i" + offers.getInverseOffersCount()))
				.setFrameworkId(FrameworkID.newBuilder().setValue("f"))
				.setAgentId(AgentID.newBuilder().setValue(agent))
				.setUnavailability(Unavailability.newBuilder().setStart(TimeInfo.newBuilder().setNanoseconds(1)));
		}
		return new MesosEvent(Event.newBuilder().setType(Event.Type.INVERSE_OFFERS).setInverseOffers(offers).build(),
				this.now, this.scheduler.epoch());
	}

	Offer offer(String agent) {
		return offer(agent, "web", Duration.ZERO);
	}

	void rescind(OfferID offer) {
		this.book.onEvent(this.scheduler.rescind(offer, this.now));
	}

	void reconnect() {
		this.scheduler.sessionEnded();
		this.book.subscribed();
	}

	void settle(String... missing) {
		settle(new OfferDemand(Set.of(missing), Map.of(), false));
	}

	void settle(OfferDemand demand) {
		this.book.freshen(this.now);
		this.book.settle(demand, this.now);
	}

	/** The answers in the order in which they were sent, each offer by its id. */
	List<String> answered() {
		List<String> ids = new ArrayList<>();
		for (Call call : this.scheduler.calls()) {
			call.getAccept().getOfferIdsList().forEach((id) -> ids.add(id.getValue()));
			call.getDecline().getOfferIdsList().forEach((id) -> ids.add(id.getValue()));
		}
		return ids;
	}

	void checkAnswers() {
		List<String> answered = answered();
		assertThat(new HashSet<>(answered)).as("one answer for each offer").hasSameSizeAs(answered);
		OfferCounters counters = this.book.counters();
		assertThat(counters.received()).as("what has come is somewhere")
			.isEqualTo(counters.used() + counters.declined() + counters.rescinded() + counters.expired()
					+ counters.lost() + counters.held());
		assertThat(this.book.decisions()).hasSizeLessThanOrEqualTo(OfferView.DECISIONS);
	}

	double refuseSeconds() {
		List<Call> declines = this.scheduler.calls(Call.Type.DECLINE);
		return declines.get(declines.size() - 1).getDecline().getFilters().getRefuseSeconds();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

}
