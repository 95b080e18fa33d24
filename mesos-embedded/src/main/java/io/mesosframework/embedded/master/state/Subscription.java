package io.mesosframework.embedded.master.state;

import java.time.Duration;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.loop.Loop;

/**
 * The open event stream of one subscription, see {@code docs/scheduler-http-api.md} of
 * Mesos.
 *
 * @since 0.1.0
 */
public final class Subscription {

	/** How often a heartbeat is sent. */
	public static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(15);

	private static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

	private final Loop loop;

	private final ByteStream stream;

	private final MediaType mediaType;

	private final String streamId;

	private Loop.@Nullable Timer heartbeat;

	public Subscription(Loop loop, ByteStream stream, MediaType mediaType, String streamId) {
		this.loop = loop;
		this.stream = stream;
		this.mediaType = mediaType;
		this.streamId = streamId;
	}

	public String streamId() {
		return this.streamId;
	}

	public ByteStream stream() {
		return this.stream;
	}

	public void send(Event event) {
		this.stream.write(Codec.record(event, this.mediaType));
	}

	/**
	 * Send an error and end the stream.
	 * @param message the error
	 */
	public void refuse(String message) {
		send(Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessage(message))
			.build());
		close();
	}

	/** Send a heartbeat at once, and then one in every interval. */
	public void startHeartbeats() {
		send(HEARTBEAT);
		this.heartbeat = this.loop.schedule(HEARTBEAT_INTERVAL, this::startHeartbeats);
	}

	public void stopHeartbeats() {
		if (this.heartbeat != null) {
			this.heartbeat.cancel();
			this.heartbeat = null;
		}
	}

	public void close() {
		stopHeartbeats();
		this.stream.close();
	}

	/** Break the connection in the middle of the stream. */
	public void abort() {
		stopHeartbeats();
		this.stream.abort();
	}

}
