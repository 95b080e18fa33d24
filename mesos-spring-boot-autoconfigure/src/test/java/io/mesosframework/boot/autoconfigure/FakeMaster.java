package io.mesosframework.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * Something that listens where a master should, and answers as the test wants.
 */
final class FakeMaster implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	private FakeMaster() {
		this(null);
	}

	private FakeMaster(@Nullable SSLContext sslContext) {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try {
			if (sslContext == null) {
				this.server = HttpServer.create(address, 0);
			}
			else {
				HttpsServer https = HttpsServer.create(address, 0);
				https.setHttpsConfigurator(new HttpsConfigurator(sslContext));
				this.server = https;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
	}

	/**
	 * Answers every request with a status and a text.
	 */
	static FakeMaster answering(int status, String contentType, String body) {
		FakeMaster master = new FakeMaster();
		master.server.createContext("/", (exchange) -> {
			master.read(exchange);
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", contentType);
			if (status == 401) {
				exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"mesos-master-scheduler\"");
			}
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		master.server.start();
		return master;
	}

	/**
	 * Accepts the subscription and then sends events; the stream stays open.
	 */
	static FakeMaster sending(Event... events) {
		return sendingRecords(java.util.Arrays.stream(events).map(Event::toByteArray).toArray(byte[][]::new));
	}

	static FakeMaster sendingRecords(byte[]... records) {
		return sendingRecords(new FakeMaster(), records);
	}

	/**
	 * Accepts the subscription over TLS; the stream stays open.
	 */
	static FakeMaster secure(SSLContext sslContext) {
		return sendingRecords(new FakeMaster(sslContext), subscribed().toByteArray());
	}

	private static FakeMaster sendingRecords(FakeMaster master, byte[]... records) {
		master.server.createContext("/", (exchange) -> {
			Call call = master.read(exchange);
			if (call.getType() != Call.Type.SUBSCRIBE) {
				exchange.sendResponseHeaders(202, -1);
				exchange.close();
				return;
			}
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.getResponseHeaders().set("Mesos-Stream-Id", "stream-1");
			exchange.sendResponseHeaders(200, 0);
			for (byte[] record : records) {
				exchange.getResponseBody().write((record.length + "\n").getBytes(StandardCharsets.US_ASCII));
				exchange.getResponseBody().write(record);
				exchange.getResponseBody().flush();
			}
			master.awaitClose();
			exchange.close();
		});
		master.server.start();
		return master;
	}

	static Event subscribed() {
		return Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder()
				.setFrameworkId(FrameworkID.newBuilder().setValue("fw-0000"))
				.setHeartbeatIntervalSeconds(15))
			.build();
	}

	static Event error(String message) {
		return Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessage(message))
			.build();
	}

	String url() {
		String scheme = (this.server instanceof HttpsServer) ? "https" : "http";
		return scheme + "://127.0.0.1:" + this.server.getAddress().getPort();
	}

	List<Call> calls() {
		return this.calls;
	}

	List<Call> calls(Call.Type type) {
		return this.calls.stream().filter((call) -> call.getType() == type).toList();
	}

	FrameworkInfo frameworkInfo() {
		return calls(Call.Type.SUBSCRIBE).get(0).getSubscribe().getFrameworkInfo();
	}

	List<String> authorizations() {
		return this.authorizations;
	}

	private Call read(HttpExchange exchange) throws IOException {
		Call call = Call.parseFrom(exchange.getRequestBody().readAllBytes());
		this.authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		this.calls.add(call);
		return call;
	}

	private void awaitClose() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
