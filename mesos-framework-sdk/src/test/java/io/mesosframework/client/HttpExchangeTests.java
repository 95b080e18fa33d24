package io.mesosframework.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HttpExchangeTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final AtomicInteger asked = new AtomicInteger();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private volatile String valid = "Bearer token-1";

	private volatile boolean mute;

	private final RawServer server = new RawServer((exchange) -> {
		String authorization = exchange.header("Authorization");
		this.seen.add(String.valueOf(authorization));
		if (this.mute) {
			return;
		}
		if (!this.valid.equals(authorization)) {
			exchange.answer(401, "401 Unauthorized.");
		}
		else {
			exchange.answer(200, "0123456789", "Content-Type: application/json");
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

	@Test
	void aRequestCarriesTheCredentialsAndGivesTheAnswer() {
		AgentResponse answer = ask(AgentRequest.get("/slaves?slave_id=S1", LONG, 100));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("0123456789");
		assertThat(this.seen).containsExactly("Bearer token-1");
	}

	@Test
	void aRefusedRequestIsRepeatedOnceWithNewCredentials() {
		this.valid = "Bearer token-2";

		assertThat(ask(AgentRequest.post("/api/v1", new byte[] { 1 }, LONG, 100)).status()).isEqualTo(200);
		assertThat(this.seen).containsExactly("Bearer token-1", "Bearer token-2");

		this.valid = "another";
		assertThat(ask(AgentRequest.get("/", LONG, 100)).status()).isEqualTo(401);
		assertThat(this.seen).hasSize(4);
	}

	@Test
	void aServerThatSaysNothingIsLeftInTime() {
		this.mute = true;

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> ask(AgentRequest.get("/", Duration.ofMillis(50), 100)))
			.havingCause()
			.isInstanceOfSatisfying(MesosConnectionException.class,
					(ex) -> assertThat(ex.kind()).isEqualTo(MesosConnectionException.Kind.TIMEOUT))
			.withMessageContaining("did not answer within 50 ms");
	}

	@Test
	void anAnswerThatIsTooLargeIsRefused() {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> ask(AgentRequest.get("/", LONG, 5)))
			.havingCause()
			.isInstanceOf(MesosConnectionException.class);
	}

	@Test
	void aServerThatIsGoneIsNamed() throws Exception {
		try (SilentPort gone = new SilentPort()) {
			MasterAddress address = new MasterAddress("http", "localhost", gone.port());

			assertThatExceptionOfType(CompletionException.class).isThrownBy(
					() -> this.client.exchange(address, AgentRequest.get("/", LONG, 100)).toCompletableFuture().join())
				.havingCause()
				.withMessageContaining(address.toString());
		}
	}

	private AgentResponse ask(AgentRequest question) {
		return this.client.exchange(this.server.address(), question).toCompletableFuture().join();
	}

}
