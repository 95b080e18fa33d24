package io.mesosframework.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.netty.channel.Channel;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CallTests {

	private final RecordingListener<Event> listener = new RecordingListener<>();

	private final AtomicInteger writable = new AtomicInteger();

	private final List<RawServer.Exchange> calls = new CopyOnWriteArrayList<>();

	private volatile RawServer.Exchange stream;

	private volatile java.util.function.Consumer<RawServer.Exchange> answer = RawServer.Exchange::accepted;

	private final RawServer server = new RawServer((exchange) -> {
		if (exchange.isSubscribe()) {
			this.stream = exchange.stream().event(Samples.SUBSCRIBED);
		}
		else {
			this.calls.add(exchange);
			this.answer.accept(exchange);
		}
	});

	private MesosHttpClient client = new MesosHttpClient(ClientOptions.defaults());

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	private ApiSession<Call> open() throws Exception {
		ApiSession<Call> session = this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(),
				Samples.SUBSCRIBE, new RecordingListener<>() {
					@Override
					public void onEvent(Event event, int size) {
						CallTests.this.listener.onEvent(event, size);
					}

					@Override
					public void onWritable() {
						CallTests.this.writable.incrementAndGet();
					}

					@Override
					public void onClosed(SessionEnd end) {
						CallTests.this.listener.onClosed(end);
					}
				});
		this.listener.awaitEvents(1);
		return session;
	}

	private void options(ClientOptions.Builder options) {
		this.client.close();
		this.client = new MesosHttpClient(options.build());
	}

	private static CallResult get(CompletableFuture<CallResult> call) throws Exception {
		return call.get(60, TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CompletableFuture<CallResult> send(ApiSession<Call> session, Call call) {
		return session.send(call).toCompletableFuture();
	}

	@Test
	void callsArePipelinedInOrderInFewWrites() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch queued = new CountDownLatch(1);
		options(ClientOptions.builder().metrics(new ClientMetrics() {
			@Override
			public void callCompleted(CallOutcome outcome, int bytes, long nanos) {
				// holds the network thread, so that all calls are there when it goes on
				held.countDown();
				await(queued);
			}
		}));
		ApiSession<Call> session = open();
		CompletableFuture<CallResult> first = send(session, Samples.REVIVE);
		await(held);
		int reads = this.server.reads();
		List<CompletableFuture<CallResult>> results = new ArrayList<>();
		List<Integer> completed = new CopyOnWriteArrayList<>();

		for (int i = 0; i < 5000; i++) {
			int number = i;
			CompletableFuture<CallResult> result = send(session, Samples.message(i));
			result.thenRun(() -> completed.add(number));
			results.add(result);
		}
		queued.countDown();

		// who blocks in get() runs the callbacks of that future, beside the network
		// thread that completes the next:
		// so nobody does until all callbacks have run
		Awaitility.await().until(() -> completed.size() == 5000);
		assertThat(completed).containsExactlyElementsOf(range(5000));
		assertThat(get(first).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		for (CompletableFuture<CallResult> result : results) {
			assertThat(get(result).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		}
		assertThat(this.calls.stream().skip(1).map(CallTests::number)).containsExactlyElementsOf(range(5000));
		assertThat(this.server.connections()).isEqualTo(2);
		assertThat(this.server.reads() - reads).as("reads for 5000 calls").isLessThan(2500);
		assertThat(session.pendingCalls()).isZero();
		assertThat(session.pendingBytes()).isZero();
	}

	private static List<Integer> range(int end) {
		return IntStream.range(0, end).boxed().toList();
	}

	private static int number(RawServer.Exchange exchange) {
		try {
			return Integer.parseInt(Call.parseFrom(exchange.body()).getMessage().getData().toStringUtf8());
		}
		catch (com.google.protobuf.InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void manyCallsAreWrittenBeforeTheFirstAnswer() throws Exception {
		this.answer = (exchange) -> {
		};
		ApiSession<Call> session = open();
		List<CompletableFuture<CallResult>> results = new ArrayList<>();

		for (int i = 0; i < 100; i++) {
			results.add(send(session, Samples.message(i)));
		}

		Awaitility.await().until(() -> this.calls.size() == 100);
		assertThat(session.pendingCalls()).isEqualTo(100);
		assertThat(session.pendingBytes()).isEqualTo(results.size() * 0L
				+ IntStream.range(0, 100).mapToLong((i) -> Samples.message(i).getSerializedSize()).sum());
		this.calls.forEach((call) -> call.answer((number(call) % 2 == 0) ? 202 : 400, "Some text"));
		for (int i = 0; i < 100; i++) {
			assertThat(get(results.get(i)).outcome())
				.isEqualTo((i % 2 == 0) ? CallOutcome.ACCEPTED : CallOutcome.BAD_CALL);
		}
	}

	@Test
	void eachAnswerBelongsToItsCall() throws Exception {
		this.answer = (exchange) -> {
			switch (number(exchange)) {
				case 0 -> exchange.accepted();
				case 1 -> exchange.answer(400, "Framework cannot be found", "Content-Type: text/plain");
				case 2 -> exchange.answer(307, "", "Location: //m2:5051/master/api/v1/scheduler");
				case 3 -> exchange.raw("HTTP/1.1 100 Continue\r\n\r\n").answer(403, "403 Forbidden.");
				case 4 -> exchange.raw("HTTP/1.1 503 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
				case 5 -> exchange.answer(500, "x".repeat(200_000));
				default -> exchange.answer(200, "");
			}
		};
		ApiSession<Call> session = open();
		List<CompletableFuture<CallResult>> results = new ArrayList<>();

		for (int i = 0; i < 7; i++) {
			results.add(send(session, Samples.message(i)));
		}

		assertThat(get(results.get(0)).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		assertThat(get(results.get(1)).outcome()).isEqualTo(CallOutcome.LOST_SESSION);
		assertThat(get(results.get(1)).body()).isEqualTo("Framework cannot be found");
		assertThat(get(results.get(2)).leader()).hasToString("http://m2:5051");
		assertThat(get(results.get(3)).outcome()).isEqualTo(CallOutcome.FORBIDDEN);
		assertThat(get(results.get(4)).body()).isEqualTo("abc");
		assertThat(get(results.get(5)).body()).hasSize(ResponseHandler.MAX_BODY);
		assertThat(get(results.get(6)).outcome()).isEqualTo(CallOutcome.OK);
	}

	@Test
	void aBrokenCallConnectionLeavesTheOutcomeUnknownAndEndsTheSession() throws Exception {
		this.answer = (exchange) -> {
			if (number(exchange) == 1) {
				exchange.close();
			}
			else {
				exchange.accepted();
			}
		};
		ApiSession<Call> session = open();

		CompletableFuture<CallResult> answered = send(session, Samples.message(0));
		CompletableFuture<CallResult> unknown = send(session, Samples.message(1));

		assertThat(get(answered).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		assertThat(get(unknown).outcome()).isEqualTo(CallOutcome.UNKNOWN);
		assertThat(get(unknown).sessionLost()).isTrue();
		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.ConnectionLost.class);
		assertThat(send(session, Samples.REVIVE)).isCompletedExceptionally();
		assertThat(this.calls.stream().map(CallTests::number)).containsExactly(0, 1);
		assertThat(session.pendingCalls()).isZero();
	}

	@Test
	void anIdleCallConnectionIsOpenedAgainWhenItIsNeeded() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		options(ClientOptions.builder().metrics(new ClientMetrics() {
			@Override
			public void connectionClosed(ConnectionRole role) {
				closed.countDown();
			}
		}));
		ApiSession<Call> session = open();
		get(send(session, Samples.message(0)));

		this.calls.get(0).close();
		await(closed);
		assertThat(get(send(session, Samples.message(1))).outcome()).isEqualTo(CallOutcome.ACCEPTED);

		assertThat(this.server.connections()).isEqualTo(3);
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void callsBeforeTheSessionIsOpenAreNotSent() {
		this.server.script((exchange) -> {
		});
		ApiSession<Call> session = this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(),
				Samples.SUBSCRIBE, this.listener);

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(send(session, Samples.REVIVE)))
			.withCauseInstanceOf(SessionLostException.class);
	}

	@Test
	void answersToWrittenCallsAreAwaitedAfterTheEndOfTheStream() throws Exception {
		options(ClientOptions.builder().drainTimeout(Duration.ofMinutes(1)));
		this.answer = (exchange) -> this.stream.end();
		ApiSession<Call> session = open();

		CompletableFuture<CallResult> teardown = send(session, Samples.message(0));

		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.EndOfStream.class);
		assertThat(teardown).isNotDone();
		this.calls.get(0).accepted();
		assertThat(get(teardown).outcome()).isEqualTo(CallOutcome.ACCEPTED);
	}

	@Test
	void answersWhichDoNotComeAfterTheEndAreUnknown() throws Exception {
		options(ClientOptions.builder().drainTimeout(Duration.ofMillis(50)));
		this.answer = (exchange) -> {
		};
		ApiSession<Call> session = open();
		CompletableFuture<CallResult> call = send(session, Samples.message(0));
		Awaitility.await().until(() -> !this.calls.isEmpty());

		session.close();

		assertThat(get(call).outcome()).isEqualTo(CallOutcome.UNKNOWN);
		assertThat(this.listener.awaitEnd()).isInstanceOf(SessionEnd.ClosedByUs.class);
		assertThat(this.listener.ends).hasSize(1);
	}

	@Test
	void aServerWhichStopsAnsweringIsGivenUp() throws Exception {
		options(ClientOptions.builder().responseTimeout(Duration.ofSeconds(2)));
		this.answer = (exchange) -> {
		};
		ApiSession<Call> session = open();
		session.watchdog(null);

		CallResult result = get(send(session, Samples.REVIVE));

		assertThat(result.outcome()).isEqualTo(CallOutcome.UNKNOWN);
		assertThat(this.listener.awaitEnd()).isInstanceOfSatisfying(SessionEnd.ConnectionLost.class,
				(end) -> assertThat(end.cause().kind()).isEqualTo(MesosConnectionException.Kind.TIMEOUT));
	}

	@Test
	void pendingCallsAreLimited() throws Exception {
		options(ClientOptions.builder().maxPendingCalls(8));
		this.answer = (exchange) -> {
		};
		ApiSession<Call> session = open();
		List<CompletableFuture<CallResult>> results = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			results.add(send(session, Samples.message(i)));
		}
		assertThat(session.isWritable()).isTrue();
		for (int i = 4; i < 8; i++) {
			results.add(send(session, Samples.message(i)));
		}
		assertThat(session.isWritable()).isFalse();

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(send(session, Samples.message(8))))
			.withCauseInstanceOf(CallQueueFullException.class)
			.withMessageContaining("maxPendingCalls");

		Awaitility.await().until(() -> this.calls.size() == 8);
		this.calls.forEach(RawServer.Exchange::accepted);
		for (CompletableFuture<CallResult> result : results) {
			assertThat(get(result).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		}
		assertThat(session.isWritable()).isTrue();
		assertThat(this.writable).hasValue(1);
	}

	@Test
	void pendingBytesAreLimitedButASingleLargeCallPasses() throws Exception {
		options(ClientOptions.builder().maxPendingBytes(100_000));
		this.answer = (exchange) -> {
		};
		ApiSession<Call> session = open();

		CompletableFuture<CallResult> large = send(session, Samples.message("x".repeat(5_000_000)));
		CompletableFuture<CallResult> second = send(session, Samples.message("x".repeat(5_000_000)));

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(second))
			.withCauseInstanceOf(CallQueueFullException.class);
		Awaitility.await().until(() -> this.calls.size() == 1);
		this.calls.get(0).accepted();
		assertThat(get(large).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		assertThat(this.calls.get(0).body()).hasSizeGreaterThan(5_000_000);
	}

	@Test
	void aSlowServerHoldsTheCallsBackInOrder() throws Exception {
		ApiSession<Call> session = open();
		get(send(session, Samples.message("0")));
		Channel channel = this.calls.get(0).channel();
		// on its own thread, after which nothing more is read
		channel.eventLoop().submit(() -> channel.config().setAutoRead(false)).sync();
		String padding = " ".repeat(100_000);
		List<CompletableFuture<CallResult>> results = new ArrayList<>();

		for (int i = 0; i < 200; i++) {
			results.add(send(session, Samples.message(i + padding)));
		}
		Awaitility.await().until(() -> session.pendingCalls() == 200);
		channel.config().setAutoRead(true);

		for (CompletableFuture<CallResult> result : results) {
			assertThat(get(result).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		}
		assertThat(this.calls.stream()
			.skip(1)
			.map((call) -> new String(call.body(), java.nio.charset.StandardCharsets.ISO_8859_1).replaceAll(" {100000}",
					""))
			.map((text) -> Integer.parseInt(text.substring(text.length() - 3).replaceAll("\\D", ""))))
			.containsExactlyElementsOf(range(200));
	}

	@Test
	void callsFromManyThreadsEachArriveOnce() throws Exception {
		ApiSession<Call> session = open();
		List<CompletableFuture<CallResult>> results = new CopyOnWriteArrayList<>();

		IntStream.range(0, 4000).parallel().forEach((i) -> results.add(send(session, Samples.message(i))));

		for (CompletableFuture<CallResult> result : results) {
			assertThat(get(result).outcome()).isEqualTo(CallOutcome.ACCEPTED);
		}
		assertThat(this.calls.stream().map(CallTests::number)).containsExactlyInAnyOrderElementsOf(range(4000));
	}

}
