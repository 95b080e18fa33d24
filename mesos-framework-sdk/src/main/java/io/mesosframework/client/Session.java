package io.mesosframework.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.ClientMetrics.ConnectionRole;

/**
 * Default session with the connection of the stream, the state, the watchdog, and the
 * {@link CallConnection}. Everything about the stream happens on one loop, on which the
 * listener is called as well.
 *
 * @param <C> the type of the calls
 * @param <E> the type of the events
 */
final class Session<C extends Message, E extends Message> implements ApiSession<C> {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final ApiProtocol<C, E> protocol;

	private final MasterAddress address;

	private final C subscribe;

	private final SessionListener<E> listener;

	private final ClientRuntime runtime;

	private final ClientOptions options;

	private final WireCodec<E> codec;

	private final EventLoop loop;

	private final CallConnection calls;

	private final SilenceTimer watchdog;

	private final AtomicReference<@Nullable SessionEnd> end = new AtomicReference<>();

	private volatile @Nullable String streamId;

	private volatile boolean open;

	private volatile boolean paused;

	private @Nullable Channel channel;

	private @Nullable StreamHandler handler;

	private @Nullable String authorization;

	private boolean refreshed;

	Session(ApiProtocol<C, E> protocol, MasterAddress address, C subscribe, SessionListener<E> listener,
			ClientRuntime runtime) {
		this.protocol = protocol;
		this.address = address;
		this.subscribe = subscribe;
		this.listener = listener;
		this.runtime = runtime;
		this.options = runtime.options();
		this.codec = WireCodec.of(this.options.encoding(), protocol.eventPrototype());
		this.loop = runtime.nextLoop();
		this.calls = new CallConnection(protocol, address, this.options, runtime.connector(), this.codec,
				runtime.nextLoop(), new CallOwner());
		this.watchdog = new SilenceTimer(this.loop, this.options.responseTimeout(), this::silent);
	}

	void start() {
		execute(() -> {
			this.watchdog.start();
			authorize();
		});
	}

	private void authorize() {
		this.runtime.supply(this.options.credentials()::authorization).whenComplete((value, failure) -> execute(() -> {
			if (failure != null) {
				end(new SessionEnd.ConnectionLost(ConnectionErrors.credentials(this.address, unwrap(failure))));
			}
			else {
				this.authorization = value;
				connect();
			}
		}));
	}

	private void connect() {
		if (this.end.get() != null) {
			return;
		}
		this.runtime.connector()
			.connect(this.address, this.loop, ConnectionRole.SUBSCRIPTION, this::newHandler)
			.whenComplete((ready, failure) -> execute(() -> connected(ready, failure)));
	}

	private StreamHandler newHandler() {
		StreamHandler handler = new StreamHandler(this.protocol, this.address, this.options, new StreamReceiver());
		this.handler = handler;
		return handler;
	}

	private void connected(@Nullable Channel channel, @Nullable Throwable failure) {
		if (channel == null) {
			end(new SessionEnd.ConnectionLost(ConnectionErrors.explain(this.address,
					(failure != null) ? unwrap(failure) : new MesosException(""))));
			return;
		}
		this.channel = channel;
		if (this.end.get() != null) {
			channel.close();
			return;
		}
		this.watchdog.alive();
		ByteBuf request = channel.alloc().ioBuffer(this.subscribe.getSerializedSize() + 1024);
		try {
			this.codec.write(head(null), this.subscribe, request);
		}
		catch (RuntimeException ex) {
			request.release();
			end(new SessionEnd.ConnectionLost(ConnectionErrors.explain(this.address, ex)));
			return;
		}
		this.options.metrics().bytesSent(ConnectionRole.SUBSCRIPTION, request.readableBytes());
		channel.writeAndFlush(request);
	}

	private RequestHead head(@Nullable String streamId) {
		return new RequestHead(this.address, this.protocol.path(), this.options, this.authorization, streamId);
	}

	private void refused(SessionEnd.Refused refusal) {
		closeChannel();
		if (refusal.reason() != Refusal.UNAUTHORIZED || this.refreshed) {
			end(refusal);
			return;
		}
		this.refreshed = true;
		this.runtime.supply(this.options.credentials()::refresh).whenComplete((changed, failure) -> execute(() -> {
			if (failure != null) {
				end(new SessionEnd.ConnectionLost(ConnectionErrors.credentials(this.address, unwrap(failure))));
			}
			else if (changed) {
				authorize();
			}
			else {
				end(refusal);
			}
		}));
	}

	private void opened(@Nullable String streamId) {
		if (this.end.get() != null) {
			return;
		}
		try {
			RequestHead head = head(streamId);
			this.streamId = streamId;
			this.open = true;
			applyReading();
			this.calls.open(head);
		}
		catch (RuntimeException ex) {
			end(new SessionEnd.ConnectionLost(ConnectionErrors.explain(this.address, ex)));
			return;
		}
		tell(() -> this.listener.onOpen(streamId));
	}

	private boolean event(ByteBuf buffer, int index, int length) {
		if (this.end.get() != null) {
			return false;
		}
		E event;
		try {
			event = this.codec.read(buffer, index, length);
		}
		catch (Exception ex) {
			this.options.metrics().recordSkipped(length);
			tell(() -> this.listener.onUnparsable(ByteBufUtil.getBytes(buffer, index, length), ex));
			return true;
		}
		this.options.metrics().recordReceived(length);
		try {
			this.listener.onEvent(event, length);
		}
		catch (RuntimeException ex) {
			logger.error("The listener failed", ex);
		}
		return true;
	}

	private void silent(Duration silence) {
		if (!this.open) {
			StreamHandler handler = this.handler;
			if (handler == null || !handler.giveUp()) {
				end(new SessionEnd.ConnectionLost(ConnectionErrors.noAnswer(this.address, silence)));
			}
		}
		else {
			end(new SessionEnd.Silent(silence));
		}
	}

	private void end(SessionEnd end) {
		if (!this.end.compareAndSet(null, end)) {
			return;
		}
		this.open = false;
		this.calls.end(end);
		this.runtime.ended(this);
		Runnable close = () -> {
			this.watchdog.stop();
			closeChannel();
			tell(() -> this.listener.onClosed(end));
		};
		try {
			// never called from within another method of the listener
			this.loop.execute(close);
		}
		catch (RejectedExecutionException ex) {
			tell(() -> this.listener.onClosed(end));
		}
	}

	private void closeChannel() {
		Channel channel = this.channel;
		this.channel = null;
		if (channel != null) {
			channel.close();
		}
	}

	private void applyReading() {
		Channel channel = this.channel;
		if (channel != null && this.open) {
			channel.config().setAutoRead(!this.paused);
			this.watchdog.rest(this.paused);
		}
	}

	private void tell(Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			logger.error("The listener failed", ex);
		}
	}

	private void execute(Runnable task) {
		try {
			this.loop.execute(task);
		}
		catch (RejectedExecutionException ex) {
			end(new SessionEnd.ClosedByUs());
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	@Override
	public MasterAddress address() {
		return this.address;
	}

	@Override
	public @Nullable String streamId() {
		return this.streamId;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void pauseReading() {
		this.paused = true;
		changeReading();
	}

	@Override
	public void resumeReading() {
		this.paused = false;
		changeReading();
	}

	private void changeReading() {
		if (this.loop.inEventLoop()) {
			applyReading();
		}
		else {
			execute(this::applyReading);
		}
	}

	@Override
	public void watchdog(@Nullable Duration silence) {
		execute(() -> this.watchdog.limit(silence));
	}

	@Override
	public CompletionStage<CallResult> send(C call) {
		if (!this.open && this.end.get() == null) {
			return CompletableFuture
				.failedFuture(new SessionLostException("The call was not sent, because the session is not open yet"));
		}
		return this.calls.submit(call);
	}

	@Override
	public int pendingCalls() {
		return this.calls.limits().calls();
	}

	@Override
	public long pendingBytes() {
		return this.calls.limits().bytes();
	}

	@Override
	public boolean isWritable() {
		return this.calls.limits().writable();
	}

	@Override
	public void close() {
		end(new SessionEnd.ClosedByUs());
	}

	@Override
	public String toString() {
		return "session with " + this.address + ((this.streamId != null) ? ", stream " + this.streamId : "");
	}

	/**
	 * Receives the events of the stream.
	 */
	private final class StreamReceiver implements StreamHandler.Receiver {

		@Override
		public void opened(@Nullable String streamId) {
			Session.this.opened(streamId);
		}

		@Override
		public void received() {
			Session.this.watchdog.alive();
		}

		@Override
		public void readComplete() {
			tell(Session.this.listener::onReadComplete);
		}

		@Override
		public boolean record(ByteBuf buffer, int index, int length) {
			return event(buffer, index, length);
		}

		@Override
		public void refused(SessionEnd.Refused refusal) {
			Session.this.refused(refusal);
		}

		@Override
		public void ended(SessionEnd end) {
			Session.this.end(end);
		}

	}

	/**
	 * Receives the events of the call connection.
	 */
	private final class CallOwner implements CallConnection.Owner {

		@Override
		public void callsLost(MesosConnectionException cause) {
			end(new SessionEnd.ConnectionLost(cause));
		}

		@Override
		public void refreshCredentials(Consumer<@Nullable RequestHead> done) {
			CredentialsProvider credentials = Session.this.options.credentials();
			Session.this.runtime.<@Nullable RequestHead>supply(() -> {
				if (!credentials.refresh()) {
					return null;
				}
				return new RequestHead(Session.this.address, Session.this.protocol.path(), Session.this.options,
						credentials.authorization(), Session.this.streamId);
			}).whenComplete((head, failure) -> {
				if (failure != null) {
					logger.warn("The credentials for {} could not be renewed", Session.this.address, unwrap(failure));
				}
				done.accept((failure != null) ? null : head);
			});
		}

		@Override
		public void writable() {
			tell(Session.this.listener::onWritable);
		}

	}

}
