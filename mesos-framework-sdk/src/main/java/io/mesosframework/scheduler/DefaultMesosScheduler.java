package io.mesosframework.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.observation.CallObservationContext;
import io.mesosframework.scheduler.observation.DefaultCallObservationConvention;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation;

/**
 * Sends calls through the live session, if there is one. Fields are written by the event
 * loop and may be read by any thread.
 */
final class DefaultMesosScheduler implements MesosScheduler {

	private final SubscriptionMemory memory;

	private final SchedulerMetrics metrics;

	private final ObservationRegistry observations;

	private final OfferLedger ledger = new OfferLedger(this::call, this::onLoop);

	private final BackPressure backPressure;

	private final InFlight inFlight = new InFlight();

	private volatile SubscriptionState subscription = SubscriptionState.initial();

	private volatile @Nullable LiveSession live;

	private volatile @Nullable AcknowledgementGate gate;

	private volatile @Nullable SubscriptionRun run;

	private volatile @Nullable Instant lastEventAt;

	DefaultMesosScheduler(SchedulerConfiguration configuration) {
		this.memory = new SubscriptionMemory(configuration.frameworkInfo(), configuration.suppressedRoles(),
				configuration.offerConstraints());
		this.observations = configuration.observationRegistry();
		this.backPressure = new BackPressure(configuration.queueCapacity());
		this.metrics = new SchedulerMetrics(configuration.meterRegistry(), configuration.meterTags(),
				!this.observations.isNoop());
		this.metrics.gauge("mesos.scheduler.subscribed", "1 while subscribed, else 0", this,
				(scheduler) -> (scheduler.live != null) ? 1 : 0);
		this.metrics.gauge("mesos.scheduler.queue.depth", "Events which wait for the event loop", this.backPressure,
				BackPressure::depth);
		this.metrics.gauge("mesos.scheduler.offers.outstanding", "Offers not answered yet", this.ledger,
				OfferLedger::outstanding);
		this.metrics.age("mesos.scheduler.heartbeat.age", "Time since the master sent anything", this::silence);
	}

	SubscriptionMemory memory() {
		return this.memory;
	}

	SchedulerMetrics metrics() {
		return this.metrics;
	}

	OfferLedger ledger() {
		return this.ledger;
	}

	BackPressure backPressure() {
		return this.backPressure;
	}

	InFlight inFlight() {
		return this.inFlight;
	}

	SubscriptionState subscription() {
		return this.subscription;
	}

	void subscription(SubscriptionState subscription) {
		this.subscription = subscription;
	}

	void live(@Nullable LiveSession live) {
		this.live = live;
	}

	void run(SubscriptionRun run) {
		this.run = run;
	}

	boolean isLoopThread() {
		SubscriptionRun current = this.run;
		return current != null && current.isLoopThread();
	}

	/** Run an action on the event loop; immediately if called on its thread. */
	private void onLoop(Runnable action) {
		SubscriptionRun current = this.run;
		if (current == null || current.isLoopThread() || !current.offer(action)) {
			// without a loop nothing runs concurrently
			action.run();
		}
	}

	void eventSeen(Instant at) {
		this.lastEventAt = at;
	}

	private Duration silence() {
		SubscriptionRun current = this.run;
		return (this.live != null && current != null) ? current.silence() : Duration.ZERO;
	}

	@Override
	public CompletionStage<CallResult> call(Call call) {
		return send(call, this.live);
	}

	@Override
	public CompletionStage<CallResult> call(Call call, long epoch) {
		LiveSession session = this.live;
		return send(call, (session != null && session.epoch() == epoch) ? session : null);
	}

	private CompletionStage<CallResult> send(Call call, @Nullable LiveSession session) {
		Call.Type type = call.getType();
		if (type == Call.Type.SUBSCRIBE || type == Call.Type.UNKNOWN) {
			throw new IllegalArgumentException("A call of type " + type + " cannot be sent with 'call'");
		}
		if (session == null) {
			this.metrics.call(type, null, 0);
			if (!this.observations.isNoop()) {
				observation(new CallObservationContext(call)).stop();
			}
			SchedulerState state = state();
			String why = (state == SchedulerState.SUBSCRIBED) ? "its session has ended" : "the scheduler is " + state;
			return CompletableFuture.failedStage(new NotSubscribedException(
					type + " was not sent: " + why + ". Decide anew when subscribed", state));
		}
		Call stamped = stamp(call, session.frameworkId());
		beforeSend(stamped, session);
		if (this.observations.isNoop()) {
			return transmit(stamped, session);
		}
		CallObservationContext context = new CallObservationContext(stamped);
		Observation observation = observation(context);
		return transmit(stamped, session).whenComplete((result, failure) -> {
			context.result(result);
			if (failure != null) {
				observation.error(failure);
			}
			observation.stop();
		});
	}

	private Observation observation(CallObservationContext context) {
		return SchedulerObservationDocumentation.CALL
			.observation(null, DefaultCallObservationConvention.INSTANCE, () -> context, this.observations)
			.start();
	}

	private static Call stamp(Call call, FrameworkID frameworkId) {
		if (call.getType() == Call.Type.UPDATE_FRAMEWORK && !call.getUpdateFramework().getFrameworkInfo().hasId()) {
			Call.Builder builder = call.toBuilder();
			builder.getUpdateFrameworkBuilder().getFrameworkInfoBuilder().setId(frameworkId);
			return builder.setFrameworkId(frameworkId).build();
		}
		return call.hasFrameworkId() ? call : call.toBuilder().setFrameworkId(frameworkId).build();
	}

	private void beforeSend(Call call, LiveSession session) {
		if (call.getType() == Call.Type.ACCEPT) {
			this.ledger.answered(call.getAccept().getOfferIdsList());
			this.metrics.offersAccepted.add(call.getAccept().getOfferIdsCount());
		}
		else if (call.getType() == Call.Type.DECLINE) {
			this.ledger.answered(call.getDecline().getOfferIdsList());
			this.metrics.offersDeclined.add(call.getDecline().getOfferIdsCount());
		}
		else if (call.getType() == Call.Type.TEARDOWN) {
			feed(new SubscriptionInput.TeardownSent(session.epoch()));
		}
	}

	private CompletionStage<CallResult> transmit(Call call, LiveSession session) {
		long start = System.nanoTime();
		this.inFlight.sent();
		CompletionStage<CallResult> answer;
		if (SubscriptionMemory.isChangedBy(call.getType())) {
			synchronized (this.memory) {
				this.memory.sent(call);
				answer = session.transport().send(call);
			}
		}
		else {
			answer = session.transport().send(call);
		}
		return answer.whenComplete((result, failure) -> {
			this.metrics.call(call.getType(), (result != null) ? result.outcome() : null, System.nanoTime() - start);
			if (call.getType() == Call.Type.UPDATE_FRAMEWORK) {
				this.memory.answered(call.getUpdateFramework(), result != null && result.outcome().successful());
			}
			if (result != null) {
				answered(call, session, result);
			}
			this.inFlight.answered();
		});
	}

	private void answered(Call call, LiveSession session, CallResult result) {
		if (call.getType() == Call.Type.TEARDOWN && (result.outcome().successful() || isRefusal(result))) {
			feed(new SubscriptionInput.TeardownAnswered(session.epoch(), result.outcome().successful()));
		}
		if (result.sessionLost()) {
			String answer = (result.status() == 0) ? "no answer" : String.valueOf(result.status());
			SubscriptionRun current = this.run;
			if (current != null) {
				current.lost(session.epoch(), "The master answered " + call.getType() + " with " + answer + ": "
						+ SubscriptionRejections.shorten(result.body()));
			}
		}
	}

	private static boolean isRefusal(CallResult result) {
		return result.outcome() == CallOutcome.BAD_CALL || result.outcome() == CallOutcome.FORBIDDEN
				|| result.outcome() == CallOutcome.UNAUTHORIZED;
	}

	private void feed(SubscriptionInput input) {
		SubscriptionRun current = this.run;
		if (current != null) {
			current.feed(input);
		}
	}

	@Override
	public SchedulerState state() {
		// whoever sees SUBSCRIBED can send calls; the session is read first because it is
		// cleared
		// last
		boolean ready = this.live != null;
		SchedulerState state = this.subscription.phase().state();
		return (state == SchedulerState.SUBSCRIBED && !ready) ? SchedulerState.CONNECTING : state;
	}

	@Override
	public long epoch() {
		return this.subscription.epoch();
	}

	@Override
	public @Nullable FrameworkID frameworkId() {
		return this.subscription.frameworkId();
	}

	@Override
	public @Nullable MasterInfo master() {
		LiveSession session = this.live;
		return (session != null) ? session.master() : null;
	}

	@Override
	public FrameworkInfo frameworkInfo() {
		return this.memory.info(frameworkId());
	}

	@Override
	public Collection<String> suppressedRoles() {
		return Set.copyOf(this.memory.suppressedRoles());
	}

	@Override
	public @Nullable OfferConstraints offerConstraints() {
		return this.memory.offerConstraints();
	}

	@Override
	public CompletionStage<CallResult> updateOfferConstraints(@Nullable OfferConstraints constraints) {
		// no suppression may happen between reading the suppressed roles and sending them
		synchronized (this.memory) {
			return MesosScheduler.super.updateOfferConstraints(constraints);
		}
	}

	@Override
	public void guardAcknowledgements(AcknowledgementGate gate) {
		this.gate = gate;
	}

	@Override
	public CompletionStage<CallResult> acknowledge(TaskStatus status) {
		LiveSession session = this.live;
		// the most frequent call is built only once, with the framework id
		return guarded(Calls.acknowledge(status, (session != null) ? session.frameworkId() : null));
	}

	@Override
	public CompletionStage<CallResult> acknowledgeOperationStatus(OperationStatus status) {
		return guarded(Calls.acknowledgeOperationStatus(status));
	}

	private CompletionStage<CallResult> guarded(@Nullable Call acknowledgement) {
		AcknowledgementGate guard = this.gate;
		if (guard == null || acknowledgement == null) {
			return Calls.ifAcknowledgeable(acknowledgement, this::call);
		}
		long epoch = epoch();
		CompletableFuture<CallResult> result = new CompletableFuture<>();
		Runnable pass = () -> guard.pass(() -> call(acknowledgement, epoch).whenComplete((answer, failure) -> {
			if (failure != null) {
				result.completeExceptionally(failure);
			}
			else {
				result.complete(answer);
			}
		}));
		try {
			if (isLoopThread()) {
				pass.run();
			}
			else {
				execute(pass);
			}
		}
		catch (RejectedExecutionException ex) {
			result.completeExceptionally(ex);
		}
		return result;
	}

	@Override
	public OfferClaims offers() {
		return this.ledger;
	}

	@Override
	public SchedulerCounters counters() {
		LiveSession session = this.live;
		return new SchedulerCounters(this.metrics.events(), this.metrics.calls(), this.metrics.unknownEvents.sum(),
				this.metrics.failedCalls.sum(), this.metrics.handlerErrors.sum(), this.metrics.subscriptions.sum(),
				this.metrics.reconnects.sum(), this.metrics.offersUnanswered.sum(), this.backPressure.depth(),
				this.backPressure.pauses(), this.ledger.outstanding(), this.lastEventAt,
				(session != null) ? session.subscribedAt() : null);
	}

	@Override
	public void execute(Runnable action) {
		SubscriptionRun current = this.run;
		if (current == null) {
			throw new RejectedExecutionException("The scheduler is not started");
		}
		current.execute(action);
	}

}
