package io.mesosframework.embedded;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.LocalStream;

/**
 * A second instance of a framework inside the JVM. It subscribes with the id of the
 * framework and thereby evicts the connected instance. It processes no events; closing it
 * disconnects the framework. May be used from any thread except the loop's.
 *
 * @since 0.1.0
 */
public final class CompetingScheduler implements AutoCloseable {

	private final EmbeddedMesosCluster cluster;

	private final LocalStream stream = new LocalStream();

	CompetingScheduler(EmbeddedMesosCluster cluster) {
		this.cluster = cluster;
	}

	void subscribe(MasterNode leader, FrameworkInfo framework) {
		Call call = Call.newBuilder()
			.setType(Call.Type.SUBSCRIBE)
			.setFrameworkId(framework.getId())
			.setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
			.build();
		List<Map.Entry<String, String>> headers = List.of(Map.entry("Content-Type", MediaType.PROTOBUF.value()),
				Map.entry("Accept", MediaType.PROTOBUF.value()));
		HttpRequest request = new HttpRequest("POST", "/api/v1/scheduler", Map.of(), headers, call.toByteArray(),
				framework.hasPrincipal() ? framework.getPrincipal() : null);
		this.cluster.loop().submit(() -> {
			leader.router().dispatchTrusted(request, new Responder());
			return true;
		}).join();
	}

	/** Disconnect: the framework is without scheduler. Idempotent. */
	@Override
	public void close() {
		this.cluster.loop().submit(() -> {
			this.stream.disconnect();
			return true;
		}).join();
	}

	/** Opens the stream and refuses every other answer. */
	private final class Responder implements HttpResponder {

		@Override
		public void reply(HttpReply reply) {
			throw new IllegalStateException("The master refuses the subscription with " + reply.status());
		}

		@Override
		public ByteStream stream(Map<String, String> headers) {
			return CompetingScheduler.this.stream;
		}

		@Override
		public void abort() {
			throw new IllegalStateException("The master closed the connection");
		}

	}

}
