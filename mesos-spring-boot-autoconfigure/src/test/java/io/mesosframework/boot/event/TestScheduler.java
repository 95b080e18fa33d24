package io.mesosframework.boot.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.AcknowledgementGate;
import io.mesosframework.scheduler.ClaimOwner;
import io.mesosframework.scheduler.ClaimedOffer;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.OfferClaims;
import io.mesosframework.scheduler.SchedulerCounters;
import io.mesosframework.scheduler.SchedulerState;

/**
 * A scheduler that remembers the calls it is given.
 */
public class TestScheduler implements MesosScheduler {

	private final List<Call> calls = new ArrayList<>();

	private final Map<OfferID, Offer> open = new LinkedHashMap<>();

	private SchedulerState state = SchedulerState.SUBSCRIBED;

	private @Nullable Instant lastEventAt;

	private @Nullable RuntimeException failure;

	public List<Call> calls() {
		return this.calls;
	}

	public List<Call> calls(Call.Type type) {
		return this.calls.stream().filter((call) -> call.getType() == type).toList();
	}

	public void open(Collection<Offer> offers) {
		offers.forEach((offer) -> this.open.put(offer.getId(), offer));
	}

	public void state(SchedulerState newState) {
		this.state = newState;
	}

	public void lastEventAt(Instant instant) {
		this.lastEventAt = instant;
	}

	public void failWith(RuntimeException newFailure) {
		this.failure = newFailure;
	}

	@Override
	public void guardAcknowledgements(AcknowledgementGate gate) {
		// everything is recorded at once
	}

	@Override
	public CompletionStage<CallResult> call(Call call) {
		if (this.failure != null) {
			return CompletableFuture.failedStage(this.failure);
		}
		this.calls.add(call);
		call.getAccept().getOfferIdsList().forEach(this.open::remove);
		call.getDecline().getOfferIdsList().forEach(this.open::remove);
		return CompletableFuture.completedStage(new CallResult(CallOutcome.ACCEPTED, 202, "", null));
	}

	@Override
	public CompletionStage<CallResult> call(Call call, long epoch) {
		return call(call);
	}

	@Override
	public SchedulerState state() {
		return this.state;
	}

	@Override
	public long epoch() {
		return 1;
	}

	@Override
	public FrameworkID frameworkId() {
		return FrameworkID.newBuilder().setValue("framework-1").build();
	}

	@Override
	public @Nullable MasterInfo master() {
		if (this.state != SchedulerState.SUBSCRIBED) {
			return null;
		}
		return MasterInfo.newBuilder().setId("m1").setIp(1).setPort(5050).setHostname("master.example").build();
	}

	@Override
	public FrameworkInfo frameworkInfo() {
		return FrameworkInfo.newBuilder().setName("test").setUser("nobody").addRoles("web").build();
	}

	@Override
	public Collection<String> suppressedRoles() {
		return Set.of("quiet");
	}

	@Override
	public SchedulerCounters counters() {
		return new SchedulerCounters(Map.of(), Map.of(), 0, 0, 0, 1, 0, 0, 0, 0, this.open.size(), this.lastEventAt,
				this.lastEventAt);
	}

	@Override
	public void execute(Runnable action) {
		action.run();
	}

	@Override
	public OfferClaims offers() {
		return new OfferClaims() {

			@Override
			public List<Offer> open() {
				return List.copyOf(TestScheduler.this.open.values());
			}

			@Override
			public int outstanding() {
				return TestScheduler.this.open.size();
			}

			@Override
			public @Nullable ClaimedOffer claim(OfferID offerId, ClaimOwner owner) {
				Offer offer = TestScheduler.this.open.remove(offerId);
				return (offer != null) ? new Reply(offer) : null;
			}

			@Override
			public CompletionStage<CallResult> accept(Collection<ClaimedOffer> replies,
					Collection<Offer.Operation> operations, @Nullable Filters filters) {
				return TestScheduler.this.accept(replies.stream().map((reply) -> reply.offer().getId()).toList(),
						operations, filters);
			}

		};
	}

	private final class Reply implements ClaimedOffer {

		private final Offer offer;

		private Reply(Offer offer) {
			this.offer = offer;
		}

		@Override
		public Offer offer() {
			return this.offer;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public CompletionStage<CallResult> accept(Collection<Offer.Operation> operations, @Nullable Filters filters) {
			return TestScheduler.this.accept(List.of(this.offer.getId()), operations, filters);
		}

		@Override
		public CompletionStage<CallResult> decline(@Nullable Filters filters) {
			return TestScheduler.this.decline(List.of(this.offer.getId()), filters);
		}

		@Override
		public void release() {
			TestScheduler.this.open.put(this.offer.getId(), this.offer);
		}

	}

}
