package io.mesosframework.client;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import com.google.protobuf.MessageLite;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * A server which says exactly what a test tells it to say, byte by byte.
 */
final class RawServer implements AutoCloseable {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

	private final Channel channel;

	private final boolean secure;

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger reads = new AtomicInteger();

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	private final List<Channel> channels = new CopyOnWriteArrayList<>();

	private volatile Consumer<Exchange> script;

	RawServer(Consumer<Exchange> script) {
		this(script, null, false);
	}

	RawServer(Consumer<Exchange> script, @Nullable SSLContext sslContext, boolean clientCertificate) {
		this.script = script;
		this.secure = sslContext != null;
		this.channel = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel channel) {
					RawServer.this.channels.add(channel);
					if (sslContext != null) {
						SSLEngine engine = sslContext.createSSLEngine();
						engine.setUseClientMode(false);
						engine.setNeedClientAuth(clientCertificate);
						channel.pipeline().addLast(new SslHandler(engine));
					}
					channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
						@Override
						public void channelRead(ChannelHandlerContext context, Object message) {
							RawServer.this.reads.incrementAndGet();
							context.fireChannelRead(message);
						}
					});
					channel.pipeline()
						.addLast(new HttpRequestDecoder(), new HttpObjectAggregator(128 * 1024 * 1024),
								new Handler(RawServer.this.connections.incrementAndGet()));
				}
			})
			.bind(new InetSocketAddress("127.0.0.1", 0))
			.syncUninterruptibly()
			.channel();
	}

	/** A server on which the first byte of a connection is answered with fixed bytes. */
	static RawServer answering(byte[] bytes) {
		return new RawServer((exchange) -> exchange.raw(bytes).close());
	}

	MasterAddress address() {
		return new MasterAddress(this.secure ? "https" : "http", "localhost", port());
	}

	int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	/** The number of TCP connections accepted so far. */
	int connections() {
		return this.connections.get();
	}

	/** The number of reads (pieces of data from clients) so far. */
	int reads() {
		return this.reads.get();
	}

	void script(Consumer<Exchange> script) {
		this.script = script;
	}

	Exchange next() throws InterruptedException {
		Exchange exchange = this.exchanges.poll(60, TimeUnit.SECONDS);
		if (exchange == null) {
			throw new AssertionError("No request arrived");
		}
		return exchange;
	}

	List<Exchange> received() {
		return new ArrayList<>(this.exchanges);
	}

	void closeConnections() {
		this.channels.forEach(Channel::close);
	}

	@Override
	public void close() {
		this.channel.close().syncUninterruptibly();
		this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	static byte[] record(byte[] bytes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
		out.writeBytes(bytes);
		return out.toByteArray();
	}

	private final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {

		private final int connection;

		Handler(int connection) {
			this.connection = connection;
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
			Exchange exchange = new Exchange(context.channel(), this.connection, request);
			RawServer.this.exchanges.add(exchange);
			RawServer.this.script.accept(exchange);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

	/** One request and the means to answer it. */
	static final class Exchange {

		private final Channel channel;

		private final int connection;

		private final String method;

		private final String uri;

		private final List<String> headers = new ArrayList<>();

		private final byte[] body;

		Exchange(Channel channel, int connection, FullHttpRequest request) {
			this.channel = channel;
			this.connection = connection;
			this.method = request.method().name();
			this.uri = request.uri();
			request.headers().forEach((header) -> this.headers.add(header.getKey() + ": " + header.getValue()));
			this.body = ByteBufUtil.getBytes(request.content());
		}

		int connection() {
			return this.connection;
		}

		String method() {
			return this.method;
		}

		String uri() {
			return this.uri;
		}

		List<String> headers() {
			return this.headers;
		}

		@Nullable String header(String name) {
			return this.headers.stream()
				.filter((header) -> header.startsWith(name + ": "))
				.map((header) -> header.substring(name.length() + 2))
				.findFirst()
				.orElse(null);
		}

		byte[] body() {
			return this.body;
		}

		boolean isSubscribe() {
			return header("Mesos-Stream-Id") == null;
		}

		Exchange raw(byte[] bytes) {
			this.channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
			return this;
		}

		Exchange raw(String text) {
			return raw(text.getBytes(StandardCharsets.ISO_8859_1));
		}

		Exchange answer(int status, String body, String... headers) {
			StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
			for (String header : headers) {
				text.append(header).append("\r\n");
			}
			return raw(text.append("Content-Length: ")
				.append(body.getBytes(StandardCharsets.UTF_8).length)
				.append("\r\n\r\n")
				.append(body)
				.toString());
		}

		Exchange accepted() {
			return answer(202, "");
		}

		/** Begin a stream of events. */
		Exchange stream(Encoding encoding, String... headers) {
			StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: ")
				.append(encoding.mediaType())
				.append("\r\n");
			for (String header : headers) {
				text.append(header).append("\r\n");
			}
			return raw(text.append("\r\n").toString());
		}

		Exchange stream() {
			return stream(Encoding.PROTOBUF, "Mesos-Stream-Id: stream-1");
		}

		Exchange chunk(byte[] bytes) {
			ByteBuf out = Unpooled.buffer(bytes.length + 16);
			out.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			out.writeBytes(bytes);
			out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
			this.channel.writeAndFlush(out);
			return this;
		}

		Exchange event(MessageLite event) {
			return chunk(record(event.toByteArray()));
		}

		Exchange end() {
			return raw("0\r\n\r\n");
		}

		void close() {
			this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((future) -> this.channel.close());
		}

		Channel channel() {
			return this.channel;
		}

	}

}
