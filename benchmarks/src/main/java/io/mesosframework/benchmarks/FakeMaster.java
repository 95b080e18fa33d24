package io.mesosframework.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * A master that is good for nothing but races: one thread, keep-alive, pipelining,
 * answers written when a client has nothing more to say. It sends the rounds of a
 * scenario to the one client that subscribes, checks the answers and prints a line for
 * every round, then one that begins with {@code done} or {@code dead}.
 */
final class FakeMaster {

	private static final byte[] ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] STREAM = ("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n"
			+ "Transfer-Encoding: chunked\r\nMesos-Stream-Id: 3f1d3a52-7e0c-4b55-8f0e-0c6b1ce1a9b4\r\n\r\n")
		.getBytes(StandardCharsets.US_ASCII);

	/** Nanoseconds within which a client must subscribe. */
	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

	private final Selector selector = Selector.open();

	private final Rounds rounds;

	/** Nanoseconds without an answer after which a client has died. */
	private final long silence;

	private int sockets;

	private int port;

	private @Nullable Connection stream;

	private FakeMaster(Scenario scenario, long silence) throws IOException {
		this.rounds = new Rounds(scenario);
		this.silence = silence;
	}

	/**
	 * Runs one scenario.
	 * @param args the scenario, and the seconds without an answer after which a client
	 * has died
	 * @throws IOException if the machine's network is broken
	 */
	public static void main(String[] args) throws IOException {
		new FakeMaster(Scenario.parse(args[0]), TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]))).run();
	}

	private void run() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
			server.configureBlocking(false);
			server.register(this.selector, SelectionKey.OP_ACCEPT);
			this.port = server.socket().getLocalPort();
			say("port " + this.port);
			while (!this.rounds.over()) {
				this.selector.select(100);
				for (SelectionKey key : this.selector.selectedKeys()) {
					if (key.isAcceptable()) {
						accept(server);
					}
					else {
						serve((Connection) key.attachment());
					}
				}
				this.selector.selectedKeys().clear();
				advance();
			}
			say(this.rounds.verdict() + " sockets=" + this.sockets);
		}
	}

	private void accept(ServerSocketChannel server) throws IOException {
		SocketChannel channel = server.accept();
		if (channel != null) {
			this.sockets++;
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			Connection connection = new Connection(channel);
			connection.key = channel.register(this.selector, SelectionKey.OP_READ, connection);
		}
	}

	private void serve(Connection connection) {
		try {
			if (!connection.read(this::take)) {
				throw new IOException("closed by the client");
			}
			connection.write();
		}
		catch (IOException ex) {
			connection.close();
			if (connection == this.stream) {
				this.rounds.die("the client left its stream: " + ex.getMessage());
			}
		}
	}

	private void take(Connection connection, Call call) {
		if (call.getType() == Call.Type.SUBSCRIBE) {
			this.stream = connection;
			connection.send(ByteBuffer.wrap(STREAM));
			new Recording().add(Events.subscribed()).add(Events.heartbeat()).pieces().forEach(connection::send);
			this.rounds.begin();
			return;
		}
		if (call == HttpRequests.WHO_LEADS) {
			connection.send(ByteBuffer.wrap(("HTTP/1.1 307 Temporary Redirect\r\nLocation: //127.0.0.1:" + this.port
					+ "\r\nContent-Length: 0\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII)));
			return;
		}
		this.rounds.take(call);
		connection.send(ByteBuffer.wrap(ACCEPTED));
	}

	private void advance() throws IOException {
		Connection connection = this.stream;
		if (connection == null) {
			this.rounds.checkSubscribed(PATIENCE);
			return;
		}
		String report = this.rounds.report();
		if (report != null) {
			say(report);
		}
		for (ByteBuffer piece : this.rounds.toSend()) {
			connection.send(piece);
		}
		try {
			connection.write();
		}
		catch (IOException ex) {
			this.rounds.die("the client left its stream: " + ex.getMessage());
		}
		this.rounds.checkLife(this.silence);
	}

	private static void say(String line) {
		System.out.println(line);
		System.out.flush();
	}

	/** What to do with a call. */
	private interface Taker {

		void take(Connection connection, Call call);

	}

	/** A client's connection with what is still to be written. */
	private static final class Connection {

		private final SocketChannel channel;

		private final HttpRequests requests = new HttpRequests();

		private final Deque<ByteBuffer> toWrite = new ArrayDeque<>();

		private final ByteBuffer gathered = ByteBuffer.allocateDirect(64 * 1024);

		private @Nullable SelectionKey key;

		Connection(SocketChannel channel) {
			this.channel = channel;
		}

		/** Reads until the client has nothing more to say; false if it hung up. */
		boolean read(Taker taker) throws IOException {
			for (int i = 0; i < 16; i++) {
				int count = this.channel.read(this.requests.space());
				if (count <= 0) {
					return count == 0;
				}
				this.requests.received(count);
				for (Call call = this.requests.next(); call != null; call = this.requests.next()) {
					taker.take(this, call);
				}
			}
			return true;
		}

		void send(ByteBuffer bytes) {
			this.toWrite.add(bytes);
		}

		void write() throws IOException {
			while (true) {
				gather();
				this.gathered.flip();
				this.channel.write(this.gathered);
				boolean stuck = this.gathered.hasRemaining();
				this.gathered.compact();
				if (stuck || (this.gathered.position() == 0 && this.toWrite.isEmpty())) {
					SelectionKey registered = this.key;
					if (registered != null && registered.isValid()) {
						registered
							.interestOps(stuck ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
					}
					return;
				}
			}
		}

		private void gather() {
			while (!this.toWrite.isEmpty() && this.gathered.hasRemaining()) {
				ByteBuffer next = this.toWrite.peek();
				int room = Math.min(this.gathered.remaining(), next.remaining());
				this.gathered.put(next.slice(next.position(), room));
				next.position(next.position() + room);
				if (!next.hasRemaining()) {
					this.toWrite.remove();
				}
			}
		}

		void close() {
			try {
				this.channel.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
