package io.mesosframework.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.ClientMetrics.ConnectionRole;

/**
 * Sends the calls of a session over one connection, in the order of submission and
 * without waiting for answers. Queued calls are combined into one write. {@link #submit}
 * may be called from any thread; everything else happens on one loop.
 */
final class CallConnection {

	/**
	 * The session of the calls.
	 */
	interface Owner {

		/**
		 * Handle the loss of the connection, which ends the session.
		 * @param cause why
		 */
		void callsLost(MesosConnectionException cause);

		/**
		 * Get new credentials because the current ones were refused.
		 * @param done receives the new head, or {@code null}, on any thread
		 */
		void refreshCredentials(Consumer<@Nullable RequestHead> done);

		/**
		 * Signal that more calls may be sent again.
		 */
		void writable();

	}

	private static final Logger logger = LoggerFactory.getLogger(CallConnection.class);

	private static final int BATCH = 64 * 1024;

	private static final int HEAD_ROOM = 1024;

	private final ApiProtocol<?, ?> protocol;

	private final MasterAddress address;

	private final ClientOptions options;

	private final Connector connector;

	private final WireCodec<?> codec;

	private final EventLoop loop;

	private final Owner owner;

	private final PendingLimits limits;

	private final Receiver receiver = new Receiver();

	private final Queue<PendingCall> queue = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private volatile @Nullable SessionEnd ended;

	private final Deque<PendingCall> inFlight = new ArrayDeque<>();

	private @Nullable RequestHead head;

	private @Nullable Channel channel;

	private @Nullable AnswerHandler handler;

	private boolean connecting;

	private boolean draining;

	private boolean refreshing;

	private boolean refreshed;

	private boolean checking;

	private boolean finishing;

	private long lastAnswer;

	CallConnection(ApiProtocol<?, ?> protocol, MasterAddress address, ClientOptions options, Connector connector,
			WireCodec<?> codec, EventLoop loop, Owner owner) {
		this.protocol = protocol;
		this.address = address;
		this.options = options;
		this.connector = connector;
		this.codec = codec;
		this.loop = loop;
		this.owner = owner;
		this.limits = new PendingLimits(options.maxPendingCalls(), options.maxPendingBytes());
	}

	PendingLimits limits() {
		return this.limits;
	}

	/**
	 * Connect, because the session is open.
	 * @param head the head of all requests
	 */
	void open(RequestHead head) {
		this.loop.execute(() -> {
			this.head = head;
			drain();
		});
	}

	/**
	 * Queue a call.
	 * @param call the call
	 * @return completes with its answer
	 */
	PendingCall submit(Message call) {
		int size = call.getSerializedSize();
		PendingCall pending = new PendingCall(call, size);
		SessionEnd end = this.ended;
		if (end != null) {
			pending.completeExceptionally(lost(end));
		}
		else if (!this.limits.add(size)) {
			pending.completeExceptionally(new CallQueueFullException(this.limits.calls(), this.limits.bytes()));
		}
		else {
			this.queue.add(pending);
			schedule();
		}
		return pending;
	}

	/**
	 * End the connection with its session: nothing more is sent. Outstanding answers are
	 * awaited for a while.
	 * @param end why
	 */
	void end(SessionEnd end) {
		this.ended = end;
		schedule();
	}

	private void schedule() {
		if (this.scheduled.compareAndSet(false, true)) {
			try {
				this.loop.execute(this::run);
			}
			catch (RejectedExecutionException ex) {
				// the client is closed, so there is no loop any longer
				failQueued(new SessionEnd.ClosedByUs());
			}
		}
	}

	private void run() {
		this.scheduled.set(false);
		drain();
	}

	private void drain() {
		SessionEnd end = this.ended;
		if (end != null) {
			failQueued(end);
			finish();
			return;
		}
		Channel channel = this.channel;
		if (channel == null) {
			connect();
			return;
		}
		if (this.draining || this.refreshing) {
			return;
		}
		this.draining = true;
		try {
			boolean wrote = false;
			while (channel.isWritable() && writeBatch(channel)) {
				wrote = true;
			}
			if (wrote) {
				channel.flush();
			}
		}
		finally {
			this.draining = false;
		}
		if (!this.queue.isEmpty() && channel.isWritable()) {
			schedule();
		}
	}

	private boolean writeBatch(Channel channel) {
		RequestHead head = this.head;
		PendingCall next = this.queue.peek();
		if (next == null || head == null) {
			return false;
		}
		ByteBuf batch = channel.alloc().ioBuffer(BATCH + Math.max(0, next.size() + HEAD_ROOM - BATCH));
		for (; next != null; next = this.queue.peek()) {
			if (batch.isReadable() && batch.writableBytes() < next.size() + HEAD_ROOM) {
				break;
			}
			this.queue.remove();
			write(next, head, batch);
		}
		this.options.metrics().bytesSent(ConnectionRole.CALLS, batch.readableBytes());
		channel.write(batch);
		checkAnswers();
		return true;
	}

	private void write(PendingCall call, RequestHead head, ByteBuf batch) {
		int start = batch.writerIndex();
		try {
			this.codec.write(head, call.take(head), batch);
			this.inFlight.add(call);
		}
		catch (RuntimeException ex) {
			batch.writerIndex(start);
			remove(call);
			call.completeExceptionally(new MesosException("The call could not be encoded: " + ex.getMessage(), ex));
		}
	}

	private void connect() {
		if (this.connecting || this.head == null) {
			return;
		}
		this.connecting = true;
		this.connector.connect(this.address, this.loop, ConnectionRole.CALLS, this::newHandler)
			.whenComplete((ready, failure) -> execute(() -> connected(ready, failure)));
	}

	private AnswerHandler newHandler() {
		AnswerHandler handler = new AnswerHandler(this.protocol, this.address, this.receiver);
		this.handler = handler;
		return handler;
	}

	private void connected(@Nullable Channel channel, @Nullable Throwable failure) {
		this.connecting = false;
		if (channel == null) {
			fail(ConnectionErrors.explain(this.address, Objects.requireNonNull(failure)));
		}
		else if (this.ended != null) {
			channel.close();
		}
		else {
			this.channel = channel;
			drain();
		}
	}

	private void answered(CallResult result) {
		PendingCall call = this.inFlight.poll();
		if (call == null) {
			logger.warn("{} answered {} without being asked; the connection is closed", this.address, result.status());
			close();
			return;
		}
		this.lastAnswer = System.nanoTime();
		if (result.outcome() == CallOutcome.UNAUTHORIZED) {
			unauthorized(call);
		}
		else if (call.head() == this.head) {
			this.refreshed = false;
		}
		complete(call, result);
		if (this.ended != null) {
			finish();
		}
	}

	private void unauthorized(PendingCall call) {
		if (call.head() != this.head || this.refreshing || this.refreshed || this.ended != null) {
			return;
		}
		this.refreshing = true;
		this.owner.refreshCredentials((renewed) -> execute(() -> {
			this.refreshing = false;
			this.refreshed = true;
			if (renewed != null) {
				this.head = renewed;
			}
			drain();
		}));
	}

	private void lost(AnswerHandler handler, MesosConnectionException cause) {
		if (handler != this.handler) {
			return;
		}
		close();
		if (this.ended == null && !this.connecting && this.inFlight.isEmpty()) {
			logger.debug("The idle call connection to {} was closed", this.address);
			if (!this.queue.isEmpty()) {
				schedule();
			}
		}
		else {
			fail(cause);
		}
	}

	private void fail(MesosConnectionException cause) {
		close();
		this.owner.callsLost(cause);
		CallResult unknown = new CallResult(CallOutcome.UNKNOWN, 0, String.valueOf(cause.getMessage()), null);
		for (PendingCall call = this.inFlight.poll(); call != null; call = this.inFlight.poll()) {
			complete(call, unknown);
		}
	}

	private void checkAnswers() {
		if (!this.checking) {
			this.checking = true;
			long period = Math.max(1, this.options.responseTimeout().toMillis() / 4);
			this.loop.schedule(this::check, period, TimeUnit.MILLISECONDS);
		}
	}

	private void check() {
		this.checking = false;
		PendingCall oldest = this.inFlight.peek();
		if (oldest == null) {
			return;
		}
		long silence = System.nanoTime() - Math.max(oldest.written(), this.lastAnswer);
		if (silence >= this.options.responseTimeout().toNanos()) {
			fail(ConnectionErrors.noAnswer(this.address, this.options.responseTimeout()));
		}
		else {
			checkAnswers();
		}
	}

	private void finish() {
		if (this.inFlight.isEmpty()) {
			close();
		}
		else if (!this.finishing) {
			this.finishing = true;
			this.loop.schedule(() -> fail(ConnectionErrors.closed(this.address, "before the call was answered")),
					this.options.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void close() {
		Channel channel = this.channel;
		this.channel = null;
		this.handler = null;
		if (channel != null) {
			channel.close();
		}
	}

	private void failQueued(SessionEnd end) {
		for (PendingCall call = this.queue.poll(); call != null; call = this.queue.poll()) {
			remove(call);
			call.completeExceptionally(lost(end));
		}
	}

	private static SessionLostException lost(SessionEnd end) {
		return new SessionLostException("The call was not sent, because its session has ended: " + end.message());
	}

	private void complete(PendingCall call, CallResult result) {
		this.options.metrics().callCompleted(result.outcome(), call.size(), System.nanoTime() - call.submitted());
		remove(call);
		call.complete(result);
	}

	private void remove(PendingCall call) {
		if (this.limits.remove(call.size())) {
			this.owner.writable();
		}
	}

	private void execute(Runnable task) {
		try {
			this.loop.execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The client was closed meanwhile");
		}
	}

	/**
	 * Receives the events of the connection.
	 */
	private final class Receiver implements AnswerHandler.Receiver {

		@Override
		public void answered(CallResult result) {
			CallConnection.this.answered(result);
		}

		@Override
		public void writabilityChanged() {
			drain();
		}

		@Override
		public void lost(AnswerHandler handler, MesosConnectionException cause) {
			CallConnection.this.lost(handler, cause);
		}

	}

}
