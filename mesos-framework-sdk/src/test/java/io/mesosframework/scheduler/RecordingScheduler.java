package io.mesosframework.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.event.MesosEvent;

/**
 * The real ledger of offers and the real memory of a subscription, with a list in the
 * place of the network.
 */
public final class RecordingScheduler implements MesosScheduler {

	private final List<Call> calls = new ArrayList<>();

	private final OfferLedger ledger = new OfferLedger(this::call, Runnable::run);

	private final SubscriptionMemory memory;

	private long epoch = 1;

	private int queueDepth;

	private CallResult answer = new CallResult(CallOutcome.ACCEPTED, 202, "", null);

	public RecordingScheduler(String... roles) {
		this(FrameworkInfo.newBuilder()
			.setName("recorded")
			.setUser("nobody")
			.addAllRoles(List.of(roles))
			.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
			.build());
	}

	public RecordingScheduler(FrameworkInfo info) {
		this.memory = new SubscriptionMemory(info, Set.of(), null);
	}

	public List<Call> calls() {
		return this.calls;
	}

	public List<Call> calls(Call.Type type) {
		return this.calls.stream().filter((call) -> call.getType() == type).toList();
	}

	public void queueDepth(int depth) {
		this.queueDepth = depth;
	}

	public void answerWith(CallResult result) {
		this.answer = result;
	}

	/** Offers come: as an event, entered into the ledger. */
	public MesosEvent offers(Instant receivedAt, Offer... offers) {
		this.ledger.received(List.of(offers), this.epoch);
		return new MesosEvent(Event.newBuilder()
			.setType(Event.Type.OFFERS)
			.setOffers(Event.Offers.newBuilder().addAllOffers(List.of(offers)))
			.build(), receivedAt, this.epoch);
	}

	/** Decline what no one has claimed, as the event loop does when all have seen it. */
	public void handled(MesosEvent event) {
		List<OfferID> unanswered = this.ledger.takeUnanswered(event.offers());
		if (!unanswered.isEmpty()) {
			call(Calls.decline(unanswered, null));
		}
	}

	public MesosEvent rescind(OfferID offer, Instant at) {
		this.ledger.rescinded(offer);
		return new MesosEvent(Event.newBuilder()
			.setType(Event.Type.RESCIND)
			.setRescind(Event.Rescind.newBuilder().setOfferId(offer))
			.build(), at, this.epoch);
	}

	public void sessionEnded() {
		this.ledger.sessionEnded();
		this.epoch++;
	}

	@Override
	public void guardAcknowledgements(AcknowledgementGate gate) {
		// everything is recorded at once
	}

	@Override
	public CompletionStage<CallResult> call(Call call) {
		this.calls.add(call);
		if (call.getType() == Call.Type.ACCEPT) {
			this.ledger.answered(call.getAccept().getOfferIdsList());
		}
		else if (call.getType() == Call.Type.DECLINE) {
			this.ledger.answered(call.getDecline().getOfferIdsList());
		}
		if (SubscriptionMemory.isChangedBy(call.getType())) {
			this.memory.sent(call);
		}
		if (call.getType() == Call.Type.UPDATE_FRAMEWORK) {
			this.memory.answered(call.getUpdateFramework(), this.answer.outcome().successful());
		}
		return CompletableFuture.completedStage(this.answer);
	}

	@Override
	public CompletionStage<CallResult> call(Call call, long ofEpoch) {
		if (ofEpoch != this.epoch) {
			return CompletableFuture
				.failedStage(new NotSubscribedException("the session has ended", SchedulerState.DISCONNECTED));
		}
		return call(call);
	}

	@Override
	public SchedulerState state() {
		return SchedulerState.SUBSCRIBED;
	}

	@Override
	public long epoch() {
		return this.epoch;
	}

	@Override
	public FrameworkID frameworkId() {
		return FrameworkID.newBuilder().setValue("framework-1").build();
	}

	@Override
	public @Nullable MasterInfo master() {
		return null;
	}

	@Override
	public FrameworkInfo frameworkInfo() {
		return this.memory.info(frameworkId());
	}

	@Override
	public Collection<String> suppressedRoles() {
		return this.memory.suppressedRoles();
	}

	@Override
	public @Nullable OfferConstraints offerConstraints() {
		return this.memory.offerConstraints();
	}

	@Override
	public OfferClaims offers() {
		return this.ledger;
	}

	@Override
	public SchedulerCounters counters() {
		return new SchedulerCounters(Map.of(), Map.of(), 0, 0, 0, 1, 0, 0, this.queueDepth, 0,
				this.ledger.outstanding(), null, null);
	}

	@Override
	public void execute(Runnable action) {
		action.run();
	}

}
