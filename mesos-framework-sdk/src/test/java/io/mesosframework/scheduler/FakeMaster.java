package io.mesosframework.scheduler;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A master that does what a test says: by default it subscribes everyone as
 * {@code fw-0000} and accepts every call.
 */
final class FakeMaster implements AutoCloseable {

	static final FrameworkID ID = FrameworkID.newBuilder().setValue("fw-0000").build();

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Call> subscribes = new CopyOnWriteArrayList<>();

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final List<Stream> streams = new CopyOnWriteArrayList<>();

	private final Queue<Consumer<Stream>> scripts = new ConcurrentLinkedQueue<>();

	private final AtomicInteger streamIds = new AtomicInteger();

	private volatile Consumer<Stream> defaultScript = (stream) -> stream.subscribed(15);

	private volatile Function<Call, Answer> answers = (call) -> new Answer(
			(call.getType() == Call.Type.UPDATE_FRAMEWORK) ? 200 : 202, "");

	FakeMaster() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/**
	 * An answer to a call.
	 */
	record Answer(int status, String body) {
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** What to do with the next SUBSCRIBE. */
	FakeMaster next(Consumer<Stream> script) {
		this.scripts.add(script);
		return this;
	}

	FakeMaster always(Consumer<Stream> script) {
		this.defaultScript = script;
		return this;
	}

	FakeMaster answer(Function<Call, Answer> answers) {
		this.answers = answers;
		return this;
	}

	List<Call> subscribes() {
		return this.subscribes;
	}

	List<Call> calls() {
		return this.calls;
	}

	List<Call> calls(Call.Type type) {
		return this.calls.stream().filter((call) -> call.getType() == type).toList();
	}

	Stream stream() {
		return this.streams.get(this.streams.size() - 1);
	}

	private void handle(HttpExchange exchange) throws IOException {
		Call call = parse(exchange.getRequestBody().readAllBytes());
		if (call.getType() == Call.Type.SUBSCRIBE) {
			Stream stream = new Stream(exchange, "stream-" + this.streamIds.incrementAndGet());
			this.streams.add(stream);
			this.subscribes.add(call);
			Consumer<Stream> script = this.scripts.poll();
			((script != null) ? script : this.defaultScript).accept(stream);
			return;
		}
		this.calls.add(call);
		Answer answer = this.answers.apply(call);
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static Call parse(byte[] bytes) {
		try {
			return Call.parseFrom(bytes);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * The answer to one SUBSCRIBE.
	 */
	static final class Stream {

		private final HttpExchange exchange;

		private final String id;

		private boolean open;

		private Stream(HttpExchange exchange, String id) {
			this.exchange = exchange;
			this.id = id;
		}

		Stream subscribed(double heartbeatSeconds) {
			return send(Event.newBuilder()
				.setType(Event.Type.SUBSCRIBED)
				.setSubscribed(Event.Subscribed.newBuilder()
					.setFrameworkId(ID)
					.setHeartbeatIntervalSeconds(heartbeatSeconds)
					.setMasterInfo(MasterInfo.newBuilder().setId("m").setIp(1).setPort(5050).setHostname("h")))
				.build());
		}

		Stream error(String message) {
			return send(Event.newBuilder()
				.setType(Event.Type.ERROR)
				.setError(Event.Error.newBuilder().setMessage(message))
				.build());
		}

		Stream send(Event event) {
			byte[] bytes = event.toByteArray();
			return raw((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII)).raw(bytes);
		}

		synchronized Stream raw(byte[] bytes) {
			try {
				if (!this.open) {
					this.open = true;
					this.exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
					this.exchange.getResponseHeaders().set("Mesos-Stream-Id", this.id);
					this.exchange.sendResponseHeaders(200, 0);
				}
				OutputStream out = this.exchange.getResponseBody();
				out.write(bytes);
				out.flush();
				return this;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void end() {
			this.exchange.close();
		}

		void refuse(int status, String body, String... headers) {
			try {
				for (int i = 0; i < headers.length; i += 2) {
					this.exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
				}
				byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
				this.exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
				this.exchange.getResponseBody().write(bytes);
				this.exchange.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
