package io.mesosframework.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.resource.Resources;

/**
 * A scheduler made of two sockets, for tests: one with the event stream, one with the
 * calls. Fails loudly and knows no mercy.
 */
public final class RawScheduler implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String PATH = "/api/v1/scheduler";

	private final URI master;

	private volatile BlockingQueue<Object> events = new LinkedBlockingQueue<>();

	private Connection stream;

	private Connection calls;

	private volatile FrameworkInfo framework;

	private String streamId;

	private volatile Consumer<Event> listener;

	public RawScheduler(URI master) {
		this.master = master;
	}

	public static FrameworkInfo framework(String name) {
		FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("nobody").setName(name).addRoles("*");
		for (FrameworkInfo.Capability.Type type : List.of(FrameworkInfo.Capability.Type.MULTI_ROLE,
				FrameworkInfo.Capability.Type.PARTITION_AWARE, FrameworkInfo.Capability.Type.TASK_KILLING_STATE,
				FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT)) {
			info.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
		}
		return info.setUser(System.getProperty("user.name")).setFailoverTimeout(3600).setCheckpoint(true).build();
	}

	/**
	 * Receive events in the reader's thread instead of the queue.
	 * @param listener the listener
	 */
	public void onEvent(Consumer<Event> listener) {
		this.listener = listener;
	}

	/**
	 * Subscribe and wait for SUBSCRIBED.
	 * @param info the framework
	 * @return this
	 */
	public RawScheduler subscribe(FrameworkInfo info) {
		Reply reply = trySubscribe(info);
		if (reply.status != 200) {
			throw new IllegalStateException(reply.toString());
		}
		next(Event.Type.SUBSCRIBED);
		return this;
	}

	/**
	 * Subscribe and look at nothing but the head of the answer.
	 * @param info the framework
	 * @return the head, with the body unless it is a stream
	 */
	public Reply trySubscribe(FrameworkInfo info) {
		this.framework = info;
		Call.Builder call = Call.newBuilder()
			.setType(Call.Type.SUBSCRIBE)
			.setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info));
		if (info.hasId()) {
			call.setFrameworkId(info.getId());
		}
		if (this.stream != null) {
			this.stream.close();
		}
		BlockingQueue<Object> received = new LinkedBlockingQueue<>();
		this.events = received;
		this.stream = new Connection(this.master);
		try {
			this.stream.send(call.build(), null);
			Reply reply = this.stream.head();
			this.streamId = reply.headers.get("mesos-stream-id");
			if (!"chunked".equals(reply.headers.get("transfer-encoding"))) {
				return reply.withBody(this.stream.body(reply));
			}
			Connection opened = this.stream;
			Thread reader = new Thread(() -> read(opened, received), "raw-scheduler");
			reader.setDaemon(true);
			reader.start();
			return reply;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(Connection connection, BlockingQueue<Object> received) {
		try {
			RecordReader records = new RecordReader(connection.input);
			for (byte[] record = records.next(); record != null; record = records.next()) {
				Event event = Event.parseFrom(record);
				if (event.getType() == Event.Type.SUBSCRIBED) {
					this.framework = this.framework.toBuilder().setId(event.getSubscribed().getFrameworkId()).build();
				}
				Consumer<Event> target = this.listener;
				if (target != null && event.getType() != Event.Type.SUBSCRIBED) {
					target.accept(event);
				}
				else {
					received.add(event);
				}
			}
			received.add("end");
		}
		catch (IOException | IllegalStateException ex) {
			received.add("broken: " + ex);
		}
	}

	public FrameworkID id() {
		return this.framework.getId();
	}

	public FrameworkInfo info() {
		return this.framework;
	}

	public Event next(Event.Type type) {
		return next(type, (event) -> true);
	}

	public Event next(Event.Type type, Predicate<Event> condition) {
		return (Event) take((item) -> item instanceof Event event && event.getType() == type && condition.test(event),
				type.toString());
	}

	/**
	 * Wait for the next update of a task and acknowledge it.
	 * @param taskId the task
	 * @return its status
	 */
	public TaskStatus nextUpdate(String taskId) {
		Event event = next(Event.Type.UPDATE,
				(update) -> update.getUpdate().getStatus().getTaskId().getValue().equals(taskId));
		TaskStatus status = event.getUpdate().getStatus();
		if (status.hasUuid()) {
			acknowledge(status);
		}
		return status;
	}

	/**
	 * Wait for the end of the stream.
	 * @return {@code end} or {@code broken: …}
	 */
	public String nextEnd() {
		return (String) take(String.class::isInstance, "the end of the stream");
	}

	/**
	 * Look whether anything else than heartbeats, offers and rescinds comes.
	 * @param time how long
	 * @return what came first, or {@code null}
	 */
	public Object poll(Duration time) {
		return pollUntil(time, (item) -> !(item instanceof Event event) || switch (event.getType()) {
			case HEARTBEAT, OFFERS, RESCIND -> false;
			default -> true;
		});
	}

	public Object pollUntil(Duration time, Predicate<Object> condition) {
		long deadline = System.nanoTime() + time.toNanos();
		try {
			while (true) {
				Object item = this.events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
				if (item == null || condition.test(item)) {
					return item;
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Object take(Predicate<Object> condition, String what) {
		List<Object> seen = new ArrayList<>();
		Object found = pollUntil(PATIENCE, (item) -> {
			seen.add(item);
			return condition.test(item) || item instanceof String;
		});
		if (found == null || !condition.test(found)) {
			throw new IllegalStateException("Waited for " + what + " but got "
					+ seen.stream()
						.map((item) -> (item instanceof Event event)
								? event.getType() + " " + event.getUpdate().getStatus().getState() : item.toString())
						.toList());
		}
		return found;
	}

	public Call.Builder call(Call.Type type) {
		return Call.newBuilder().setType(type).setFrameworkId(this.framework.getId());
	}

	public Reply send(Call.Builder call) {
		try {
			sendOnly(call);
			return readReply();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a call without waiting for its answer, to pipeline.
	 * @param call the call
	 */
	public void sendOnly(Call.Builder call) throws IOException {
		if (this.calls == null) {
			this.calls = new Connection(this.master);
		}
		this.calls.send(call.build(), this.streamId);
	}

	public Reply readReply() throws IOException {
		Reply reply = this.calls.head();
		return reply.withBody(this.calls.body(reply));
	}

	/** Close the connection of the calls; the next call opens a new one. */
	public void dropCalls() {
		if (this.calls != null) {
			this.calls.close();
			this.calls = null;
		}
	}

	public void expectAccepted(Call.Builder call) {
		Reply reply = send(call);
		if (reply.status != 202) {
			throw new IllegalStateException(reply.toString());
		}
	}

	public Offer nextOffer() {
		return next(Event.Type.OFFERS).getOffers().getOffers(0);
	}

	public void launch(Offer offer, String resources, String... taskIdsAndCommands) {
		expectAccepted(accept(offer, resources, taskIdsAndCommands));
	}

	public Call.Builder accept(Offer offer, String resources, String... taskIdsAndCommands) {
		Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
		for (int i = 0; i < taskIdsAndCommands.length; i += 2) {
			launch.addTaskInfos(task(offer, resources, taskIdsAndCommands[i], taskIdsAndCommands[i + 1]));
		}
		return accept(offer, launch);
	}

	private Call.Builder accept(Offer offer, Offer.Operation.Launch.Builder launch) {
		return call(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
			.addOfferIds(offer.getId())
			.addOperations(Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH).setLaunch(launch)));
	}

	public static TaskInfo task(Offer offer, String resources, String id, String command) {
		List<Resource> needs = Resources.parse(resources).toList();
		return TaskInfo.newBuilder()
			.setName(id)
			.setTaskId(TaskID.newBuilder().setValue(id))
			.setAgentId(offer.getAgentId())
			.addAllResources(needs)
			.setCommand(CommandInfo.newBuilder().setValue(command))
			.build();
	}

	/**
	 * Launch a task on a custom executor.
	 * @param offer the offer to use
	 * @param id the id of the task
	 * @param command the command of the executor
	 * @return the id of the executor
	 */
	public ExecutorID launchExecutor(Offer offer, String id, String command) {
		ExecutorID executorId = ExecutorID.newBuilder().setValue("executor-of-" + id).build();
		TaskInfo task = task(offer, "cpus:1;mem:32", id, "").toBuilder()
			.clearCommand()
			.setExecutor(ExecutorInfo.newBuilder()
				.setType(ExecutorInfo.Type.CUSTOM)
				.setExecutorId(executorId)
				.setFrameworkId(id())
				.setCommand(CommandInfo.newBuilder().setValue(command)))
			.build();
		expectAccepted(accept(offer, Offer.Operation.Launch.newBuilder().addTaskInfos(task)));
		return executorId;
	}

	public void acknowledge(TaskStatus status) {
		expectAccepted(acknowledgement(status.getTaskId(), status));
	}

	public Call.Builder acknowledgement(TaskID taskId, TaskStatus status) {
		ByteString uuid = status.getUuid();
		return call(Call.Type.ACKNOWLEDGE).setAcknowledge(
				Call.Acknowledge.newBuilder().setTaskId(taskId).setAgentId(status.getAgentId()).setUuid(uuid));
	}

	public void kill(String taskId) {
		expectAccepted(
				call(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(taskId))));
	}

	@Override
	public void close() {
		if (this.stream != null) {
			this.stream.close();
		}
		dropCalls();
	}

	/** One connection. */
	private static final class Connection {

		private final Socket socket;

		private final DataInputStream input;

		private final OutputStream output;

		private final String host;

		Connection(URI master) {
			try {
				this.host = master.getAuthority();
				this.socket = new Socket(master.getHost(), master.getPort());
				this.socket.setTcpNoDelay(true);
				this.input = new DataInputStream(new BufferedInputStream(this.socket.getInputStream(), 1 << 16));
				this.output = this.socket.getOutputStream();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void send(Call call, String streamId) throws IOException {
			byte[] body = call.toByteArray();
			StringBuilder head = new StringBuilder("POST ").append(PATH)
				.append(" HTTP/1.1\r\nHost: ")
				.append(this.host)
				.append("\r\nContent-Type: application/x-protobuf\r\nAccept: application/x-protobuf\r\nContent-Length: ")
				.append(body.length)
				.append("\r\n");
			if (streamId != null) {
				head.append("Mesos-Stream-Id: ").append(streamId).append("\r\n");
			}
			byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
			byte[] message = new byte[bytes.length + body.length];
			System.arraycopy(bytes, 0, message, 0, bytes.length);
			System.arraycopy(body, 0, message, bytes.length, body.length);
			this.output.write(message);
			this.output.flush();
		}

		Reply head() throws IOException {
			String status = line(this.input);
			Map<String, String> headers = new LinkedHashMap<>();
			for (String line = line(this.input); !line.isEmpty(); line = line(this.input)) {
				int colon = line.indexOf(':');
				headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
			}
			return new Reply(Integer.parseInt(status.split(" ")[1]), headers, "");
		}

		String body(Reply reply) throws IOException {
			int length = Integer.parseInt(reply.headers.getOrDefault("content-length", "0"));
			return new String(this.input.readNBytes(length), StandardCharsets.UTF_8);
		}

		void close() {
			try {
				this.socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	private static String line(InputStream input) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int ch = input.read(); ch != '\n'; ch = input.read()) {
			if (ch < 0) {
				throw new EOFException("closed after '" + line + "'");
			}
			if (ch != '\r') {
				line.append((char) ch);
			}
		}
		return line.toString();
	}

	/** Takes records out of chunks. */
	private static final class RecordReader {

		private final DataInputStream input;

		private byte[] chunk = new byte[0];

		private int position;

		private boolean ended;

		RecordReader(DataInputStream input) {
			this.input = input;
		}

		byte[] next() throws IOException {
			StringBuilder header = new StringBuilder();
			int ch = read();
			if (ch < 0) {
				return null;
			}
			for (; ch != '\n'; ch = read()) {
				if (ch < '0' || ch > '9') {
					throw new IllegalStateException("bad length '" + header + (char) ch + "'");
				}
				header.append((char) ch);
			}
			if (header.length() > 9) {
				throw new IllegalStateException("absurd length " + header);
			}
			byte[] record = new byte[Integer.parseInt(header.toString())];
			for (int filled = 0; filled < record.length;) {
				if (this.position == this.chunk.length && !nextChunk()) {
					throw new EOFException("end in the middle of a record");
				}
				int length = Math.min(record.length - filled, this.chunk.length - this.position);
				System.arraycopy(this.chunk, this.position, record, filled, length);
				this.position += length;
				filled += length;
			}
			return record;
		}

		private int read() throws IOException {
			if (this.position == this.chunk.length && !nextChunk()) {
				return -1;
			}
			return this.chunk[this.position++];
		}

		private boolean nextChunk() throws IOException {
			if (this.ended) {
				return false;
			}
			int length = Integer.parseInt(line(this.input), 16);
			this.chunk = this.input.readNBytes(length);
			if (this.chunk.length < length) {
				throw new EOFException("end in the middle of a chunk");
			}
			this.position = 0;
			line(this.input);
			this.ended = length == 0;
			return !this.ended;
		}

	}

	/**
	 * The answer to a call.
	 *
	 * @param status the status code
	 * @param headers the headers, names in lower case
	 * @param body the body
	 */
	public record Reply(int status, Map<String, String> headers, String body) {

		Reply withBody(String body) {
			return new Reply(this.status, this.headers, body);
		}

	}

}
