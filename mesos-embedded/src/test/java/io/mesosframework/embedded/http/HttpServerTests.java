package io.mesosframework.embedded.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.embedded.loop.LoopThread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HttpServerTests {

	private final LoopThread loop = new LoopThread("http-test-loop");

	private final HttpRouter router = new HttpRouter("master");

	private final BlockingQueue<HttpRequest> requests = new LinkedBlockingQueue<>();

	private final BlockingQueue<ByteStream> streams = new LinkedBlockingQueue<>();

	private final BlockingQueue<HttpResponder> held = new LinkedBlockingQueue<>();

	private HttpServer server;

	@BeforeEach
	void start() {
		this.router.route("/master/echo", (request, responder) -> {
			this.requests.add(request);
			responder.reply(HttpReply.text(200, new String(request.body(), StandardCharsets.UTF_8)));
		});
		this.router.route("/master/accepted", (request, responder) -> {
			this.requests.add(request);
			responder.reply(HttpReply.empty(202));
		});
		this.router.route("/master/held", (request, responder) -> this.held.add(responder));
		this.router.route("/master/stream", (request, responder) -> {
			ByteStream stream = responder.stream(Map.of("Content-Type", "application/json"));
			this.streams.add(stream);
		});
		this.router.route("/master/broken", (request, responder) -> {
			throw new IllegalStateException("a bug");
		});
		this.router.route("/master/big",
				(request, responder) -> responder.reply(HttpReply.text(200, "x".repeat(1024))));
		this.router.route("/version", (request, responder) -> responder.reply(HttpReply.text(200, request.path())));
		this.server = HttpServer.start(this.loop, new InetSocketAddress("127.0.0.1", 0), this.router);
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.loop.close();
	}

	@Test
	void aTextReplyHasExactlyTheHeadersOfLibprocess() throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply reply = client.post("/master/echo", "hello").reply();

			assertThat(reply.status()).isEqualTo("HTTP/1.1 200 OK");
			assertThat(reply.headers()).containsOnlyKeys("Content-Length", "Content-Type", "Date");
			assertThat(reply.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
			assertThat(reply.headers().get("Date")).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
			assertThat(reply.text()).isEqualTo("hello");
		}
	}

	@Test
	void anAcceptedCallHasAnEmptyBodyOfLengthZero() throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply reply = client.post("/accepted", "").reply();

			assertThat(reply.status()).isEqualTo("HTTP/1.1 202 Accepted");
			assertThat(reply.headers()).containsOnlyKeys("Content-Length", "Date").containsEntry("Content-Length", "0");
		}
	}

	@Test
	void pathsAreDelegatedTrimmedAndResolvedToTheLongestPrefix() throws Exception {
		try (RawClient client = client()) {
			for (String path : List.of("/echo", "/master/echo", "/echo/", "/echo///", "/master/echo/deeper/still",
					"/echo?x=1&y=a%20b", "http://anywhere:99/echo")) {
				assertThat(client.get(path).reply().status()).as(path).isEqualTo("HTTP/1.1 200 OK");
			}

			assertThat(next(this.requests).path()).isEqualTo("/master/echo");
			assertThat(this.requests).hasSize(6);
			assertThat(client.get("/version").reply().text()).isEqualTo("/version");
		}
	}

	@Test
	void theQueryIsDecoded() throws Exception {
		try (RawClient client = client()) {
			client.get("/echo?path=%2Fa%20b&n=1").reply();

			HttpRequest request = next(this.requests);
			assertThat(request.parameter("path")).isEqualTo("/a b");
			assertThat(request.parameter("n")).isEqualTo("1");
			assertThat(request.parameter("none")).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/api", "/master/nothing", "/master", "/", "/ech", "/echo/../version", "/..",
			"/echo/..x" })
	void unknownAndRelativePathsAreNotFound(String path) throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply reply = client.get(path).reply();

			assertThat(reply.status()).isEqualTo("HTTP/1.1 404 Not Found");
			assertThat(reply.text()).isEqualTo("404 Not Found.");
			assertThat(reply.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
		}
	}

	@Test
	void withoutRoutesEverythingIsNotFound() throws Exception {
		this.loop.submit(() -> {
			this.router.clear();
			return true;
		}).join();
		try (RawClient client = client()) {
			assertThat(client.get("/echo").reply().status()).isEqualTo("HTTP/1.1 404 Not Found");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET echo HTTP/1.1\r\n\r\n", "hello\r\n\r\n", "BREW /echo HTTP/1.1\r\n\r\n",
			"GET /echo SPDY/9\r\n\r\n", "POST /echo HTTP/1.1\r\nContent-Length: nine\r\n\r\n",
			"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n" })
	void whatIsNotHttpClosesTheConnectionWithoutAReply(String bytes) throws Exception {
		try (RawClient client = client()) {
			assertThat(client.send(bytes).isClosedByServer()).isTrue();
			assertThat(this.requests).isEmpty();
		}
	}

	@Test
	void bareLineFeedsAndOldVersionsOfHttpAreUnderstood() throws Exception {
		try (RawClient client = client()) {
			assertThat(client.send("GET /version HTTP/1.1\nHost: x\n\n").reply().text()).isEqualTo("/version");
			assertThat(client.send("\r\nHEAD /version HTTP/1.0\r\n\r\n").reply().text()).isEqualTo("/version");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void aStarIsNoPath() throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply reply = client.send("OPTIONS * HTTP/1.1\r\n\r\n").reply();

			assertThat(reply.status()).isEqualTo("HTTP/1.1 400 Bad Request");
			assertThat(reply.text()).isEqualTo("Request URL path must start with '/'");
		}
	}

	@Test
	void pipelinedRequestsAreAnsweredInOrderEvenIfHandledOutOfOrder() throws Exception {
		try (RawClient client = client()) {
			client.get("/held").post("/echo", "second").get("/held").post("/echo", "fourth");
			HttpResponder first = next(this.held);
			HttpResponder third = next(this.held);
			assertThat(new String(next(this.requests).body(), StandardCharsets.UTF_8)).isEqualTo("second");
			assertThat(new String(next(this.requests).body(), StandardCharsets.UTF_8)).isEqualTo("fourth");

			this.loop.execute(() -> third.reply(HttpReply.text(200, "third")));
			this.loop.execute(() -> first.reply(HttpReply.text(200, "first")));

			for (String expected : List.of("first", "second", "third", "fourth")) {
				assertThat(client.reply().text()).isEqualTo(expected);
			}
		}
	}

	@Test
	void aTrainOfManyRequestsIsHandledInOrderOfArrival() throws Exception {
		try (RawClient client = client()) {
			StringBuilder train = new StringBuilder();
			for (int i = 0; i < 20_000; i++) {
				train.append("POST /echo HTTP/1.1\r\nContent-Length: 5\r\n\r\n").append(10_000 + i);
			}
			CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendQuietly(client, train.toString()));
			for (int i = 0; i < 20_000; i++) {
				assertThat(client.reply().text()).isEqualTo(Integer.toString(10_000 + i));
			}
			sent.join();
		}
	}

	@Test
	void streamsAreChunkedOneWriteAChunk() throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply head = client.post("/stream", "").head();
			ByteStream stream = next(this.streams);
			write(stream, "one");
			write(stream, "two two two two two");

			assertThat(head.status()).isEqualTo("HTTP/1.1 200 OK");
			assertThat(head.headers()).containsOnlyKeys("Content-Type", "Date", "Transfer-Encoding");
			assertThat(head.headers()).containsEntry("Transfer-Encoding", "chunked");
			assertThat(client.chunk()).asString().isEqualTo("one");
			assertThat(client.chunk()).asString().isEqualTo("two two two two two");
		}
	}

	@Test
	void requestsBehindAnOpenStreamAreHandledAndAnsweredAfterItsEnd() throws Exception {
		try (RawClient client = client()) {
			client.post("/stream", "").head();
			ByteStream stream = next(this.streams);
			client.post("/echo", "behind");
			assertThat(next(this.requests).path()).isEqualTo("/master/echo");
			write(stream, "data");
			assertThat(client.chunk()).asString().isEqualTo("data");
			assertThat(client.isSilentFor(50)).isTrue();

			this.loop.execute(stream::close);

			assertThat(client.chunk()).isEmpty();
			assertThat(client.reply().text()).isEqualTo("behind");
		}
	}

	@Test
	void theConnectionClosesAfterTheReplyWhenTheClientAskedForIt() throws Exception {
		try (RawClient client = client()) {
			client.get("/echo", "Connection: close");

			assertThat(client.reply().status()).isEqualTo("HTTP/1.1 200 OK");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void theHandlerLearnsThatTheClientOfAStreamIsGone() throws Exception {
		CompletableFuture<String> gone = new CompletableFuture<>();
		try (RawClient client = client()) {
			client.post("/stream", "").head();
			ByteStream stream = next(this.streams);
			this.loop.execute(() -> stream.onDisconnect(() -> gone.complete(stream.isOpen() ? "open" : "not open")));
		}

		assertThat(gone.get(60, TimeUnit.SECONDS)).isEqualTo("not open");
	}

	@Test
	void anAbortedStreamEndsInTheMiddle() throws Exception {
		try (RawClient client = client()) {
			client.post("/stream", "").head();
			ByteStream stream = next(this.streams);
			write(stream, "half");
			this.loop.execute(stream::abort);

			assertThat(client.chunk()).asString().isEqualTo("half");
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void anAbortedRequestClosesTheConnectionWithoutAReply() throws Exception {
		try (RawClient client = client()) {
			client.get("/held");
			HttpResponder responder = next(this.held);
			this.loop.execute(responder::abort);

			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void chunkedRequestBodiesAreRead() throws Exception {
		try (RawClient client = client()) {
			client.send("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
				.send("3\r\ncde\r\n0\r\n\r\n");

			assertThat(client.reply().text()).isEqualTo("abcde");
		}
	}

	@Test
	void compressedRequestBodiesAreRead() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write("compressed".getBytes(StandardCharsets.UTF_8));
		}
		try (RawClient client = client()) {
			client.send("POST /echo HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n")
				.send(bytes.toByteArray());

			assertThat(client.reply().text()).isEqualTo("compressed");
		}
	}

	@ParameterizedTest
	@CsvSource({ "plain, failed to decode body", "truncated, Failed to decompress body",
			"empty, Failed to decompress body", "trailing, failed to decode body", "flipped, failed to decode body" })
	void wrongGzipBodiesAreAnsweredWith500AndTheConnectionIsOfNoMoreUse(String kind, String text) throws Exception {
		byte[] body = gzip("compressed", kind);
		try (RawClient client = client()) {
			client.send("POST /echo HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n")
				.send(body);

			RawClient.Reply reply = client.reply();
			assertThat(reply.status()).isEqualTo("HTTP/1.1 500 Internal Server Error");
			assertThat(reply.text()).isEqualTo(text);
			assertThat(this.requests).isEmpty();
			assertThat(client.send("GET /version HTTP/1.1\r\n\r\n").isClosedByServer()).isTrue();
		}
	}

	@Test
	void theBodyOfAnUnknownPathDoesNotMatter() throws Exception {
		try (RawClient client = client()) {
			client.send("POST /nothing HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");

			assertThat(client.reply().status()).isEqualTo("HTTP/1.1 404 Not Found");
		}
	}

	private static byte[] gzip(String text, String kind) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		byte[] good = bytes.toByteArray();
		return switch (kind) {
			case "plain" -> "{}".getBytes(StandardCharsets.UTF_8);
			case "truncated" -> Arrays.copyOf(good, good.length - 3);
			case "trailing" -> Arrays.copyOf(good, good.length + 1);
			case "flipped" -> {
				good[good.length - 6] ^= 1;
				yield good;
			}
			default -> new byte[0];
		};
	}

	@Test
	void bodiesOfManyMegabytesAreRead() throws Exception {
		int size = 40 * 1024 * 1024;
		try (RawClient client = client()) {
			client.send("POST /accepted HTTP/1.1\r\nContent-Length: " + size + "\r\n\r\n").send(new byte[size]);

			assertThat(client.reply().status()).isEqualTo("HTTP/1.1 202 Accepted");
			assertThat(next(this.requests).body()).hasSize(size);
		}
	}

	@Test
	void expectContinueIsIgnored() throws Exception {
		try (RawClient client = client()) {
			client.send("POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
			assertThat(client.isSilentFor(50)).isTrue();

			assertThat(client.send("ab").reply().text()).isEqualTo("ab");
		}
	}

	@Test
	void largeBodiesAreCompressedForThoseWhoAcceptIt() throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply plain = client.get("/big").reply();
			RawClient.Reply refused = client.get("/big", "Accept-Encoding: gzip;q=0").reply();
			RawClient.Reply small = client.get("/version", "Accept-Encoding: gzip").reply();
			RawClient.Reply gzip = client.get("/big", "Accept-Encoding: deflate, GZIP;q=0.5").reply();

			assertThat(plain.headers()).doesNotContainKey("Content-Encoding");
			assertThat(refused.headers()).doesNotContainKey("Content-Encoding");
			assertThat(small.headers()).doesNotContainKey("Content-Encoding");
			assertThat(gzip.headers()).containsEntry("Content-Encoding", "gzip");
			assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes()).hasSize(1024);
		}
	}

	@Test
	void streamsAreNeverCompressed() throws Exception {
		try (RawClient client = client()) {
			RawClient.Reply head = client.get("/stream", "Accept-Encoding: gzip").head();
			write(next(this.streams), "y".repeat(5000));

			assertThat(head.headers()).doesNotContainKey("Content-Encoding");
			assertThat(client.chunk()).hasSize(5000);
		}
	}

	@Test
	void aBugInAHandlerIsAnsweredWith500() throws Exception {
		try (RawClient client = client()) {
			assertThat(client.get("/broken").reply().status()).isEqualTo("HTTP/1.1 500 Internal Server Error");
			assertThat(client.get("/version").reply().status()).isEqualTo("HTTP/1.1 200 OK");
		}
	}

	@Test
	void faultsCutAndMergeTheRecordsOfAStream() throws Exception {
		try (RawClient client = client()) {
			client.post("/stream", "").head();
			ByteStream stream = next(this.streams);
			this.loop.execute(() -> this.server.faults().chunkSize(1));
			write(stream, "abc");
			assertThat(client.chunk()).asString().isEqualTo("a");
			assertThat(client.chunk()).asString().isEqualTo("b");
			assertThat(client.chunk()).asString().isEqualTo("c");

			this.loop.execute(() -> {
				this.server.faults().reset();
				this.server.faults().firstChunkSize(1);
			});
			write(stream, "12\nabc");
			assertThat(client.chunk()).asString().isEqualTo("1");
			assertThat(client.chunk()).asString().isEqualTo("2\nabc");

			this.loop.execute(() -> {
				this.server.faults().reset();
				this.server.faults().mergeRecords(2);
			});
			write(stream, "one");
			write(stream, "two");
			assertThat(client.chunk()).asString().isEqualTo("onetwo");
		}
	}

	@Test
	void faultsDelayRepliesAndSilenceStreams() throws Exception {
		try (RawClient client = client(); RawClient streaming = client()) {
			streaming.post("/stream", "").head();
			this.loop.submit(() -> {
				this.server.faults().replyDelay(Duration.ofMillis(80));
				this.server.faults().silentStreams(true);
				return true;
			}).join();
			write(next(this.streams), "lost");
			long begin = System.nanoTime();
			client.post("/echo", "late");

			assertThat(client.reply().text()).isEqualTo("late");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(79));
			assertThat(streaming.isSilentFor(30)).isTrue();
		}
	}

	@Test
	void pausedReadingLooksLikeAHangAndGoesOn() throws Exception {
		try (RawClient client = client()) {
			client.get("/version").reply();
			this.server.pauseReading(true);
			client.post("/echo", "patience");
			assertThat(client.isSilentFor(60)).isTrue();

			this.server.pauseReading(false);
			assertThat(client.reply().text()).isEqualTo("patience");
		}
	}

	@Test
	void droppedConnectionsEndWhileTheServerGoesOn() throws Exception {
		try (RawClient client = client()) {
			client.get("/version").reply();
			this.server.dropConnections();

			assertThat(client.isClosedByServer()).isTrue();
		}
		try (RawClient client = client()) {
			assertThat(client.get("/version").reply().status()).isEqualTo("HTTP/1.1 200 OK");
		}
	}

	@Test
	void aClosedServerFreesItsPortAtOnce() throws Exception {
		int port = this.server.port();
		try (RawClient client = client()) {
			client.get("/version").reply();
			this.server.close();
			assertThat(client.isClosedByServer()).isTrue();
		}
		try (HttpServer again = HttpServer.start(this.loop, new InetSocketAddress("127.0.0.1", port), this.router)) {
			assertThat(again.port()).isEqualTo(port);
		}
	}

	@Test
	void aTakenPortIsNamedTogetherWithTheRemedy() {
		InetSocketAddress taken = this.server.address();

		assertThatExceptionOfType(HttpBindException.class)
			.isThrownBy(() -> HttpServer.start(this.loop, taken, this.router))
			.withMessageContaining("Cannot listen on 127.0.0.1:" + taken.getPort())
			.withMessageContaining("choose another port");
	}

	@Test
	void authenticationComesBeforeTheHandlerAndPassesThePrincipalOn() throws Exception {
		List<String> principals = new ArrayList<>();
		this.loop.submit(() -> {
			this.router.route("/master/secret", "realm-1", (request, responder) -> {
				principals.add(request.principal());
				responder.reply(HttpReply.empty(202));
			});
			this.router.authenticate("realm-1",
					new BasicAuthenticator("realm-1", Map.of("alice", "wonder", "carol", "a:b")));
			return true;
		}).join();
		try (RawClient client = client()) {
			RawClient.Reply refused = client.get("/secret").reply();
			RawClient.Reply accepted = client.get("/secret", "Authorization: Basic YWxpY2U6d29uZGVy").reply();

			assertThat(refused.status()).isEqualTo("HTTP/1.1 401 Unauthorized");
			assertThat(refused.text()).isEqualTo("401 Unauthorized.");
			assertThat(refused.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"realm-1\"");
			assertThat(accepted.status()).isEqualTo("HTTP/1.1 202 Accepted");
			assertThat(principals).containsExactly("alice");
		}
	}

	private RawClient client() throws IOException {
		return new RawClient(this.server.port());
	}

	private void write(ByteStream stream, String text) {
		this.loop.execute(() -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static void sendQuietly(RawClient client, String text) {
		try {
			client.send(text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
		T next = queue.poll(60, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

}
