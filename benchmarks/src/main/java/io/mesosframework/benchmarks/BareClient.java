package io.mesosframework.benchmarks;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * The least that can be done: one loop that reads, parses and answers, with nothing in
 * between, no checks and no second chance. Nobody would run it; it says how fast the
 * machine is.
 */
final class BareClient {

	private final InputStream events;

	private final OutputStream calls;

	private final byte[] buffer = new byte[64 * 1024];

	private int position;

	private int limit;

	private int chunk;

	private BareClient(InputStream events, OutputStream calls) {
		this.events = events;
		this.calls = calls;
	}

	/**
	 * Subscribes and answers until the master hangs up.
	 * @param args the master's port, and whether to accept or ignore offers
	 * @throws IOException if the master behaves in an unexpected way
	 */
	public static void main(String[] args) throws IOException {
		int port = Integer.parseInt(args[0]);
		try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), port);
				Socket others = new Socket(InetAddress.getLoopbackAddress(), port)) {
			stream.setTcpNoDelay(true);
			others.setTcpNoDelay(true);
			Thread drain = new Thread(() -> drain(others), "answers");
			drain.setDaemon(true);
			drain.start();
			OutputStream out = stream.getOutputStream();
			out.write(request(Call.newBuilder()
				.setType(Call.Type.SUBSCRIBE)
				.setSubscribe(Call.Subscribe.newBuilder()
					.setFrameworkInfo(FrameworkInfo.newBuilder().setUser("nobody").setName("race")))
				.build()));
			new BareClient(stream.getInputStream(), new BufferedOutputStream(others.getOutputStream(), 64 * 1024))
				.run("accept".equals(args[1]));
		}
	}

	private void run(boolean accept) throws IOException {
		while (!readLine().isEmpty()) {
			continue;
		}
		while (true) {
			int length = readLength();
			byte[] record = readFully(length);
			Event event = Event.parseFrom(record);
			if (event.getType() == Event.Type.UPDATE) {
				acknowledge(event.getUpdate().getStatus());
			}
			else if (event.getType() == Event.Type.OFFERS && accept) {
				for (Offer offer : event.getOffers().getOffersList()) {
					this.calls.write(request(Calls.accept(offer)));
				}
			}
			if (this.position == this.limit) {
				this.calls.flush();
			}
		}
	}

	private void acknowledge(TaskStatus status) throws IOException {
		if (status.hasUuid()) {
			this.calls.write(request(Call.newBuilder()
				.setFrameworkId(FrameworkID.newBuilder().setValue(Events.FRAMEWORK))
				.setType(Call.Type.ACKNOWLEDGE)
				.setAcknowledge(Call.Acknowledge.newBuilder()
					.setAgentId(status.getAgentId())
					.setTaskId(status.getTaskId())
					.setUuid(status.getUuid()))
				.build()));
		}
	}

	private static byte[] request(Call call) {
		byte[] body = call.toByteArray();
		byte[] head = ("POST /api/v1/scheduler HTTP/1.1\r\nHost: localhost\r\nAccept: application/x-protobuf\r\n"
				+ "Content-Type: application/x-protobuf\r\nContent-Length: " + body.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] request = new byte[head.length + body.length];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(body, 0, request, head.length, body.length);
		return request;
	}

	private int readLength() throws IOException {
		int length = 0;
		for (int b = readBody(); b != '\n'; b = readBody()) {
			length = length * 10 + (b - '0');
		}
		return length;
	}

	private byte[] readFully(int length) throws IOException {
		byte[] record = new byte[length];
		int done = 0;
		while (done < length) {
			beginChunk();
			if (this.position == this.limit) {
				fill();
			}
			int count = Math.min(Math.min(this.chunk, this.limit - this.position), length - done);
			System.arraycopy(this.buffer, this.position, record, done, count);
			this.position += count;
			this.chunk -= count;
			done += count;
		}
		return record;
	}

	private int readBody() throws IOException {
		beginChunk();
		this.chunk--;
		return read();
	}

	private void beginChunk() throws IOException {
		while (this.chunk == 0) {
			String line = readLine();
			if (!line.isEmpty()) {
				this.chunk = Integer.parseInt(line, 16);
			}
		}
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int b = read(); b != '\n'; b = read()) {
			if (b != '\r') {
				line.append((char) b);
			}
		}
		return line.toString();
	}

	private int read() throws IOException {
		if (this.position == this.limit) {
			fill();
		}
		return this.buffer[this.position++];
	}

	private void fill() throws IOException {
		this.calls.flush();
		int count = this.events.read(this.buffer);
		if (count < 0) {
			throw new EOFException("the master hung up");
		}
		this.position = 0;
		this.limit = count;
	}

	private static void drain(Socket socket) {
		byte[] answers = new byte[64 * 1024];
		try {
			while (socket.getInputStream().read(answers) >= 0) {
				continue;
			}
		}
		catch (IOException ex) {
			// The race is over: there is nobody left to tell.
		}
	}

}
