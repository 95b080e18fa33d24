package io.mesosframework.boot.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.mesosframework.client.ClientOptions;
import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.scheduler.MesosScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;

/**
 * What is read from agents, and what happens when they cannot be asked. The embedded
 * agent always answers, so that a small server plays those that do not.
 */
class AgentFilesTests {

	private static final byte[] FILE = "0123456789".repeat(20_000).getBytes(StandardCharsets.UTF_8);

	private final List<String> credentials = new CopyOnWriteArrayList<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final MesosScheduler scheduler = Mockito.mock(MesosScheduler.class);

	private HttpServer server;

	private AgentFiles files;

	private volatile int status = 200;

	private volatile long slowness;

	private volatile String agents;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		int port = this.server.getAddress().getPort();
		this.agents = "{\"slaves\":[{\"id\":\"S1\",\"hostname\":\"127.0.0.1\",\"port\":" + port + "}]}";
		this.server.createContext("/master/slaves", (exchange) -> {
			assertThat(exchange.getRequestURI().getQuery()).isEqualTo("slave_id=S1");
			answer(exchange, 200, this.agents.getBytes(StandardCharsets.UTF_8));
		});
		this.server.createContext("/api/v1", this::agent);
		this.server.setExecutor((task) -> new Thread(task).start());
		this.server.start();
		given(this.scheduler.master()).willReturn(MasterInfo.newBuilder()
			.setId("m")
			.setIp(0)
			.setPort(port)
			.setAddress(Address.newBuilder().setHostname("127.0.0.1").setPort(port))
			.build());
		this.files = files(Duration.ofMinutes(1));
	}

	private AgentFiles files(Duration timeout) {
		ClientOptions options = ClientOptions.builder().credentials(CredentialsProvider.basic("me", "secret")).build();
		return new AgentFiles(this.scheduler, new MesosHttpClient(options), false, timeout);
	}

	@AfterEach
	void stop() {
		this.end.countDown();
		this.files.close();
		this.server.stop(0);
	}

	@Test
	void aFileIsReadInPartsWithTheCredentials() {
		FilePart tail = join(this.files.tail("S1", "/f", 5));
		assertThat(new String(tail.data(), StandardCharsets.UTF_8)).isEqualTo("56789");
		assertThat(tail.end()).isEqualTo(tail.size()).isEqualTo(FILE.length);

		FilePart large = join(this.files.read("S1", "/f", 3, 150_000));
		assertThat(large.data()).hasSize(150_000).startsWith('3', '4').endsWith('1', '2');
		assertThat(join(this.files.read("S1", "/f", FILE.length, 10)).data()).isEmpty();
		assertThat(join(this.files.tail("S1", "/f", 10_000_000)).data()).isEqualTo(FILE);
		assertThat(this.credentials).isNotEmpty().allMatch((value) -> value.startsWith("Basic "));
	}

	@Test
	void whatTheAgentRefusesIsExplained() {
		this.status = 404;
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> join(this.files.tail("S1", "/f", 5)))
			.withCauseInstanceOf(NoSuchFileOnAgentException.class)
			.withMessageContaining("'/f'");
		this.status = 403;
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> join(this.files.tail("S1", "/f", 5)))
			.withCauseInstanceOf(AgentUnreachableException.class)
			.withMessageContaining("answered 403")
			.withMessageContaining("must be allowed to read sandboxes");
	}

	@Test
	void anAgentThatSaysNothingIsLeftInTime() {
		this.files.close();
		this.files = files(Duration.ofSeconds(1));
		this.status = 0;

		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> join(this.files.tail("S1", "/f", 5)))
			.havingCause()
			.isInstanceOfSatisfying(AgentUnreachableException.class, (ex) -> assertThat(ex.late()).isTrue())
			.withMessageContaining("Agent 'S1' cannot be asked");
	}

	@Test
	void allStepsTogetherAreLimited() {
		this.files.close();
		this.files = files(Duration.ofSeconds(2));
		this.slowness = 700;

		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> join(this.files.tail("S1", "/f", 10_000_000)))
			.havingCause()
			.isInstanceOfSatisfying(AgentUnreachableException.class, (ex) -> assertThat(ex.late()).isTrue())
			.withMessageContaining("could not be read within 2000 ms")
			.withMessageContaining("mesos.rest.log.timeout");
	}

	@Test
	void anAgentThatIsGoneIsNamedAndLookedForAnew() throws IOException {
		String right = this.agents;
		// a port that nobody else can take meanwhile
		try (Socket silent = new Socket()) {
			silent.bind(new InetSocketAddress("127.0.0.1", 0));
			this.agents = right.replaceFirst("\"port\":\\d+", "\"port\":" + silent.getLocalPort());
			assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> join(this.files.tail("S1", "/f", 5)))
				.havingCause()
				.isInstanceOfSatisfying(AgentUnreachableException.class, (ex) -> assertThat(ex.late()).isFalse())
				.withMessageContaining("Nothing listens at");
		}

		this.agents = right;
		assertThat(join(this.files.tail("S1", "/f", 5)).data()).hasSize(5);
	}

	@Test
	void anAgentThatNobodyKnowsIsNamed() {
		this.agents = "{\"slaves\":[]}";
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> join(this.files.tail("S1", "/f", 5)))
			.withMessageContaining("does not know agent 'S1' any more");
		given(this.scheduler.master()).willReturn(null);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> join(this.files.tail("S1", "/f", 5)))
			.withMessageContaining("not subscribed");
	}

	private void agent(HttpExchange exchange) throws IOException {
		this.credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		Call.ReadFile read = Call.parseFrom(exchange.getRequestBody()).getReadFile();
		if (this.status == 0) {
			awaitEnd(Long.MAX_VALUE);
		}
		awaitEnd(this.slowness);
		if (this.status != 200) {
			answer(exchange, this.status, "no".getBytes(StandardCharsets.UTF_8));
			return;
		}
		int offset = (int) Math.min(read.getOffset(), FILE.length);
		int length = (int) Math.min(read.getLength(), Math.min(64 * 1024, FILE.length - offset));
		answer(exchange, 200,
				Response.newBuilder()
					.setType(Response.Type.READ_FILE)
					.setReadFile(Response.ReadFile.newBuilder()
						.setSize(FILE.length)
						.setData(ByteString.copyFrom(FILE, offset, length)))
					.build()
					.toByteArray());
	}

	private void awaitEnd(long atMostMillis) {
		try {
			this.end.await(atMostMillis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders((status > 0) ? status : 500, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	private static FilePart join(CompletionStage<FilePart> stage) {
		return stage.toCompletableFuture().join();
	}

}
