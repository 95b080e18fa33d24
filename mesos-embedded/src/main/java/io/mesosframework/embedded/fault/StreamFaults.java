package io.mesosframework.embedded.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;

/**
 * Faults of open event streams. Each method applies to all streams that are open when it
 * is called, and has taken effect when it returns. May be used from any thread except the
 * loop's.
 *
 * @since 0.1.0
 */
public final class StreamFaults {

	private static final int NEW_EVENT_TYPE = 99;

	private final SchedulerFaults faults;

	StreamFaults(SchedulerFaults faults) {
		this.faults = faults;
	}

	/**
	 * Return how many streams are open.
	 * @return the number
	 */
	public int count() {
		return this.faults.onLoop(() -> this.faults.streams().size());
	}

	/** End them in good order, without any event. */
	public void end() {
		each("streams ended", TappedStream::close);
	}

	/** Break their connections. */
	public void abort() {
		each("streams broken", TappedStream::abort);
	}

	/** Break their connections in the middle of a record. */
	public void breakMidRecord() {
		each("streams broken in the middle of a record", (stream) -> {
			byte[] record = Codec.record(heartbeat(), stream.mediaType());
			stream.inject(Arrays.copyOf(record, record.length - 1));
			stream.abort();
		});
	}

	/**
	 * Write a record whose length is no number. The decoder of a client has to give up.
	 */
	public void garbage() {
		send("not a length\n".getBytes(StandardCharsets.UTF_8));
	}

	/** Write the header of a record that is longer than anything that will ever come. */
	public void absurdLength() {
		send("18446744073709551615\n".getBytes(StandardCharsets.UTF_8));
	}

	/** Send an event of a type that no client knows yet. */
	public void unknownEvent() {
		each("event of an unknown type", (stream) -> stream.inject(Codec.record(switch (stream.mediaType()) {
			case JSON -> "{\"type\":\"NEW_EVENT_TYPE\"}".getBytes(StandardCharsets.UTF_8);
			case PROTOBUF -> new byte[] { 8, NEW_EVENT_TYPE };
		})));
	}

	/** Send a record that is framed well but is no event. */
	public void unparsableEvent() {
		each("record that is no event", (stream) -> stream.inject(Codec.record(switch (stream.mediaType()) {
			case JSON -> "{\"type\":".getBytes(StandardCharsets.UTF_8);
			case PROTOBUF -> new byte[] { (byte) 0xff, (byte) 0xff };
		})));
	}

	/**
	 * Send an event that the master has not produced.
	 * @param event the event
	 */
	public void send(Event event) {
		each("made-up " + event.getType(), (stream) -> stream.inject(Codec.record(event, stream.mediaType())));
	}

	/**
	 * Write bytes as they are.
	 * @param bytes the bytes
	 */
	public void send(byte[] bytes) {
		each("made-up bytes", (stream) -> stream.inject(bytes));
	}

	/**
	 * Let nothing through any more, no heartbeats either, as a silent partition does. The
	 * master notices nothing.
	 */
	public void silence() {
		each("streams silenced", (stream) -> stream.silent(true));
	}

	/** Let everything through again; what was held back meanwhile is lost. */
	public void unsilence() {
		each("streams no longer silenced", (stream) -> stream.silent(false));
	}

	private void each(String note, Consumer<TappedStream> action) {
		this.faults.onLoop(() -> {
			this.faults.note(note);
			List.copyOf(this.faults.streams()).forEach(action);
			return true;
		});
	}

	private static Event heartbeat() {
		return Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
	}

	static MediaType mediaType(String contentType) {
		return MediaType.PROTOBUF.value().equals(contentType) ? MediaType.PROTOBUF : MediaType.JSON;
	}

}
