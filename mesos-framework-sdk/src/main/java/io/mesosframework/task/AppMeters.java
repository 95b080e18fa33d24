package io.mesosframework.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one app. Recorded on the event loop.
 */
final class AppMeters {

	private final MeterRegistry registry;

	private final Tags tags;

	private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

	/** Strong reference: gauges reference the object they read only weakly. */
	private final ToDoubleFunction<Phase> count;

	private final Timer waits;

	private final Timer starts;

	private final Map<List<String>, Counter> ends = new HashMap<>();

	AppMeters(MeterRegistry registry, Tags common, String app, ToDoubleFunction<Phase> count) {
		this.registry = registry;
		this.tags = common.and("app", app);
		this.count = count;
		for (Phase phase : Phase.values()) {
			this.meters.add(Gauge.builder("mesos.tasks", this.count, (source) -> source.applyAsDouble(phase))
				.description("Instances by state")
				.tags(this.tags.and("state", phase.name()))
				.register(registry));
		}
		this.waits = timer("mesos.tasks.launch.wait",
				"Time from when an instance might be launched until its ACCEPT was sent");
		this.starts = timer("mesos.tasks.launch.start", "Time from the ACCEPT until the task was heard to run");
	}

	private Timer timer(String name, String description) {
		Timer timer = Timer.builder(name).description(description).tags(this.tags).register(this.registry);
		this.meters.add(timer);
		return timer;
	}

	Timer waits() {
		return this.waits;
	}

	Timer starts() {
		return this.starts;
	}

	/**
	 * Count a task that has ended.
	 * @param state the last state of the task
	 * @param reason the reason of that state, or {@code null} if none was reported
	 */
	void ended(TaskState state, @Nullable String reason) {
		String why = (reason != null) ? reason : "NONE";
		this.ends.computeIfAbsent(List.of(state.name(), why), (key) -> {
			Counter counter = Counter.builder("mesos.tasks.ended")
				.description("Tasks that ended, by their last state and its reason")
				.tags(this.tags.and("state", state.name(), "reason", why))
				.register(this.registry);
			this.meters.add(counter);
			return counter;
		}).increment();
	}

	/** Remove the meters from the registry. */
	void close() {
		this.meters.forEach(this.registry::remove);
		this.meters.clear();
	}

}
