package io.mesosframework.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTests {

	private final RecordingListener<Event> listener = new RecordingListener<>();

	private final AtomicInteger asked = new AtomicInteger();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private volatile String valid = "Bearer token-1";

	private final RawServer server = new RawServer((exchange) -> {
		String authorization = exchange.header("Authorization");
		this.seen.add(String.valueOf(authorization));
		if (!this.valid.equals(authorization)) {
			exchange.answer(401, "401 Unauthorized.", "WWW-Authenticate: Bearer realm=\"mesos-master-scheduler\"");
		}
		else if (exchange.isSubscribe()) {
			exchange.stream().event(Samples.SUBSCRIBED);
		}
		else {
			exchange.accepted();
		}
	});

	private final MesosHttpClient client = new MesosHttpClient(ClientOptions.builder()
		.credentials(CredentialsProvider.bearer(() -> "token-" + this.asked.incrementAndGet()))
		.build());

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	private ApiSession<Call> subscribe() {
		return this.client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, this.listener);
	}

	private static CallResult get(ApiSession<Call> session, int number) throws Exception {
		return session.send(Samples.message(number)).toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

	@Test
	void everyRequestCarriesTheCredentials() throws Exception {
		ApiSession<Call> session = subscribe();
		this.listener.awaitEvents(1);
		get(session, 0);

		assertThat(this.seen).containsExactly("Bearer token-1", "Bearer token-1");
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void aNewTokenIsAskedForOnceWhenSubscribeIsRefused() throws Exception {
		this.valid = "Bearer token-2";
		subscribe();
		this.listener.awaitEvents(1);

		assertThat(this.seen).containsExactly("Bearer token-1", "Bearer token-2");
	}

	@Test
	void asecondRefusalIsPermanent() throws Exception {
		this.valid = "Bearer token-3";
		subscribe();

		assertThat(this.listener.awaitEnd()).isInstanceOfSatisfying(SessionEnd.Refused.class, (refused) -> {
			assertThat(refused.reason()).isEqualTo(Refusal.UNAUTHORIZED);
			assertThat(refused.message()).contains("set the right credentials").doesNotContain("token-");
			assertThat(refused.response().header("WWW-Authenticate")).contains("mesos-master-scheduler");
		});
		assertThat(this.seen).containsExactly("Bearer token-1", "Bearer token-2");
	}

	@Test
	void aTokenWhichExpiresIsRenewedForLaterCallsAndNothingIsSentAgain() throws Exception {
		ApiSession<Call> session = subscribe();
		this.listener.awaitEvents(1);
		this.valid = "Bearer token-2";

		assertThat(get(session, 0).outcome()).isEqualTo(CallOutcome.UNAUTHORIZED);
		assertThat(get(session, 1).outcome()).isEqualTo(CallOutcome.ACCEPTED);

		assertThat(this.seen).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
		this.valid = "Bearer token-3";
		assertThat(get(session, 2).outcome()).isEqualTo(CallOutcome.UNAUTHORIZED);
		assertThat(get(session, 3).outcome()).isEqualTo(CallOutcome.ACCEPTED);
	}

	@Test
	void aRenewedTokenWhichIsRefusedAsWellIsNotRenewedAgain() throws Exception {
		ApiSession<Call> session = subscribe();
		this.listener.awaitEvents(1);
		this.valid = "none";

		for (int i = 0; i < 5; i++) {
			assertThat(get(session, i).outcome()).isEqualTo(CallOutcome.UNAUTHORIZED);
		}

		assertThat(this.asked).hasValue(2);
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void aFailingProviderEndsTheSession() throws Exception {
		try (MesosHttpClient failing = new MesosHttpClient(
				ClientOptions.builder().credentials(CredentialsProvider.bearer(() -> {
					throw new IllegalStateException("the vault is sealed");
				})).build())) {
			failing.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, this.listener);

			assertThat(this.listener.awaitEnd()).isInstanceOfSatisfying(SessionEnd.ConnectionLost.class, (lost) -> {
				assertThat(lost.cause().kind()).isEqualTo(MesosConnectionException.Kind.CREDENTIALS);
				assertThat(lost.message()).contains("the vault is sealed");
			});
		}
	}

	@Test
	void aSlowProviderDoesNotBlockOtherSessions() throws Exception {
		CompletableFuture<String> token = new CompletableFuture<>();
		AtomicInteger calls = new AtomicInteger();
		CredentialsProvider slowOnce = () -> (calls.getAndIncrement() == 0) ? token.join() : "Bearer token-1";
		RecordingListener<Event> slow = new RecordingListener<>();
		try (MesosHttpClient client = new MesosHttpClient(
				ClientOptions.builder().ioThreads(1).credentials(slowOnce).build())) {
			client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, slow);
			Awaitility.await().until(() -> calls.get() == 1);
			client.subscribe(ApiProtocol.SCHEDULER, this.server.address(), Samples.SUBSCRIBE, this.listener);

			this.listener.awaitEvents(1);
			assertThat(slow.opened).isNotDone();
			token.complete("Bearer token-1");
			slow.awaitEvents(1);
		}
	}

}
