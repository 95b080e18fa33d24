package io.mesosframework.client;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTests {

	private final RecordingListener<Event> listener = new RecordingListener<>();

	private RawServer server = new RawServer((exchange) -> {
	});

	private MesosHttpClient client = new MesosHttpClient(ClientOptions.defaults());

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	private ApiSession<Call> subscribe() {
		return this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, this.listener);
	}

	private static byte[] encoded(Encoding encoding, Event event) {
		return (encoding == Encoding.PROTOBUF) ? event.toByteArray()
				: JsonPrinter.print(event).getBytes(StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@EnumSource(Encoding.class)
	void subscribesAndReceivesEventsAndSendsCalls(Encoding encoding) throws Exception {
		this.client.close();
		this.client = new MesosHttpClient(ClientOptions.builder().encoding(encoding).userAgent("test/1").build());
		this.server.script((exchange) -> {
			if (exchange.isSubscribe()) {
				exchange.stream(encoding, "Mesos-Stream-Id: stream-7");
				exchange.chunk(RawServer.record(encoded(encoding, Samples.SUBSCRIBED)));
				exchange.chunk(RawServer.record(encoded(encoding, Samples.HEARTBEAT)));
			}
			else {
				exchange.accepted();
			}
		});

		ApiSession<Call> session = subscribe();

		assertThat(this.listener.awaitOpen()).isEqualTo("stream-7");
		assertThat(this.listener.awaitEvents(2)).containsExactly(Samples.SUBSCRIBED, Samples.HEARTBEAT);
		assertThat(session.streamId()).isEqualTo("stream-7");
		assertThat(session.isOpen()).isTrue();
		CallResult result = session.send(Samples.REVIVE).toCompletableFuture().get(10, TimeUnit.SECONDS);
		assertThat(result.outcome()).isEqualTo(CallOutcome.ACCEPTED);
		RawServer.Exchange subscribe = this.server.next();
		assertThat(subscribe.method()).isEqualTo("POST");
		assertThat(subscribe.uri()).isEqualTo("/api/v1/scheduler");
		int length = subscribe.body().length;
		assertThat(subscribe.headers()).containsExactly("Host: localhost:" + this.server.port(), "User-Agent: test/1",
				"Accept: " + encoding.mediaType(), "Content-Type: " + encoding.mediaType(),
				"Content-Length: " + length);
		RawServer.Exchange revive = this.server.next();
		assertThat(revive.connection()).isNotEqualTo(subscribe.connection());
		assertThat(revive.headers()).contains("Mesos-Stream-Id: stream-7", "Content-Type: " + encoding.mediaType());
		assertThat(revive.body()).isEqualTo((encoding == Encoding.PROTOBUF) ? Samples.REVIVE.toByteArray()
				: "{\"framework_id\":{\"value\":\"fw-0000\"},\"type\":\"REVIVE\"}".getBytes(StandardCharsets.UTF_8));
	}

}
