package io.mesosframework.embedded.http;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The daemon threads that read and write sockets. One instance serves all servers of a
 * cluster.
 *
 * @since 0.1.0
 */
public final class HttpThreads implements AutoCloseable {

	private static final long STOP_SECONDS = 10;

	private final EventLoopGroup group;

	/**
	 * Create the threads; they start when they are needed.
	 * @param name the beginning of their names
	 * @param count how many
	 */
	public HttpThreads(String name, int count) {
		this.group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true),
				NioIoHandler.newFactory());
	}

	EventLoopGroup group() {
		return this.group;
	}

	/** End the threads; all connections are closed. Idempotent. */
	@Override
	public void close() {
		this.group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
			.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
	}

}
