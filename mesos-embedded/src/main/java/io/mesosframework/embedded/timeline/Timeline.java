package io.mesosframework.embedded.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.MasterObserver;

/**
 * Remembers what schedulers and masters have told each other, newest entries only, and
 * lets tests wait for more. Safe for threads.
 *
 * @since 0.1.0
 */
public final class Timeline implements MasterObserver {

	private static final int MAX_ENTRIES = 20_000;

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final int OVERHEAD = 256;

	private static final int LARGE = 256 * 1024;

	private static final long CHECK_MILLIS = 20;

	private final Supplier<Instant> clock;

	private final Deque<TimelineEntry> entries = new ArrayDeque<>();

	private final Map<Call.Type, Long> calls = new EnumMap<>(Call.Type.class);

	private final Map<Event.Type, Long> events = new EnumMap<>(Event.Type.class);

	private long sequence;

	private long bytes;

	private boolean recording = true;

	/**
	 * Create an empty timeline.
	 * @param clock the clock of the cluster
	 */
	public Timeline(Supplier<Instant> clock) {
		this.clock = clock;
	}

	/**
	 * Keep entries or only count; on by default. Off saves memory in tests at scale.
	 * @param on whether to keep entries
	 */
	public synchronized void recording(boolean on) {
		this.recording = on;
		if (!on) {
			this.entries.clear();
			this.bytes = 0;
		}
	}

	/** Forget everything, also the counts. */
	public synchronized void clear() {
		this.entries.clear();
		this.bytes = 0;
		this.calls.clear();
		this.events.clear();
	}

	/**
	 * Return what is remembered.
	 * @return the entries, oldest first
	 */
	public synchronized List<TimelineEntry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * Return the calls that are remembered.
	 * @param type their type
	 * @return the calls, oldest first
	 */
	public List<Call> calls(Call.Type type) {
		return entries().stream()
			.map(TimelineEntry::call)
			.filter((call) -> call != null && call.getType() == type)
			.map(Call.class::cast)
			.toList();
	}

	/**
	 * Return the events that are remembered.
	 * @param type their type
	 * @return the events, oldest first
	 */
	public List<Event> events(Event.Type type) {
		return entries().stream()
			.map(TimelineEntry::event)
			.filter((event) -> event != null && event.getType() == type)
			.map(Event.class::cast)
			.toList();
	}

	/**
	 * Return how many calls of a type have been received, also those which are no longer
	 * remembered.
	 * @param type the type
	 * @return the number
	 */
	public synchronized long count(Call.Type type) {
		return this.calls.getOrDefault(type, 0L);
	}

	/**
	 * Return how many events of a type have been sent, also those which are no longer
	 * remembered.
	 * @param type the type
	 * @return the number
	 */
	public synchronized long count(Event.Type type) {
		return this.events.getOrDefault(type, 0L);
	}

	/**
	 * Wait until a condition holds. It is checked after each new entry and every few
	 * milliseconds.
	 * @param timeout how long to wait, in real time
	 * @param condition the condition
	 * @return whether it held in time
	 */
	public boolean await(Duration timeout, BooleanSupplier condition) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (true) {
			if (condition.getAsBoolean()) {
				return true;
			}
			if (System.nanoTime() - deadline >= 0 || !pause()) {
				return condition.getAsBoolean();
			}
		}
	}

	private synchronized boolean pause() {
		try {
			wait(CHECK_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void callReceived(Call call) {
		add(call.getFrameworkId().getValue(), call, null, null);
	}

	@Override
	public void eventSent(FrameworkID frameworkId, Event event) {
		add(frameworkId.getValue(), null, event, null);
	}

	/**
	 * Remember that something was done to the cluster.
	 * @param note what
	 */
	public void note(String note) {
		add("", null, null, note);
	}

	private synchronized void add(String frameworkId, @Nullable Call call, @Nullable Event event,
			@Nullable String note) {
		if (call != null) {
			this.calls.merge(call.getType(), 1L, Long::sum);
		}
		if (event != null) {
			this.events.merge(event.getType(), 1L, Long::sum);
		}
		this.sequence++;
		if (this.recording) {
			TimelineEntry entry = new TimelineEntry(this.sequence, this.clock.get(), frameworkId, call, event, note);
			keep((size(entry) > LARGE)
					? new TimelineEntry(this.sequence, entry.time(), frameworkId, null, null, entry.summary()) : entry);
		}
		notifyAll();
	}

	private void keep(TimelineEntry entry) {
		this.entries.add(entry);
		this.bytes += size(entry);
		while (this.entries.size() > MAX_ENTRIES || this.bytes > MAX_BYTES) {
			this.bytes -= size(this.entries.remove());
		}
	}

	private static int size(TimelineEntry entry) {
		Call call = entry.call();
		Event event = entry.event();
		return OVERHEAD + ((call != null) ? call.getSerializedSize() : 0)
				+ ((event != null) ? event.getSerializedSize() : 0);
	}

	/**
	 * Print the newest entries, one line each, marking some.
	 * @param marked which entries get a mark
	 * @param max how many lines at most
	 * @return the lines
	 */
	public String print(Predicate<TimelineEntry> marked, int max) {
		List<TimelineEntry> all = entries();
		List<TimelineEntry> shown = all.subList(Math.max(0, all.size() - max), all.size());
		StringBuilder out = new StringBuilder();
		if (shown.size() < all.size()) {
			out.append("  … ").append(all.size() - shown.size()).append(" earlier entries\n");
		}
		Instant start = all.isEmpty() ? Instant.EPOCH : all.get(0).time();
		for (TimelineEntry entry : shown) {
			double seconds = Duration.between(start, entry.time()).toMillis() / 1000.0;
			out.append(marked.test(entry) ? "✔ " : "  ")
				.append(String.format(Locale.ROOT, "%8.3f s  ", seconds))
				.append(entry.summary())
				.append('\n');
		}
		return all.isEmpty() ? "  (nothing happened)\n" : out.toString();
	}

}
