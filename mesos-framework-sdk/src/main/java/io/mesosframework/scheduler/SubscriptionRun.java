package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.ApiProtocol;
import io.mesosframework.client.ApiSession;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.scheduler.event.MesosConnecting;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.util.Backoff;
import io.mesosframework.util.Failures;
import io.mesosframework.util.LogText;

/**
 * One run of a scheduler, from its start to its end. Feeds the
 * {@link SubscriptionMachine} with inputs and performs the resulting actions. State is
 * changed on the event loop thread only.
 */
final class SubscriptionRun {

	private static final Logger logger = LoggerFactory.getLogger(SubscriptionRun.class);

	private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

	/**
	 * Lower bound of the heartbeat interval; no Mesos master announces one outside the
	 * bounds.
	 */
	private static final double MIN_HEARTBEAT_SECONDS = 0.001;

	private static final double MAX_HEARTBEAT_SECONDS = 86_400;

	private final SchedulerConfiguration configuration;

	private final DefaultMesosScheduler scheduler;

	private final EventDispatcher dispatcher;

	private final SubscriptionMachine machine;

	private final EventLoop loop;

	private final SchedulerTimers timers;

	private final MesosHttpClient client;

	private final CompletableFuture<MesosLifecycleEvent> termination = new CompletableFuture<>();

	private final Deque<MesosEvent> stash = new ArrayDeque<>();

	private final Backoff backoff;

	private final DurableFrameworkId ids;

	private volatile @Nullable HeartbeatMonitor heartbeats;

	private volatile boolean discarding;

	private @Nullable ApiSession<Call> session;

	private @Nullable Runnable cancelTimeout;

	private @Nullable MasterAddress lastMaster;

	private long openedAt;

	SubscriptionRun(SchedulerConfiguration configuration, DefaultMesosScheduler scheduler, EventDispatcher dispatcher) {
		this.configuration = configuration;
		this.scheduler = scheduler;
		this.dispatcher = dispatcher;
		this.machine = new SubscriptionMachine(configuration.removedFrameworkPolicy(), configuration.redirectLimit());
		this.backoff = new Backoff(configuration.backOffMin(), configuration.backOffMax());
		this.ids = new DurableFrameworkId(configuration.frameworkIdStore());
		this.loop = new EventLoop(configuration.eventLoopThreadFactory(), (ex) -> dispatcher.failed(ex, "action"));
		this.timers = configuration.timers().get();
		this.client = new MesosHttpClient(configuration.clientOptions());
	}

	void start() {
		this.scheduler.backPressure().reset();
		this.loop.start();
		feed(new SubscriptionInput.Start());
	}

	void feed(SubscriptionInput input) {
		this.loop.offer(() -> apply(input));
	}

	/**
	 * End a session from any thread.
	 * @param epoch the session
	 * @param reason why it is lost
	 */
	void lost(long epoch, String reason) {
		this.loop.offer(() -> apply(new SubscriptionInput.Lost(epoch, reason, held())));
	}

	/**
	 * Submit an item.
	 * @param item the item
	 * @return whether it was accepted
	 */
	boolean offer(Runnable item) {
		return this.loop.offer(item);
	}

	void execute(Runnable action) {
		this.loop.execute(action);
	}

	boolean isLoopThread() {
		return this.loop.isCurrentThread();
	}

	CompletionStage<MesosLifecycleEvent> termination() {
		return this.termination;
	}

	boolean isEnded() {
		return this.termination.isDone();
	}

	CompletionStage<@Nullable Void> ended() {
		return this.termination.thenCombine(this.loop.terminated(), (event, nothing) -> null);
	}

	Duration silence() {
		HeartbeatMonitor current = this.heartbeats;
		return (current != null) ? current.age() : Duration.ZERO;
	}

	/**
	 * Stop after the queued items have been handled and the unanswered calls have been
	 * answered.
	 * @param drain the maximum time to wait
	 */
	void stop(Duration drain) {
		this.loop.offer(this::drainAndStop);
		this.timers.schedule(drain, () -> {
			this.discarding = true;
			feed(new SubscriptionInput.Stop());
		});
	}

	private void drainAndStop() {
		this.scheduler.backPressure().reader(BackPressure.Reader.NONE);
		if (this.session != null) {
			this.session.pauseReading();
		}
		boolean subscribed = state().phase() == SubscriptionState.Phase.SUBSCRIBED;
		if (!this.configuration.teardownOnStop() || !subscribed) {
			this.scheduler.inFlight().whenIdle(() -> feed(new SubscriptionInput.Stop()));
			return;
		}
		this.scheduler.inFlight().whenIdle(() -> this.scheduler.teardown().whenComplete((result, failure) -> {
			if (failure != null || !result.outcome().successful()) {
				logger.warn("The framework could not be torn down on stop: {}",
						(failure != null) ? failure.getMessage() : result);
			}
			// queued behind the answer to a successful TEARDOWN, which ends the run first
			feed(new SubscriptionInput.Stop());
		}));
	}

	private SubscriptionState state() {
		return this.scheduler.subscription();
	}

	private boolean held() {
		return state().phase() == SubscriptionState.Phase.SUBSCRIBED
				&& this.timers.nanoTime() - this.openedAt >= this.configuration.backOffMax().toNanos();
	}

	private void apply(SubscriptionInput input) {
		SubscriptionMachine.Transition transition = this.machine.apply(state(), input);
		this.scheduler.subscription(transition.state());
		long epoch = transition.state().epoch();
		try {
			transition.effects().forEach(this::perform);
		}
		catch (RuntimeException ex) {
			// a started operation must not be taken for a completed one
			this.dispatcher.failed(ex, input.getClass().getSimpleName());
			lost(epoch, "The subscription failed: " + Failures.messageOf(ex));
		}
	}

	private void perform(SubscriptionEffect effect) {
		if (effect instanceof SubscriptionEffect.LoadId) {
			loadId();
		}
		else if (effect instanceof SubscriptionEffect.SaveId save) {
			saveId(save);
		}
		else if (effect instanceof SubscriptionEffect.ClearId) {
			this.ids.clear();
		}
		else if (effect instanceof SubscriptionEffect.Connect connect) {
			connect(connect);
		}
		else if (effect instanceof SubscriptionEffect.CloseSession) {
			closeSession();
		}
		else if (effect instanceof SubscriptionEffect.OpenSession open) {
			openSession(open);
		}
		else if (effect instanceof SubscriptionEffect.BackOff wait) {
			backOff(wait);
		}
		else if (effect instanceof SubscriptionEffect.InitialDelay initial) {
			Duration delay = Backoff.upTo(this.configuration.initialDelayMax(), this.configuration.random());
			this.timers.schedule(delay, () -> feed(new SubscriptionInput.RetryDue(initial.epoch())));
		}
		else if (effect instanceof SubscriptionEffect.Terminate terminate) {
			terminate(terminate.event());
		}
	}

	private void loadId() {
		this.ids.load()
			.whenComplete(
					(id, failure) -> this.loop.offer(() -> apply((failure == null) ? new SubscriptionInput.IdLoaded(id)
							: new SubscriptionInput.IdLoadFailed(Failures.messageOf(failure)))));
	}

	private void saveId(SubscriptionEffect.SaveId save) {
		SubscriptionInput.Subscribed subscribed = save.subscribed();
		this.ids.save(subscribed.frameworkId())
			.whenComplete((nothing,
					failure) -> this.loop.offer(() -> apply((failure == null)
							? new SubscriptionInput.IdSaved(subscribed, save.reregistered())
							: new SubscriptionInput.IdSaveFailed(subscribed.epoch(), Failures.messageOf(failure)))));
	}

	private void connect(SubscriptionEffect.Connect connect) {
		MasterAddress known = connect.master();
		CompletionStage<MasterAddress> found = (known != null) ? CompletableFuture.completedStage(known)
				: Failures.attempt(() -> this.configuration.masters().detect(this.lastMaster));
		found.whenComplete((address, failure) -> this.loop.offer(() -> {
			if (failure != null) {
				apply(new SubscriptionInput.Lost(connect.epoch(), "No master was found: " + Failures.messageOf(failure),
						false));
			}
			else if (state().epoch() == connect.epoch() && !state().phase().isTerminal()) {
				try {
					subscribe(connect, address);
				}
				catch (RuntimeException ex) {
					apply(new SubscriptionInput.Lost(connect.epoch(), "Subscribing with " + address + " failed: " + ex,
							false));
				}
			}
		}));
	}

	private void subscribe(SubscriptionEffect.Connect connect, MasterAddress address) {
		this.lastMaster = address;
		if (connect.attempt() > 0) {
			this.scheduler.metrics().reconnects.increment();
		}
		logger.debug("Subscribing with {} (attempt {})", address, connect.attempt());
		this.dispatcher.lifecycle(new MesosConnecting(address, connect.attempt(), connect.epoch()));
		long epoch = connect.epoch();
		HeartbeatMonitor monitor = new HeartbeatMonitor(this.timers, this.scheduler.backPressure()::isPaused,
				() -> lost(epoch, "No event, not even a heartbeat, has arrived from the master for too long"));
		this.heartbeats = monitor;
		FrameworkID id = state().frameworkId();
		SessionEvents events = new SessionEvents(epoch, this, this.scheduler, this.configuration, monitor);
		ApiSession<Call> opened = this.client.subscribe(ApiProtocol.SCHEDULER, address,
				this.scheduler.memory().subscribe(id), events);
		this.session = opened;
		this.scheduler.backPressure().reader(new SessionReader(opened));
		this.cancelTimeout = this.timers.schedule(this.configuration.subscribeTimeout(),
				() -> lost(epoch, address + " did not answer the subscription within "
						+ this.configuration.subscribeTimeout().toMillis() + " ms"));
	}

	private void openSession(SubscriptionEffect.OpenSession open) {
		cancelTimeout();
		SubscriptionInput.Subscribed subscribed = open.subscribed();
		ApiSession<Call> transport = this.session;
		HeartbeatMonitor monitor = this.heartbeats;
		if (transport == null || monitor == null) {
			throw new IllegalStateException("A session was opened which does not exist");
		}
		transport.watchdog(null);
		monitor.arm(subscribed.heartbeatInterval().multipliedBy(this.configuration.heartbeatMultiplier()));
		this.openedAt = this.timers.nanoTime();
		this.scheduler.metrics().subscriptions.increment();
		this.scheduler.live(new LiveSession(subscribed.epoch(), transport, subscribed.frameworkId(),
				subscribed.master(), this.configuration.clock().instant()));
		logger.info("Subscribed with {} as framework {}{}", transport.address(),
				LogText.of(subscribed.frameworkId().getValue()), open.reregistered() ? " again" : "");
		this.dispatcher.lifecycle(new MesosSubscribed(subscribed.frameworkId(), subscribed.master(),
				open.reregistered(), subscribed.heartbeatInterval(), subscribed.epoch()));
		while (!this.stash.isEmpty()) {
			event(this.stash.remove());
		}
	}

	private void closeSession() {
		this.scheduler.live(null);
		this.scheduler.ledger().sessionEnded();
		this.scheduler.backPressure().reader(BackPressure.Reader.NONE);
		cancelTimeout();
		if (this.heartbeats != null) {
			this.heartbeats.cancel();
		}
		if (this.session != null) {
			this.session.close();
			this.session = null;
		}
		while (!this.stash.isEmpty()) {
			this.stash.remove();
			this.scheduler.backPressure().handled();
		}
	}

	private void cancelTimeout() {
		if (this.cancelTimeout != null) {
			this.cancelTimeout.run();
			this.cancelTimeout = null;
		}
	}

	private void backOff(SubscriptionEffect.BackOff wait) {
		Duration delay = this.backoff.fullJitter(wait.attempt(), this.configuration.random());
		logger.warn("{} Trying again in {} ms", sentence(LogText.of(wait.reason())), delay.toMillis());
		this.dispatcher.lifecycle(new MesosDisconnected(wait.reason(), delay, wait.wasSubscribed(), wait.epoch()));
		this.timers.schedule(delay, () -> feed(new SubscriptionInput.RetryDue(wait.epoch())));
	}

	private void terminate(MesosLifecycleEvent event) {
		if (event instanceof MesosFailed failed) {
			logger.error("The scheduler has given up: {} {}", sentence(LogText.of(failed.reason())), failed.remedy());
		}
		else if (event instanceof MesosFailedOver) {
			logger.error("Another instance has subscribed with this framework's id; this one has stopped");
		}
		this.dispatcher.lifecycle(event);
		this.loop.shutdown();
		this.timers.close();
		this.client.close();
		this.ids.cleared().whenComplete((nothing, failure) -> this.termination.complete(event));
	}

	/**
	 * Handle events that were read together.
	 * @param events the events, in order
	 */
	void events(List<MesosEvent> events) {
		for (MesosEvent event : events) {
			try {
				event(event);
			}
			catch (Throwable ex) {
				this.dispatcher.failed(ex, event.type().name());
			}
		}
	}

	/**
	 * Handle an event, or keep it until the framework id is durable.
	 * @param event the event
	 */
	void event(MesosEvent event) {
		SubscriptionState.Phase phase = state().phase();
		if (this.discarding || event.epoch() != state().epoch() || !phase.hasSession()) {
			this.scheduler.backPressure().handled();
			return;
		}
		if (phase != SubscriptionState.Phase.SUBSCRIBED && event.type() != Event.Type.ERROR) {
			this.stash.add(event);
			if (event.type() == Event.Type.SUBSCRIBED) {
				subscribed(event);
			}
			return;
		}
		try {
			this.dispatcher.event(event);
		}
		finally {
			this.scheduler.backPressure().handled();
		}
		if (event.type() == Event.Type.ERROR) {
			apply(new SubscriptionInput.ErrorEvent(event.epoch(), event.event().getError().getMessage()));
		}
	}

	private void subscribed(MesosEvent event) {
		Event.Subscribed body = event.event().getSubscribed();
		double seconds = body.getHeartbeatIntervalSeconds();
		Duration heartbeat = (seconds >= MIN_HEARTBEAT_SECONDS && seconds <= MAX_HEARTBEAT_SECONDS)
				? Duration.ofNanos((long) (seconds * 1e9)) : DEFAULT_HEARTBEAT;
		MasterInfo master = body.hasMasterInfo() ? body.getMasterInfo() : null;
		apply(new SubscriptionInput.Subscribed(event.epoch(), body.getFrameworkId(), master, heartbeat));
	}

	private static String sentence(String text) {
		return (text.endsWith(".") || text.endsWith("?") || text.endsWith("!")) ? text : text + ".";
	}

	/**
	 * Pauses and resumes reading in a session.
	 *
	 * @param session the session
	 */
	private record SessionReader(ApiSession<Call> session) implements BackPressure.Reader {

		@Override
		public void pause() {
			this.session.pauseReading();
		}

		@Override
		public void resume() {
			this.session.resumeReading();
		}

	}

}
