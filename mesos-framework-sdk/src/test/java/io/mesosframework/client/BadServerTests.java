package io.mesosframework.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.client.MesosConnectionException.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that can be wrong with the other side ends in a clear message with a remedy.
 */
class BadServerTests {

	private final MesosHttpClient client = new MesosHttpClient(
			ClientOptions.builder().responseTimeout(Duration.ofSeconds(3)).maxRecordSize(1000).build());

	@AfterEach
	void close() {
		this.client.close();
	}

	private SessionEnd end(MasterAddress address) throws Exception {
		RecordingListener<Event> listener = new RecordingListener<>();
		this.client.subscribe(ApiProtocol.SCHEDULER, address, Samples.SUBSCRIBE, listener);
		SessionEnd end = listener.awaitEnd();
		assertThat(end.message()).matches("\\p{Print}+").hasSizeLessThan(600);
		return end;
	}

	private SessionEnd end(String answer) throws Exception {
		try (RawServer server = new RawServer((exchange) -> exchange.raw(answer))) {
			return end(server.address());
		}
	}

	private static void assertLost(SessionEnd end, Kind kind, String remedy) {
		assertThat(end).isInstanceOfSatisfying(SessionEnd.ConnectionLost.class, (lost) -> {
			assertThat(lost.cause().kind()).isEqualTo(kind);
			assertThat(lost.message()).contains(remedy);
			assertThat(lost.cause().address()).isNotNull();
		});
	}

	@Test
	void anUnknownHost() throws Exception {
		assertLost(end(MasterAddress.parse("http://no-such-host.invalid:5050")), Kind.UNKNOWN_HOST,
				"\"no-such-host.invalid\" is unknown");
	}

	@Test
	void nothingListens() throws Exception {
		try (SilentPort silent = new SilentPort()) {
			assertLost(end(new MasterAddress("http", "localhost", silent.port())), Kind.REFUSED, "Nothing listens at");
		}
	}

	@Test
	void tlsToAPlainServer() throws Exception {
		try (RawServer server = RawServer
			.answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
			SessionEnd end = end(new MasterAddress("https", "localhost", server.port()));
			assertLost(end, Kind.PLAIN_SERVER, "write http:// instead of https://");
		}
	}

	@Test
	void tlsToAPlainServerWhichJustCloses() throws Exception {
		try (ClosingServer server = new ClosingServer()) {
			assertLost(end(new MasterAddress("https", "localhost", server.port())), Kind.TLS,
					"write http:// instead of https://");
		}
	}

	@Test
	void plainToATlsServer() throws Exception {
		SessionEnd end = end("\u0015\u0003\u0003\u0000\u0002\u0002\u0050");
		assertLost(end, Kind.TLS_SERVER, "write https:// instead of http://");
	}

	@Test
	void aServerWhichIsNoHttpServer() throws Exception {
		assertLost(end("SSH-2.0-OpenSSH_9.2\r\n"), Kind.NOT_HTTP, "SSH-2.0-OpenSSH_9.2\\x0d\\x0a");
	}

	@Test
	void aServerWhichClosesWithoutAnAnswer() throws Exception {
		try (ClosingServer server = new ClosingServer()) {
			SessionEnd end = end(new MasterAddress("http", "localhost", server.port()));
			assertThat(end).isInstanceOf(SessionEnd.ConnectionLost.class);
			assertThat(((SessionEnd.ConnectionLost) end).cause().kind()).isEqualTo(Kind.BROKEN);
		}
	}

	@Test
	void aWebServerWhichIsNotMesos() throws Exception {
		SessionEnd end = end(
				"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<!DOCTYPE html><html>");
		assertThat(end).isInstanceOfSatisfying(SessionEnd.Refused.class, (refused) -> {
			assertThat(refused.reason()).isEqualTo(Refusal.NOT_MESOS);
			assertThat(refused.message()).contains("text/html", "web page", "Check host, port and path");
			assertThat(refused.response().body()).startsWith("<!DOCTYPE html>");
		});
	}

	@Test
	void anAnswerWithoutContentType() throws Exception {
		assertThat(end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")).isInstanceOfSatisfying(
				SessionEnd.Refused.class, (refused) -> assertThat(refused.reason()).isEqualTo(Refusal.NOT_MESOS));
	}

	@Test
	void anErrorPage() throws Exception {
		SessionEnd end = end("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 25\r\n\r\n"
				+ "<html>Nothing here</html>");
		assertThat(end).isInstanceOfSatisfying(SessionEnd.Refused.class, (refused) -> {
			assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
			assertThat(refused.message()).contains("web page, which Mesos does not send");
		});
	}

	@Test
	void anAnswerWhichNeverEnds() throws Exception {
		assertThat(end("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\nhalf"))
			.isInstanceOfSatisfying(SessionEnd.Refused.class, (refused) -> {
				assertThat(refused.reason()).isEqualTo(Refusal.BAD_CALL);
				assertThat(refused.message()).contains("\"half\"");
			});
	}

	@Test
	void aStreamWhichIsNoRecordIo() throws Exception {
		SessionEnd end = end("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n\r\n<html>oops</html>");
		assertThat(end).isInstanceOf(SessionEnd.DecodeFailed.class);
		assertThat(end.message()).contains("not RecordIO", "<html>oops", "web page");
	}

	@Test
	void aRecordOverTheLimit() throws Exception {
		SessionEnd end = end("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n\r\n1001\nxyz");
		assertThat(end).isInstanceOf(SessionEnd.DecodeFailed.class);
		assertThat(end.message()).contains("1001 bytes", "limit of 1000 bytes", "maxRecordSize");
	}

	@Test
	void aBrokenChunk() throws Exception {
		SessionEnd end = end(
				"HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\n"
						+ "no-number\r\n");
		assertThat(end).isInstanceOf(SessionEnd.ConnectionLost.class);
	}

	@ParameterizedTest
	@CsvSource({ "307,NOT_LEADER", "400,BAD_CALL", "401,UNAUTHORIZED", "403,FORBIDDEN", "503,UNAVAILABLE",
			"302,PROTOCOL_ERROR", "406,PROTOCOL_ERROR" })
	void aRefusal(int status, Refusal reason) throws Exception {
		SessionEnd end = end("HTTP/1.1 " + status
				+ " X\r\nLocation: //m2:5051/master/api/v1/scheduler\r\nContent-Length: 8\r\n\r\nthe text");
		assertThat(end).isInstanceOfSatisfying(SessionEnd.Refused.class, (refused) -> {
			assertThat(refused.reason()).isEqualTo(reason);
			assertThat(refused.response().body()).isEqualTo("the text");
			assertThat(refused.message()).contains("the text");
			if (status == 307) {
				assertThat(refused.response().leader()).hasToString("http://m2:5051");
			}
		});
	}

	/** Reads a little and closes. */
	private static final class ClosingServer implements AutoCloseable {

		private final ServerSocket socket;

		private final Thread thread;

		ClosingServer() throws IOException {
			this.socket = new ServerSocket(0);
			this.thread = new Thread(this::run, "closing-server");
			this.thread.start();
		}

		int port() {
			return this.socket.getLocalPort();
		}

		private void run() {
			while (!this.socket.isClosed()) {
				try (Socket connection = this.socket.accept()) {
					connection.getInputStream().read(new byte[65536]);
				}
				catch (IOException ex) {
					// The test is over, or the client went first.
				}
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
			Awaitility.await().until(() -> !this.thread.isAlive());
		}

	}

}
