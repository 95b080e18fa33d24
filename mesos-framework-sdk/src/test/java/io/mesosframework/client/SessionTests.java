package io.mesosframework.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.protobuf.ByteString;
import io.netty.channel.Channel;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
		CallResult result = session.send(Samples.REVIVE).toCompletableFuture().get(60, TimeUnit.SECONDS);
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

	@Test
	void anEndedStreamEndsTheSessionOnce() throws Exception {
		this.server.script((exchange) -> exchange.stream().event(Samples.SUBSCRIBED).end());

		ApiSession<Call> session = subscribe();

		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.EndOfStream.class);
		assertThat(this.listener.events).containsExactly(Samples.SUBSCRIBED);
		assertThat(session.isOpen()).isFalse();
		session.close();
		this.client.close();
		assertThat(this.listener.ends).hasSize(1);
		assertThat(session.send(Samples.REVIVE).toCompletableFuture()).failsWithin(Duration.ofSeconds(60))
			.withThrowableThat()
			.withCauseInstanceOf(SessionLostException.class);
	}

	@Test
	void aBrokenConnectionEndsTheSession() throws Exception {
		this.server.script((exchange) -> exchange.stream().event(Samples.SUBSCRIBED).close());
		subscribe();

		assertThat(this.listener.awaitEnd()).isInstanceOfSatisfying(SessionEnd.ConnectionLost.class,
				(end) -> assertThat(end.cause().kind()).isEqualTo(MesosConnectionException.Kind.BROKEN));
		assertThat(this.listener.events).containsExactly(Samples.SUBSCRIBED);
	}

	@Test
	void anEndInTheMiddleOfAnEventIsABrokenConnection() throws Exception {
		this.server.script((exchange) -> exchange.stream().chunk("5\nab".getBytes(StandardCharsets.US_ASCII)).end());
		subscribe();

		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.ConnectionLost.class);
		assertThat(this.listener.closed.get().message()).contains("in the middle of an event");
		assertThat(this.listener.events).isEmpty();
	}

	@Test
	void anEventWhichDoesNotParseIsSkipped() throws Exception {
		byte[] broken = { 0x0a, 0x7f, 1 };
		this.server.script((exchange) -> exchange.stream()
			.chunk(RawServer.record(broken))
			.event(Samples.HEARTBEAT)
			.chunk(RawServer.record(new byte[] { 0x08, 0x03, 0x22, 0x00 })));
		ApiSession<Call> session = subscribe();

		assertThat(this.listener.awaitEvents(1)).containsExactly(Samples.HEARTBEAT);
		Awaitility.await().until(() -> this.listener.unparsable.size() == 2);
		assertThat(this.listener.unparsable.get(0)).isEqualTo(broken);
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void aFailingListenerDoesNotHarmTheSession() throws Exception {
		this.listener.onEvent = (event) -> {
			throw new IllegalStateException("on purpose");
		};
		this.server.script((exchange) -> exchange.stream().event(Samples.SUBSCRIBED).event(Samples.HEARTBEAT));
		ApiSession<Call> session = subscribe();

		assertThat(this.listener.awaitEvents(2)).hasSize(2);
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void eventsAfterTheCloseAreNotDelivered() throws Exception {
		ByteArrayOutputStream chunk = new ByteArrayOutputStream();
		for (int i = 0; i < 10; i++) {
			chunk.writeBytes(RawServer.record(Samples.HEARTBEAT.toByteArray()));
		}
		CompletableFuture<ApiSession<Call>> session = new CompletableFuture<>();
		this.listener.onEvent = (event) -> session.join().close();
		this.server.script((exchange) -> exchange.stream().chunk(chunk.toByteArray()));

		session.complete(subscribe());

		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.ClosedByUs.class);
		assertThat(this.listener.events).hasSize(1);
	}

	@Test
	void silenceEndsTheSession() throws Exception {
		this.server.script((exchange) -> exchange.stream().event(Samples.SUBSCRIBED));
		ApiSession<Call> session = subscribe();
		this.listener.awaitEvents(1);

		session.watchdog(Duration.ofMillis(50));

		assertThat(this.listener.awaitEnd()).isEqualTo(new SessionEnd.Silent(Duration.ofMillis(50)));
	}

	@Test
	void theWatchdogRestsWhileReadingIsPaused() throws Exception {
		this.server.script((exchange) -> exchange.stream().event(Samples.SUBSCRIBED));
		ApiSession<Call> session = subscribe();
		this.listener.awaitEvents(1);

		session.pauseReading();
		session.watchdog(Duration.ofMillis(50));

		assertThat(this.listener.closed).failsWithin(Duration.ofMillis(300));
		session.resumeReading();
		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.Silent.class);
	}

	@Test
	void aServerWhichNeverAnswersIsGivenUp() throws Exception {
		this.client.close();
		this.client = new MesosHttpClient(ClientOptions.builder().responseTimeout(Duration.ofMillis(100)).build());
		subscribe();

		assertThat(this.listener.awaitEnd()).isInstanceOfSatisfying(SessionEnd.ConnectionLost.class,
				(end) -> assertThat(end.cause().kind()).isEqualTo(MesosConnectionException.Kind.TIMEOUT));
	}

	@Test
	void pausedReadingSlowsTheServerDown() throws Exception {
		byte[] record = RawServer.record(Event.newBuilder()
			.setType(Event.Type.MESSAGE)
			.setMessage(Event.Message.newBuilder()
				.setAgentId(Protos.AgentID.newBuilder().setValue("a"))
				.setExecutorId(Protos.ExecutorID.newBuilder().setValue("e"))
				.setData(ByteString.copyFrom(new byte[100_000])))
			.build()
			.toByteArray());
		this.server.script((exchange) -> {
			exchange.stream();
			for (int i = 0; i < 1000; i++) {
				exchange.chunk(record);
			}
		});
		CompletableFuture<ApiSession<Call>> session = new CompletableFuture<>();
		AtomicInteger received = new AtomicInteger();
		RecordingListener<Event> counting = new RecordingListener<>() {
			@Override
			public void onEvent(Event event, int size) {
				if (received.incrementAndGet() == 3) {
					session.join().pauseReading();
				}
			}
		};
		session
			.complete(this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, counting));
		Channel channel = this.server.next().channel();

		Awaitility.await().until(() -> received.get() >= 3);
		assertThat(counting.closed).failsWithin(Duration.ofMillis(300));
		assertThat(received.get()).as("what one read may bring").isLessThanOrEqualTo(8);
		// What the client does not read stays with the server.
		Awaitility.await().until(() -> channel.unsafe().outboundBuffer().totalPendingWriteBytes() > 50_000_000);

		session.join().resumeReading();

		Awaitility.await().until(() -> received.get() == 1000);
	}

	@Test
	void aRecordOfMoreThanTheDefaultLimitPassesWithAHigherOne() throws Exception {
		this.client.close();
		this.client = new MesosHttpClient(ClientOptions.builder().maxRecordSize(100_000_000).build());
		Event large = Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessageBytes(ByteString.copyFrom(new byte[70_000_000])))
			.build();
		this.server.script((exchange) -> exchange.stream().event(large));
		subscribe();

		assertThat(this.listener.awaitEvents(1).get(0).getError().getMessageBytes().size()).isEqualTo(70_000_000);
		assertThat(this.listener.sizes.get(0)).isEqualTo(large.getSerializedSize());
	}

	@Test
	void closingTheClientClosesItsSessions() throws Exception {
		this.server.script((exchange) -> exchange.stream().event(Samples.SUBSCRIBED));
		subscribe();
		this.listener.awaitEvents(1);

		this.client.close();

		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.ClosedByUs.class);
		RecordingListener<Event> late = new RecordingListener<>();
		this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, late);
		assertThat(late.awaitEnd()).isInstanceOf(SessionEnd.ClosedByUs.class);
	}

	@Test
	void theExecutorApiHasNoStreamId() throws Exception {
		this.server.script((exchange) -> {
			if (exchange.connection() == 1) {
				exchange.stream(Encoding.PROTOBUF);
			}
			else {
				exchange.accepted();
			}
		});
		RecordingListener<org.apache.mesos.v1.executor.Protos.Event> executor = new RecordingListener<>();
		var heartbeat = org.apache.mesos.v1.executor.Protos.Call.newBuilder()
			.setType(org.apache.mesos.v1.executor.Protos.Call.Type.HEARTBEAT)
			.setExecutorId(Protos.ExecutorID.newBuilder().setValue("e"))
			.setFrameworkId(Samples.FRAMEWORK)
			.build();

		var session = this.client.subscribe(ApiProtocol.EXECUTOR.withPath("/slave(1)/api/v1/executor"),
				this.server.address(), heartbeat, executor);

		assertThat(executor.awaitOpen()).isEqualTo("null");
		assertThat(session.send(heartbeat).toCompletableFuture().get(60, TimeUnit.SECONDS).outcome())
			.isEqualTo(CallOutcome.ACCEPTED);
		this.server.next();
		RawServer.Exchange call = this.server.next();
		assertThat(call.uri()).isEqualTo("/slave(1)/api/v1/executor");
		assertThat(call.header("Mesos-Stream-Id")).isNull();
	}

	@Test
	void theWorkIsCounted() throws Exception {
		Map<String, Integer> counts = new ConcurrentHashMap<>();
		this.client.close();
		this.client = new MesosHttpClient(ClientOptions.builder().metrics(new ClientMetrics() {
			@Override
			public void connectionOpened(ConnectionRole role) {
				counts.merge("opened " + role, 1, Integer::sum);
			}

			@Override
			public void recordReceived(int bytes) {
				counts.merge("record", bytes, Integer::sum);
			}

			@Override
			public void recordSkipped(int bytes) {
				counts.merge("skipped", bytes, Integer::sum);
			}

			@Override
			public void callCompleted(CallOutcome outcome, int bytes, long nanos) {
				counts.merge(outcome + " " + (nanos > 0), bytes, Integer::sum);
			}

			@Override
			public void bytesReceived(ConnectionRole role, int bytes) {
				counts.merge("in " + role, bytes, Integer::sum);
			}

			@Override
			public void bytesSent(ConnectionRole role, int bytes) {
				counts.merge("out " + role, bytes, Integer::sum);
			}
		}).build());
		this.server.script((exchange) -> {
			if (exchange.isSubscribe()) {
				exchange.stream().event(Samples.HEARTBEAT).chunk(RawServer.record(new byte[] { 0x0f }));
			}
			else {
				exchange.accepted();
			}
		});

		ApiSession<Call> session = subscribe();
		this.listener.awaitEvents(1);
		session.send(Samples.REVIVE).toCompletableFuture().get(60, TimeUnit.SECONDS);
		Awaitility.await().until(() -> counts.containsKey("skipped"));

		assertThat(counts).containsEntry("record", 2)
			.containsEntry("skipped", 1)
			.containsEntry("opened SUBSCRIPTION", 1)
			.containsEntry("opened CALLS", 1)
			.containsEntry("ACCEPTED true", Samples.REVIVE.getSerializedSize())
			.containsKeys("in SUBSCRIPTION", "in CALLS", "out SUBSCRIPTION", "out CALLS");
	}

	@Test
	void theOpeningComesBeforeTheEventsEvenIfAllArriveAtOnce() throws Exception {
		List<String> order = new CopyOnWriteArrayList<>();
		this.server.script((exchange) -> exchange
			.raw("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\n"
					+ "4\r\n2\n\u0008\u0008\r\n0\r\n\r\n"));
		RecordingListener<Event> recording = new RecordingListener<>() {
			@Override
			public void onOpen(@Nullable String streamId) {
				order.add("open");
			}

			@Override
			public void onEvent(Event event, int size) {
				order.add("event");
			}

			@Override
			public void onClosed(SessionEnd end) {
				order.add("closed");
				super.onClosed(end);
			}
		};

		this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, recording);

		recording.awaitEnd();
		assertThat(order).containsExactly("open", "event", "closed");
	}

	@Test
	void aStreamWhichIsNotChunkedIsUnderstood() throws Exception {
		this.server.script((exchange) -> exchange
			.raw("HTTP/1.0 200 OK\r\nContent-Type: application/x-protobuf; a=b\r\n\r\n2\n\u0008\u0008")
			.close());
		subscribe();

		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.EndOfStream.class);
		assertThat(this.listener.events).containsExactly(Samples.HEARTBEAT);
	}

}
