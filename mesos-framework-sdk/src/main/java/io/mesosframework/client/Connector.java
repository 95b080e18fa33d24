package io.mesosframework.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.ClientMetrics.ConnectionRole;

/**
 * Opens connections: name resolution (on a thread that may block), TCP to the addresses
 * of the host in turn, TLS. Each address is tried once.
 */
final class Connector {

	private static final int MAX_HEADER_SIZE = 64 * 1024;

	private static final int MAX_READ = 256 * 1024;

	private final ClientOptions options;

	private final Executor blocking;

	Connector(ClientOptions options, Executor blocking) {
		this.options = options;
		this.blocking = blocking;
	}

	/**
	 * Connect.
	 * @param address the server
	 * @param loop the loop of the channel
	 * @param role the purpose of the connection
	 * @param handler creates the handler of the answers
	 * @return the channel, after the TLS handshake; fails with a
	 * {@link MesosConnectionException}
	 */
	CompletableFuture<Channel> connect(MasterAddress address, EventLoop loop, ConnectionRole role,
			Supplier<ChannelHandler> handler) {
		CompletableFuture<Channel> result = new CompletableFuture<>();
		this.blocking.execute(() -> {
			try {
				InetAddress[] hosts = InetAddress.getAllByName(address.host());
				SSLContext sslContext = address.secure() ? sslContext() : null;
				new Attempt(address, hosts, sslContext, role, handler, result).next(loop, 0);
			}
			catch (Exception ex) {
				result.completeExceptionally(ConnectionErrors.explain(address, ex));
			}
		});
		return result;
	}

	private SSLContext sslContext() throws NoSuchAlgorithmException {
		SSLContext context = this.options.sslContext().get();
		return (context != null) ? context : SSLContext.getDefault();
	}

	/**
	 * One attempt to reach a server through all addresses of its name.
	 */
	private final class Attempt {

		private final MasterAddress address;

		private final InetAddress[] hosts;

		private final @Nullable SSLContext sslContext;

		private final ConnectionRole role;

		private final Supplier<ChannelHandler> handler;

		private final CompletableFuture<Channel> result;

		Attempt(MasterAddress address, InetAddress[] hosts, @Nullable SSLContext sslContext, ConnectionRole role,
				Supplier<ChannelHandler> handler, CompletableFuture<Channel> result) {
			this.address = address;
			this.hosts = hosts;
			this.sslContext = sslContext;
			this.role = role;
			this.handler = handler;
			this.result = result;
		}

		void next(EventLoop loop, int index) {
			ClientOptions options = Connector.this.options;
			Bootstrap bootstrap = new Bootstrap().group(loop)
				.channel(NioSocketChannel.class)
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
						(int) Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis()))
				.option(ChannelOption.TCP_NODELAY, true)
				.option(ChannelOption.SO_KEEPALIVE, true)
				.option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 16 * 1024, MAX_READ))
				.option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 * 1024, 1024 * 1024))
				.handler(new ChannelInitializer<Channel>() {
					@Override
					protected void initChannel(Channel channel) {
						initialize(channel.pipeline());
					}
				});
			ChannelFuture connecting = bootstrap.connect(new InetSocketAddress(this.hosts[index], this.address.port()));
			connecting.addListener((future) -> {
				if (future.isSuccess()) {
					connected(connecting.channel());
				}
				else if (index + 1 < this.hosts.length) {
					next(loop, index + 1);
				}
				else {
					failed(future.cause());
				}
			});
		}

		private void initialize(ChannelPipeline pipeline) {
			if (this.sslContext != null) {
				SslHandler ssl = new SslHandler(engine(this.sslContext));
				ssl.setHandshakeTimeoutMillis(Connector.this.options.connectTimeout().toMillis());
				pipeline.addLast(ssl);
			}
			pipeline.addLast(new InboundGuard(this.address, Connector.this.options.metrics(), this.role));
			pipeline.addLast(new AnswerDecoder(new HttpDecoderConfig().setMaxHeaderSize(MAX_HEADER_SIZE)
				.setMaxChunkSize(Integer.MAX_VALUE)
				.setValidateHeaders(false)));
		}

		private SSLEngine engine(SSLContext context) {
			SSLEngine engine = context.createSSLEngine(this.address.host(), this.address.port());
			engine.setUseClientMode(true);
			if (Connector.this.options.verifyHostname()) {
				SSLParameters parameters = engine.getSSLParameters();
				parameters.setEndpointIdentificationAlgorithm("HTTPS");
				engine.setSSLParameters(parameters);
			}
			return engine;
		}

		private void connected(Channel channel) {
			SslHandler ssl = channel.pipeline().get(SslHandler.class);
			if (ssl == null) {
				ready(channel);
				return;
			}
			ssl.handshakeFuture().addListener((future) -> {
				if (future.isSuccess()) {
					ready(channel);
				}
				else {
					channel.close();
					this.result.completeExceptionally(ConnectionErrors.handshake(this.address, future.cause()));
				}
			});
		}

		private void ready(Channel channel) {
			if (!channel.isActive()) {
				failed(new ClosedChannelException());
				return;
			}
			// added only now, so that a failed handshake is reported here and nowhere
			// else
			channel.pipeline().get(InboundGuard.class).ready();
			channel.pipeline().addLast(this.handler.get());
			ClientMetrics metrics = Connector.this.options.metrics();
			metrics.connectionOpened(this.role);
			channel.closeFuture().addListener((future) -> metrics.connectionClosed(this.role));
			this.result.complete(channel);
		}

		private void failed(Throwable cause) {
			this.result.completeExceptionally(ConnectionErrors.explain(this.address, cause));
		}

	}

}
