package io.mesosframework.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Resources shared by the sessions of a client: the network threads, threads that may
 * block, and the connector.
 */
final class ClientRuntime {

	private static final int BLOCKING_THREADS = 4;

	private static final int IDLE_SECONDS = 10;

	private static final int SHUTDOWN_SECONDS = 5;

	private final ClientOptions options;

	private final EventLoopGroup group;

	private final ThreadPoolExecutor blocking;

	private final Connector connector;

	private final Set<Session<?, ?>> sessions = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	ClientRuntime(ClientOptions options) {
		this.options = options;
		this.group = new MultiThreadIoEventLoopGroup(options.ioThreads(),
				new DefaultThreadFactory("mesos-client-io", true), NioIoHandler.newFactory());
		this.blocking = new ThreadPoolExecutor(BLOCKING_THREADS, BLOCKING_THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new DefaultThreadFactory("mesos-client-blocking", true));
		this.blocking.allowCoreThreadTimeOut(true);
		this.connector = new Connector(options, this.blocking);
	}

	ClientOptions options() {
		return this.options;
	}

	Connector connector() {
		return this.connector;
	}

	EventLoop nextLoop() {
		return this.group.next();
	}

	/**
	 * Get a value on a thread that may block.
	 * @param <T> the type of the value
	 * @param supplier supplies it
	 * @return the value
	 */
	<T extends @Nullable Object> CompletableFuture<T> supply(Supplier<T> supplier) {
		return CompletableFuture.supplyAsync(supplier, this.blocking);
	}

	void start(Session<?, ?> session) {
		this.sessions.add(session);
		if (this.closed) {
			session.close();
		}
		session.start();
	}

	void ended(Session<?, ?> session) {
		this.sessions.remove(session);
	}

	void close() {
		this.closed = true;
		List.copyOf(this.sessions).forEach(Session::close);
		boolean onLoop = false;
		for (EventExecutor executor : this.group) {
			onLoop |= executor.inEventLoop();
		}
		this.group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
		this.blocking.shutdown();
		if (!onLoop) {
			this.group.terminationFuture().awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
		}
	}

}
