package io.mesosframework.embedded.agent;

import java.time.Duration;

import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.loop.Loop;

/**
 * The event stream of an executor that speaks HTTP, with a heartbeat every half hour.
 */
final class HttpExecutorConnection implements ExecutorConnection {

	private static final Duration HEARTBEAT = Duration.ofMinutes(30);

	private final AgentState state;

	private final ByteStream stream;

	private final MediaType mediaType;

	private Loop.@Nullable Timer heartbeat;

	HttpExecutorConnection(AgentState state, ByteStream stream, MediaType mediaType) {
		this.state = state;
		this.stream = stream;
		this.mediaType = mediaType;
		scheduleHeartbeat();
	}

	@Override
	public void send(Event event) {
		if (this.stream.isOpen()) {
			this.stream.write(Codec.record(event, this.mediaType));
		}
	}

	@Override
	public void close() {
		stop();
		this.stream.close();
	}

	@Override
	public void abort() {
		stop();
		this.stream.abort();
	}

	private void scheduleHeartbeat() {
		this.heartbeat = this.state.schedule(HEARTBEAT, () -> {
			if (this.stream.isOpen()) {
				send(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
				scheduleHeartbeat();
			}
		});
	}

	private void stop() {
		if (this.heartbeat != null) {
			this.heartbeat.cancel();
		}
	}

}
