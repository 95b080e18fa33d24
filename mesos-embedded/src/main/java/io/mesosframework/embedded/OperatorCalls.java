package io.mesosframework.embedded;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;

/**
 * Calls of the operator API from inside the JVM: without sockets and authentication.
 */
final class OperatorCalls {

	private static final long TIMEOUT_SECONDS = 30;

	private OperatorCalls() {
	}

	/**
	 * Call the leading master and wait for its answer.
	 * @param cluster the cluster
	 * @param call the call
	 * @return the answer, empty when it has no body
	 * @throws IllegalStateException when there is no leader or it refuses
	 */
	static Response call(EmbeddedMesosCluster cluster, Call call) {
		HttpReply reply = post(cluster, "/api/v1", call.toByteArray());
		if (reply.status() >= 300) {
			throw new IllegalStateException("The master refuses " + call.getType() + ": " + reply.status() + " "
					+ new String(reply.body(), StandardCharsets.UTF_8));
		}
		try {
			return Response.parseFrom(reply.body());
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException("The master's answer to " + call.getType() + " does not parse", ex);
		}
	}

	static HttpReply post(EmbeddedMesosCluster cluster, String path, byte[] body) {
		List<Map.Entry<String, String>> headers = List.of(Map.entry("Content-Type", MediaType.PROTOBUF.value()),
				Map.entry("Accept", MediaType.PROTOBUF.value()));
		HttpRequest request = new HttpRequest("POST", path, Map.of(), headers, body, null);
		MasterNode leader = cluster.leader();
		if (leader == null) {
			throw new IllegalStateException("No master leads");
		}
		Collector collector = new Collector();
		cluster.loop().execute(() -> leader.router().dispatchTrusted(request, collector));
		return collector.reply.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
	}

	/** Takes an answer that is no stream. */
	private static final class Collector implements HttpResponder {

		private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();

		@Override
		public void reply(HttpReply reply) {
			this.reply.complete(reply);
		}

		@Override
		public ByteStream stream(Map<String, String> headers) {
			IllegalStateException ex = new IllegalStateException("The answer is a stream");
			this.reply.completeExceptionally(ex);
			throw ex;
		}

		@Override
		public void abort() {
			this.reply.completeExceptionally(new IllegalStateException("The master closed the connection"));
		}

	}

}
