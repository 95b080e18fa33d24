package io.mesosframework.embedded.fault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpHandler;
import io.mesosframework.embedded.http.HttpInterceptor;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.MasterFaults;

/**
 * Faults of the scheduler API. {@link #intercept} and {@link #onEvent} are called on the
 * loop, all other methods from any other thread.
 *
 * @since 0.1.0
 */
public final class SchedulerFaults implements HttpInterceptor, MasterFaults {

	private final Loop loop;

	private final Consumer<String> notes;

	private final List<CallRule> callRules = new ArrayList<>();

	private final List<EventRule> eventRules = new ArrayList<>();

	private final List<Held> held = new ArrayList<>();

	private final Set<TappedStream> streams = new LinkedHashSet<>();

	private final StreamFaults streamFaults = new StreamFaults(this);

	/**
	 * Create faults, none of which is active.
	 * @param loop the loop of the cluster
	 * @param notes takes a line about each fault
	 */
	public SchedulerFaults(Loop loop, Consumer<String> notes) {
		this.loop = loop;
		this.notes = notes;
	}

	/**
	 * Choose the next calls.
	 * @param times how many
	 * @param types their types; none for all
	 * @return what goes wrong with them
	 */
	public CallFault next(int times, Call.Type... types) {
		EnumSet<Call.Type> set = EnumSet.noneOf(Call.Type.class);
		set.addAll(List.of(types));
		return new CallFault(this, set, times);
	}

	/**
	 * Choose all calls from now on.
	 * @param types their types; none for all
	 * @return what goes wrong with them
	 */
	public CallFault every(Call.Type... types) {
		return next(Countdown.FOREVER, types);
	}

	/**
	 * Choose the next events.
	 * @param times how many
	 * @param type their type
	 * @return what goes wrong with them
	 */
	public EventFault nextEvents(int times, Event.Type type) {
		return new EventFault(this, type, times);
	}

	/**
	 * Choose all events from now on.
	 * @param type their type
	 * @return what goes wrong with them
	 */
	public EventFault everyEvent(Event.Type type) {
		return new EventFault(this, type, Countdown.FOREVER);
	}

	/**
	 * Return what can happen to the open streams.
	 * @return the faults of streams
	 */
	public StreamFaults openStreams() {
		return this.streamFaults;
	}

	/** Forget all rules; events that are held back are lost. */
	public void clear() {
		onLoop(() -> {
			this.callRules.clear();
			this.eventRules.clear();
			this.held.clear();
			this.streams.forEach((stream) -> stream.silent(false));
			return true;
		});
	}

	@Override
	public void intercept(HttpRequest request, HttpResponder responder, HttpHandler next) {
		if (!request.path().contains("/api/v1/scheduler")) {
			next.handle(request, responder);
			return;
		}
		TappingResponder tapping = new TappingResponder(responder);
		CallRule rule = null;
		Call call = this.callRules.isEmpty() ? null : parse(request);
		if (call != null) {
			rule = ruleFor(call);
		}
		if (rule == null || call == null) {
			next.handle(request, tapping);
		}
		else {
			rule.action().handle(call, request, tapping, next);
		}
	}

	private @Nullable CallRule ruleFor(Call call) {
		for (Iterator<CallRule> rules = this.callRules.iterator(); rules.hasNext();) {
			CallRule rule = rules.next();
			if (rule.matches(call)) {
				rule.countdown().use();
				if (rule.countdown().isSpent()) {
					rules.remove();
				}
				return rule;
			}
		}
		return null;
	}

	private static @Nullable Call parse(HttpRequest request) {
		try {
			return Codec.parseBody(request, Call.newBuilder(), "Call").build();
		}
		catch (HttpException ex) {
			// The master says so itself.
			return null;
		}
	}

	@Override
	public List<Event> onEvent(FrameworkID frameworkId, Event event) {
		if (this.eventRules.isEmpty() && this.held.isEmpty()) {
			return List.of(event);
		}
		List<Event> events = new ArrayList<>(replace(frameworkId, event));
		for (Iterator<Held> all = this.held.iterator(); all.hasNext();) {
			Held one = all.next();
			if (one.until == event.getType() && one.frameworkId.equals(frameworkId)) {
				events.add(one.event);
				all.remove();
			}
		}
		return events;
	}

	private List<Event> replace(FrameworkID frameworkId, Event event) {
		for (Iterator<EventRule> rules = this.eventRules.iterator(); rules.hasNext();) {
			EventRule rule = rules.next();
			if (rule.matches(event)) {
				rule.countdown().use();
				if (rule.countdown().isSpent()) {
					rules.remove();
				}
				return rule.action().replace(frameworkId, event);
			}
		}
		return List.of(event);
	}

	void hold(FrameworkID frameworkId, Event event, Event.Type until) {
		this.held.add(new Held(frameworkId, event, until));
	}

	void addCallRule(String note, CallRule rule) {
		onLoop(() -> {
			note(note);
			return this.callRules.add(rule);
		});
	}

	void addEventRule(String note, EventRule rule) {
		onLoop(() -> {
			note(note);
			return this.eventRules.add(rule);
		});
	}

	void note(String note) {
		this.notes.accept(note);
	}

	Set<TappedStream> streams() {
		return this.streams;
	}

	Loop loop() {
		return this.loop;
	}

	<T> T onLoop(Callable<T> task) {
		return this.loop.submit(task).join();
	}

	/**
	 * An event that waits for another one.
	 *
	 * @param frameworkId to whom it goes
	 * @param event the event
	 * @param until the type of the other one
	 */
	private record Held(FrameworkID frameworkId, Event event, Event.Type until) {
	}

	/** Keeps hold of the streams that are opened. */
	private final class TappingResponder implements HttpResponder {

		private final HttpResponder responder;

		TappingResponder(HttpResponder responder) {
			this.responder = responder;
		}

		@Override
		public void reply(HttpReply reply) {
			this.responder.reply(reply);
		}

		@Override
		public ByteStream stream(Map<String, String> headers) {
			ByteStream stream = this.responder.stream(headers);
			return new TappedStream(stream, StreamFaults.mediaType(headers.getOrDefault("Content-Type", "")),
					SchedulerFaults.this.streams);
		}

		@Override
		public void abort() {
			this.responder.abort();
		}

	}

}
