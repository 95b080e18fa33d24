package io.mesosframework.embedded.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.fault.CallFault;
import io.mesosframework.embedded.fault.EventFault;
import io.mesosframework.embedded.fault.StreamFaults;
import io.mesosframework.embedded.http.HttpFaults;

/**
 * Control requests that inject faults into the scheduler API.
 */
final class SchedulerFaultRequests {

	private static final String TYPE = "type";

	private static final String ACTION = "action";

	private static final String TIMES = "times";

	private final EmbeddedMesosCluster cluster;

	SchedulerFaultRequests(EmbeddedMesosCluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Disturb the next calls, or all of them when no number is given.
	 * @param body for example {@code {"type": "SUBSCRIBE", "times": 2, "action":
	 * "unavailable"}}
	 * @throws ControlException if the body is invalid
	 */
	void calls(ControlBody body) throws ControlException {
		body.allow(TYPE, TIMES, ACTION, "status", "text", "message", "delay");
		Call.Type[] types = body.has(TYPE) ? new Call.Type[] { body.constant(TYPE, Call.Type.class) }
				: new Call.Type[0];
		Consumer<CallFault> fault = callFault(body);
		fault.accept(body.has(TIMES) ? this.cluster.faults().next(body.number(TIMES), types)
				: this.cluster.faults().every(types));
	}

	private static Consumer<CallFault> callFault(ControlBody body) throws ControlException {
		String action = body.text(ACTION);
		return switch (action) {
			case "unavailable" -> CallFault::unavailable;
			case "not_found" -> CallFault::notFound;
			case "unauthorized" -> CallFault::unauthorized;
			case "drop" -> CallFault::drop;
			case "ignore" -> CallFault::ignore;
			case "abort" -> CallFault::abort;
			case "lose_answer" -> CallFault::loseAnswer;
			case "end_stream" -> CallFault::endStream;
			case "silent_stream" -> CallFault::silentStream;
			case "answer" -> {
				int status = body.number("status");
				String text = body.text("text", "");
				yield (fault) -> fault.answer(status, text);
			}
			case "refuse" -> {
				String message = body.text("message");
				yield (fault) -> fault.refuse(message);
			}
			case "delay" -> {
				Duration delay = body.duration("delay");
				yield (fault) -> fault.delay(delay);
			}
			case "delay_answer" -> {
				Duration delay = body.duration("delay");
				yield (fault) -> fault.delayAnswer(delay);
			}
			default -> throw new ControlException(400, "Unknown action '" + action
					+ "'; for calls there are unavailable, not_found, unauthorized, drop, ignore, abort, lose_answer,"
					+ " end_stream, silent_stream, answer, refuse, delay and delay_answer");
		};
	}

	/**
	 * Disturb the next events, or all of them when no number is given.
	 * @param body for example {@code {"type": "UPDATE", "times": 1, "action":
	 * "duplicate"}}
	 * @throws ControlException if the body is invalid
	 */
	void events(ControlBody body) throws ControlException {
		body.allow(TYPE, TIMES, ACTION, "bytes");
		Event.Type type = body.constant(TYPE, Event.Type.class);
		Consumer<EventFault> fault = eventFault(body);
		fault.accept(body.has(TIMES) ? this.cluster.faults().nextEvents(body.number(TIMES), type)
				: this.cluster.faults().everyEvent(type));
	}

	private static Consumer<EventFault> eventFault(ControlBody body) throws ControlException {
		String action = body.text(ACTION);
		return switch (action) {
			case "drop" -> EventFault::drop;
			case "duplicate" -> EventFault::duplicate;
			case "inflate" -> {
				int bytes = body.number("bytes");
				yield (fault) -> fault.inflate(bytes);
			}
			default -> throw new ControlException(400,
					"Unknown action '" + action + "'; for events there are drop, duplicate and inflate");
		};
	}

	/**
	 * Disturb all open event streams, once.
	 * @param body for example {@code {"action": "break_mid_record"}}
	 * @throws ControlException if the body is invalid
	 */
	void streams(ControlBody body) throws ControlException {
		body.allow(ACTION);
		StreamFaults streams = this.cluster.faults().streams();
		String action = body.text(ACTION);
		switch (action) {
			case "end" -> streams.end();
			case "abort" -> streams.abort();
			case "break_mid_record" -> streams.breakMidRecord();
			case "garbage" -> streams.garbage();
			case "absurd_length" -> streams.absurdLength();
			case "unknown_event" -> streams.unknownEvent();
			case "unparsable_event" -> streams.unparsableEvent();
			case "silence" -> streams.silence();
			case "unsilence" -> streams.unsilence();
			default -> throw new ControlException(400, "Unknown action '" + action
					+ "'; for streams there are end, abort, break_mid_record, garbage, absurd_length, unknown_event,"
					+ " unparsable_event, silence and unsilence");
		}
	}

	/**
	 * Return the changes of the HTTP behaviour of a master or agent that a body asks for.
	 * @param body for example {@code {"chunk_size": 1, "reply_delay": "200ms"}}
	 * @return the changes
	 * @throws ControlException if the body is invalid
	 */
	static Consumer<HttpFaults> http(ControlBody body) throws ControlException {
		body.allow("chunk_size", "first_chunk_size", "merge_records", "silent_streams", "reply_delay");
		List<Consumer<HttpFaults>> changes = new ArrayList<>();
		if (body.has("chunk_size")) {
			int size = body.number("chunk_size");
			changes.add((faults) -> faults.chunkSize(size));
		}
		if (body.has("first_chunk_size")) {
			int size = body.number("first_chunk_size");
			changes.add((faults) -> faults.firstChunkSize(size));
		}
		if (body.has("merge_records")) {
			int records = body.number("merge_records");
			changes.add((faults) -> faults.mergeRecords(records));
		}
		if (body.has("silent_streams")) {
			boolean on = body.flag("silent_streams");
			changes.add((faults) -> faults.silentStreams(on));
		}
		if (body.has("reply_delay")) {
			Duration delay = body.duration("reply_delay");
			changes.add((faults) -> faults.replyDelay(delay));
		}
		return (faults) -> changes.forEach((change) -> change.accept(faults));
	}

}
