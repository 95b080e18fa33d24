package io.mesosframework.embedded.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * An HTTP/1.1 server that treats its clients as libprocess does. Requests are handed to
 * the loop in the order of their arrival; replies leave each connection in the order of
 * its requests, also when they are pipelined.
 *
 * @since 0.1.0
 */
public final class HttpServer implements AutoCloseable {

	/** As http-parser, which libprocess uses. */
	private static final int MAX_HEADER_BYTES = 80 * 1024;

	private static final int BACKLOG = 1024;

	private static final long CLOSE_SECONDS = 10;

	private final Loop loop;

	private final HttpRouter router;

	private final HttpFaults faults = new HttpFaults();

	private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

	private final @Nullable HttpThreads ownThreads;

	private final Channel channel;

	private final InetSocketAddress address;

	private volatile boolean reading = true;

	private volatile boolean closed;

	private HttpServer(Loop loop, InetSocketAddress bind, HttpRouter router, HttpThreads threads, boolean own) {
		this.loop = loop;
		this.router = router;
		this.ownThreads = own ? threads : null;
		ServerBootstrap bootstrap = new ServerBootstrap().group(threads.group())
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					accept(channel);
				}

			});
		ChannelFuture bound = bootstrap.bind(bind).awaitUninterruptibly();
		Throwable failure = bound.cause();
		if (failure != null) {
			if (own) {
				threads.close();
			}
			throw new HttpBindException(bind, failure);
		}
		this.channel = bound.channel();
		this.address = (InetSocketAddress) this.channel.localAddress();
	}

	/**
	 * Start a server with a thread of its own.
	 * @param loop the loop on which requests are handled
	 * @param bind the address; port 0 for a free one
	 * @param router the routes
	 * @return the server, which accepts connections already
	 * @throws HttpBindException if the address cannot be used
	 */
	public static HttpServer start(Loop loop, InetSocketAddress bind, HttpRouter router) {
		return new HttpServer(loop, bind, router, new HttpThreads("embedded-mesos-http", 1), true);
	}

	/**
	 * Start a server on shared threads.
	 * @param loop the loop on which requests are handled
	 * @param bind the address; port 0 for a free one
	 * @param router the routes
	 * @param threads the threads, which stay when the server is closed
	 * @return the server, which accepts connections already
	 * @throws HttpBindException if the address cannot be used
	 */
	public static HttpServer start(Loop loop, InetSocketAddress bind, HttpRouter router, HttpThreads threads) {
		return new HttpServer(loop, bind, router, threads, false);
	}

	/**
	 * Return the address at which the server listens.
	 * @return the address with the real port
	 */
	public InetSocketAddress address() {
		return this.address;
	}

	/**
	 * Return the port at which the server listens.
	 * @return the port
	 */
	public int port() {
		return address().getPort();
	}

	/**
	 * Return the faults of this server; to be changed on the loop only.
	 * @return the faults
	 */
	public HttpFaults faults() {
		return this.faults;
	}

	/**
	 * Return how many connections are open.
	 * @return the number
	 */
	public int connectionCount() {
		return this.connections.size();
	}

	/**
	 * Leave new connections in the backlog of the system, where they look open to the
	 * client but are never served, or accept them again.
	 * @param pause whether to pause
	 */
	public void pauseAccepting(boolean pause) {
		this.channel.config().setAutoRead(!pause);
	}

	/**
	 * Stop reading from all connections, present and future, or go on. It is so when this
	 * returns.
	 * @param pause whether to stop
	 */
	public void pauseReading(boolean pause) {
		this.reading = !pause;
		List<Future<?>> changes = new ArrayList<>();
		this.connections.forEach((connection) -> changes.add(connection.allowReading(!pause)));
		changes.forEach((change) -> change.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
	}

	/**
	 * Drop all connections without a word; the server goes on to accept new ones.
	 */
	public void dropConnections() {
		this.connections.forEach(HttpConnection::drop);
	}

	/**
	 * Stop listening and drop all connections, as the end of the process would. The port
	 * is free when this returns. Idempotent.
	 */
	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.channel.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
		List<Future<?>> drops = new ArrayList<>();
		this.connections.forEach((connection) -> drops.add(connection.drop()));
		drops.forEach((drop) -> drop.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
		awaitFree();
		if (this.ownThreads != null) {
			this.ownThreads.close();
		}
	}

	/**
	 * The JDK closes the socket of a channel only when its selector comes by again: wake
	 * it up until the port is really free.
	 */
	private void awaitFree() {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
		while (!isFree(this.address) && System.nanoTime() < deadline) {
			this.channel.eventLoop().submit(() -> true).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
	}

	private static boolean isFree(InetSocketAddress address) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.setReuseAddress(true);
			probe.bind(address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void accept(SocketChannel socket) {
		HttpConnection connection = new HttpConnection(socket, this.loop, this.router, this.faults);
		this.connections.add(connection);
		socket.closeFuture().addListener((future) -> this.connections.remove(connection));
		HttpDecoderConfig config = new HttpDecoderConfig().setMaxInitialLineLength(MAX_HEADER_BYTES)
			.setMaxHeaderSize(MAX_HEADER_BYTES)
			// As http-parser, which takes a bare line feed for the end of a line.
			.setStrictLineParsing(false);
		socket.pipeline().addLast(new HttpRequestDecoder(config)).addLast(new HttpRequestReader(connection));
		if (!this.reading) {
			connection.allowReading(false);
		}
		if (this.closed) {
			connection.drop();
		}
	}

}
