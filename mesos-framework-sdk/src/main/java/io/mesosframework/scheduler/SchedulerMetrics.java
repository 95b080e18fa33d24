package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation.CallKeyNames;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation.EventKeyNames;

/**
 * Counts and times the work of a scheduler. All tags have few values: types and outcomes,
 * never ids.
 */
final class SchedulerMetrics {

	private static final int OUTCOMES = CallOutcome.values().length + 1;

	private static final String NOT_SENT = "NOT_SENT";

	private final MeterRegistry registry;

	private final Tags tags;

	private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

	private final Map<Event.Type, LongAdder> events = new EnumMap<>(Event.Type.class);

	private final Map<Event.Type, Timer> eventTimers = new EnumMap<>(Event.Type.class);

	/** Whether observations record the timers of events and calls. */
	private final boolean observed;

	private final Map<Call.Type, LongAdder> calls = new EnumMap<>(Call.Type.class);

	private final Map<Call.Type, AtomicReferenceArray<@Nullable Timer>> callTimers = new EnumMap<>(Call.Type.class);

	final LongAdder unknownEvents;

	final LongAdder failedCalls = new LongAdder();

	final LongAdder handlerErrors;

	final LongAdder subscriptions;

	final LongAdder reconnects;

	final LongAdder offersReceived;

	final LongAdder offersAccepted;

	final LongAdder offersDeclined;

	final LongAdder offersRescinded;

	final LongAdder offersUnanswered;

	final LongAdder offersMalformed;

	/**
	 * Register meters.
	 * @param registry the registry
	 * @param tags tags of every meter
	 * @param observed whether observations record the timers of events and calls, so that
	 * none are registered here
	 */
	SchedulerMetrics(MeterRegistry registry, Iterable<Tag> tags, boolean observed) {
		this.registry = registry;
		this.tags = Tags.of(tags);
		this.observed = observed;
		for (Event.Type type : Event.Type.values()) {
			this.events.put(type, new LongAdder());
			if (!observed) {
				this.eventTimers.put(type, timer(SchedulerObservationDocumentation.EVENT_NAME,
						"Time all listeners took for an event", Tags.of(EventKeyNames.TYPE.asString(), type.name())));
			}
		}
		for (Call.Type type : Call.Type.values()) {
			this.calls.put(type, new LongAdder());
			this.callTimers.put(type, new AtomicReferenceArray<>(OUTCOMES));
		}
		this.unknownEvents = counter("mesos.scheduler.events.unknown", "Events skipped because they are not known");
		this.handlerErrors = counter("mesos.scheduler.handler.errors", "Exceptions thrown by listeners and actions");
		this.subscriptions = counter("mesos.scheduler.subscriptions", "Sessions opened");
		this.reconnects = counter("mesos.scheduler.reconnects", "Attempts made after a lost or refused session");
		this.offersReceived = offers("received");
		this.offersAccepted = offers("accepted");
		this.offersDeclined = offers("declined");
		this.offersRescinded = offers("rescinded");
		this.offersUnanswered = offers("unanswered");
		this.offersMalformed = offers("malformed");
	}

	private LongAdder offers(String outcome) {
		return counter("mesos.scheduler.offers", "Offers received and what became of them", "outcome", outcome);
	}

	private LongAdder counter(String name, String description, String... tags) {
		LongAdder adder = new LongAdder();
		this.meters.add(FunctionCounter.builder(name, adder, LongAdder::doubleValue)
			.description(description)
			.tags(this.tags.and(tags))
			.register(this.registry));
		return adder;
	}

	private Timer timer(String name, String description, Tags tags) {
		Timer timer = Timer.builder(name).description(description).tags(this.tags.and(tags)).register(this.registry);
		this.meters.add(timer);
		return timer;
	}

	<T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
		this.meters
			.add(Gauge.builder(name, source, value).description(description).tags(this.tags).register(this.registry));
	}

	void age(String name, String description, Supplier<Duration> age) {
		this.meters.add(TimeGauge.builder(name, () -> age.get().toNanos(), TimeUnit.NANOSECONDS)
			.description(description)
			.tags(this.tags)
			.register(this.registry));
	}

	void event(Event.Type type) {
		add(this.events, type);
	}

	void handled(Event.Type type, long nanos) {
		Timer timer = this.eventTimers.get(type);
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * Record the end of a call.
	 * @param type the call
	 * @param outcome the class of its answer, {@code null} if it was not sent
	 * @param nanos how long it took
	 */
	void call(Call.Type type, @Nullable CallOutcome outcome, long nanos) {
		if (outcome != null) {
			add(this.calls, type);
		}
		if (outcome == null || !outcome.successful()) {
			this.failedCalls.increment();
		}
		if (!this.observed) {
			callTimer(type, outcome).record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	private Timer callTimer(Call.Type type, @Nullable CallOutcome outcome) {
		AtomicReferenceArray<@Nullable Timer> timers = Objects.requireNonNull(this.callTimers.get(type));
		int index = (outcome != null) ? outcome.ordinal() : OUTCOMES - 1;
		Timer timer = timers.get(index);
		if (timer == null) {
			timer = timer(SchedulerObservationDocumentation.CALL_NAME, "Time from a call to its answer",
					Tags.of(CallKeyNames.TYPE.asString(), type.name(), CallKeyNames.OUTCOME.asString(),
							(outcome != null) ? outcome.name() : NOT_SENT));
			timers.set(index, timer);
		}
		return timer;
	}

	Map<Event.Type, Long> events() {
		return snapshot(this.events, Event.Type.class);
	}

	Map<Call.Type, Long> calls() {
		return snapshot(this.calls, Call.Type.class);
	}

	/** Remove the meters from the registry. */
	void close() {
		List<Meter> all = new ArrayList<>(this.meters);
		this.meters.clear();
		all.forEach(this.registry::remove);
	}

	private static <K extends Enum<K>> void add(Map<K, LongAdder> adders, K key) {
		LongAdder adder = adders.get(key);
		if (adder != null) {
			adder.increment();
		}
	}

	private static <K extends Enum<K>> Map<K, Long> snapshot(Map<K, LongAdder> adders, Class<K> type) {
		Map<K, Long> counts = new EnumMap<>(type);
		adders.forEach((key, adder) -> {
			if (adder.sum() > 0) {
				counts.put(key, adder.sum());
			}
		});
		return counts;
	}

}
