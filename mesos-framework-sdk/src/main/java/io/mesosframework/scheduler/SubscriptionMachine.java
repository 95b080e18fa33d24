package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MasterAddress;
import io.mesosframework.scheduler.SubscriptionEffect.BackOff;
import io.mesosframework.scheduler.SubscriptionEffect.ClearId;
import io.mesosframework.scheduler.SubscriptionEffect.CloseSession;
import io.mesosframework.scheduler.SubscriptionEffect.Connect;
import io.mesosframework.scheduler.SubscriptionEffect.InitialDelay;
import io.mesosframework.scheduler.SubscriptionEffect.LoadId;
import io.mesosframework.scheduler.SubscriptionEffect.OpenSession;
import io.mesosframework.scheduler.SubscriptionEffect.SaveId;
import io.mesosframework.scheduler.SubscriptionEffect.Terminate;
import io.mesosframework.scheduler.SubscriptionState.Phase;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosStopped;
import io.mesosframework.scheduler.event.MesosTornDown;
import io.mesosframework.util.LogText;

/**
 * The state machine of a subscription, as a pure function {@code (state, input) → (state,
 * effects)}. It follows {@code docs/scheduler-http-api.md}, {@code
 * docs/high-availability-framework-guide.md} and {@code src/master/http.cpp} of Mesos. An
 * input that does not apply to the state changes nothing.
 */
final class SubscriptionMachine {

	private static final String REGISTER_ANEW = "To register as a new framework, set the policy for "
			+ "removed frameworks to 'register-anew'.";

	private final RemovedFrameworkPolicy removedPolicy;

	private final int redirectLimit;

	SubscriptionMachine(RemovedFrameworkPolicy removedPolicy, int redirectLimit) {
		this.removedPolicy = removedPolicy;
		this.redirectLimit = redirectLimit;
	}

	/**
	 * The new state and the actions to perform.
	 */
	record Transition(SubscriptionState state, List<SubscriptionEffect> effects) {

		static Transition none(SubscriptionState state) {
			return new Transition(state, List.of());
		}

		static Transition of(SubscriptionState state, SubscriptionEffect... effects) {
			return new Transition(state, List.of(effects));
		}

	}

	Transition apply(SubscriptionState state, SubscriptionInput input) {
		if (input instanceof SubscriptionInput.Start) {
			return start(state);
		}
		if (state.phase().isTerminal()) {
			return Transition.none(state);
		}
		if (input instanceof SubscriptionInput.Stop) {
			return end(state, Phase.STOPPED, new MesosStopped(state.epoch()));
		}
		if (input instanceof SubscriptionInput.IdLoaded loaded) {
			return loaded(state, loaded.frameworkId());
		}
		if (input instanceof SubscriptionInput.IdLoadFailed failed) {
			return loadFailed(state, failed.reason());
		}
		if (input instanceof SubscriptionInput.RetryDue due) {
			return retryDue(state, due.epoch());
		}
		if (input instanceof SubscriptionInput.TeardownSent sent) {
			return (sent.epoch() == state.epoch()) ? Transition.none(state.withTearingDown(true))
					: Transition.none(state);
		}
		if (input instanceof SubscriptionInput.TeardownAnswered answered) {
			return teardownAnswered(state, answered);
		}
		return session(state, input);
	}

	private Transition session(SubscriptionState state, SubscriptionInput input) {
		if (!state.phase().hasSession()) {
			return Transition.none(state);
		}
		if (input instanceof SubscriptionInput.Refused refused && refused.epoch() == state.epoch()) {
			return refused(state, refused);
		}
		if (input instanceof SubscriptionInput.Subscribed subscribed && subscribed.epoch() == state.epoch()) {
			return subscribed(state, subscribed);
		}
		if (input instanceof SubscriptionInput.IdSaved saved && saved.subscribed().epoch() == state.epoch()) {
			return saved(state, saved);
		}
		if (input instanceof SubscriptionInput.IdSaveFailed failed && failed.epoch() == state.epoch()) {
			return lost(state, "The framework id could not be stored: " + failed.reason(), false);
		}
		if (input instanceof SubscriptionInput.ErrorEvent error && error.epoch() == state.epoch()) {
			return error(state, error.message());
		}
		if (input instanceof SubscriptionInput.Lost lost && lost.epoch() == state.epoch()) {
			return lost(state, lost.reason(), lost.held());
		}
		return Transition.none(state);
	}

	private Transition start(SubscriptionState state) {
		if (!state.phase().isTerminal()) {
			return Transition.none(state);
		}
		SubscriptionState next = new SubscriptionState(Phase.LOADING, state.epoch(), null, 0, 0, false);
		return Transition.of(next, new LoadId());
	}

	private Transition loaded(SubscriptionState state, @Nullable FrameworkID frameworkId) {
		if (state.phase() != Phase.LOADING) {
			return Transition.none(state);
		}
		SubscriptionState next = state.withFrameworkId(frameworkId).withAttempt(0).to(Phase.WAITING);
		return Transition.of(next, new InitialDelay(next.epoch()));
	}

	/**
	 * Retry loading the id after a back-off. The state stays LOADING until the RetryDue.
	 */
	private Transition loadFailed(SubscriptionState state, String reason) {
		if (state.phase() != Phase.LOADING) {
			return Transition.none(state);
		}
		return Transition.of(state.withAttempt(state.attempt() + 1), new BackOff(state.epoch(), state.attempt(),
				"The stored framework id could not be read: " + reason, false));
	}

	private Transition retryDue(SubscriptionState state, long epoch) {
		if (epoch != state.epoch()) {
			return Transition.none(state);
		}
		return switch (state.phase()) {
			case LOADING -> Transition.of(state, new LoadId());
			case WAITING -> connect(state, null);
			default -> Transition.none(state);
		};
	}

	private Transition connect(SubscriptionState state, @Nullable MasterAddress master) {
		SubscriptionState next = state.nextEpoch().to(Phase.CONNECTING);
		if (master == null) {
			next = next.withRedirects(0);
		}
		return Transition.of(next, new Connect(next.epoch(), next.attempt(), master));
	}

	private Transition refused(SubscriptionState state, SubscriptionInput.Refused refused) {
		if (refused.status() == 307 && refused.leader() != null && state.redirects() < this.redirectLimit) {
			Transition connect = connect(state.withRedirects(state.redirects() + 1), refused.leader());
			return prepend(connect, new CloseSession(state.epoch()));
		}
		MesosFailed failure = SubscriptionRejections.answer(refused.status(), refused.body(), state.epoch());
		if (failure != null && (state.frameworkId() == null || SubscriptionRejections.isOfMaster(refused))) {
			return end(state, Phase.FAILED, failure);
		}
		String reason = (refused.status() == 307 && refused.leader() != null)
				? refused.message() + "; the masters redirect to one another" : refused.message();
		return lost(state, reason, false);
	}

	private Transition subscribed(SubscriptionState state, SubscriptionInput.Subscribed subscribed) {
		if (state.phase() != Phase.CONNECTING) {
			return Transition.none(state);
		}
		FrameworkID id = subscribed.frameworkId();
		boolean reregistered = id.equals(state.frameworkId());
		SubscriptionState next = state.withFrameworkId(id).withRedirects(0).to(Phase.SAVING);
		return Transition.of(next, new SaveId(subscribed, reregistered));
	}

	private Transition saved(SubscriptionState state, SubscriptionInput.IdSaved saved) {
		if (state.phase() != Phase.SAVING) {
			return Transition.none(state);
		}
		SubscriptionState next = state.withTearingDown(false).to(Phase.SUBSCRIBED);
		return Transition.of(next, new OpenSession(saved.subscribed(), saved.reregistered()));
	}

	private Transition error(SubscriptionState state, String message) {
		if (message.equals(SubscriptionRejections.FAILED_OVER)) {
			return end(state, Phase.FAILED_OVER, new MesosFailedOver(message, state.epoch()));
		}
		if (message.equals(SubscriptionRejections.REMOVED)) {
			return removed(state, message);
		}
		if (SubscriptionRejections.isTransient(message)) {
			return lost(state, "The master refused the subscription for now: " + LogText.of(message), false);
		}
		return end(state, Phase.FAILED, SubscriptionRejections.error(LogText.of(message), state.epoch()));
	}

	private Transition removed(SubscriptionState state, String message) {
		if (state.tearingDown() && state.frameworkId() != null) {
			return tornDown(state, state.frameworkId());
		}
		if (this.removedPolicy == RemovedFrameworkPolicy.REGISTER_ANEW) {
			SubscriptionState anew = state.withFrameworkId(null);
			Transition next = (state.phase() == Phase.SUBSCRIBED)
					? lost(anew, message + "; registering as a new framework", false)
					: prepend(connect(anew.withAttempt(state.attempt() + 1), null), new CloseSession(state.epoch()));
			return prepend(next, new ClearId());
		}
		return end(state, Phase.FAILED, new MesosFailed(MesosFailed.Kind.FRAMEWORK_REMOVED, message,
				"The framework's id is no longer valid and its tasks are killed. " + REGISTER_ANEW, state.epoch()));
	}

	private Transition teardownAnswered(SubscriptionState state, SubscriptionInput.TeardownAnswered answered) {
		FrameworkID id = state.frameworkId();
		if (!state.tearingDown() || id == null) {
			return Transition.none(state);
		}
		return answered.accepted() ? tornDown(state, id) : Transition.none(state.withTearingDown(false));
	}

	private Transition tornDown(SubscriptionState state, FrameworkID id) {
		Transition end = end(state.withFrameworkId(null), Phase.TORN_DOWN, new MesosTornDown(id, state.epoch()));
		return prepend(end, new ClearId());
	}

	private Transition lost(SubscriptionState state, String reason, boolean held) {
		int attempt = held ? 0 : state.attempt();
		SubscriptionState next = state.withAttempt(attempt + 1).withRedirects(0).to(Phase.WAITING);
		boolean wasSubscribed = state.phase() == Phase.SUBSCRIBED;
		return Transition.of(next, new CloseSession(state.epoch()),
				new BackOff(state.epoch(), attempt, reason, wasSubscribed));
	}

	private Transition end(SubscriptionState state, Phase phase, MesosLifecycleEvent event) {
		List<SubscriptionEffect> effects = new ArrayList<>();
		if (state.phase().hasSession()) {
			effects.add(new CloseSession(state.epoch()));
		}
		effects.add(new Terminate(event));
		return new Transition(state.withTearingDown(false).to(phase), List.copyOf(effects));
	}

	private static Transition prepend(Transition transition, SubscriptionEffect effect) {
		List<SubscriptionEffect> effects = new ArrayList<>();
		effects.add(effect);
		effects.addAll(transition.effects());
		return new Transition(transition.state(), List.copyOf(effects));
	}

}
