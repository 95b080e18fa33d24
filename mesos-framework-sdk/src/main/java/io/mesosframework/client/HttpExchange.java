package io.mesosframework.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.ClientMetrics.ConnectionRole;

/**
 * One request and its answer over one connection, which is closed afterwards.
 */
final class HttpExchange {

	private final ClientRuntime runtime;

	private final MasterAddress address;

	private final AgentRequest question;

	HttpExchange(ClientRuntime runtime, MasterAddress address, AgentRequest question) {
		this.runtime = runtime;
		this.address = address;
		this.question = question;
	}

	/**
	 * Send the request.
	 * @return the answer
	 */
	CompletionStage<AgentResponse> run() {
		CredentialsProvider credentials = this.runtime.options().credentials();
		long deadline = System.nanoTime() + this.question.timeout().toNanos();
		return ask(credentials, deadline).thenCompose((answer) -> {
			if (answer.status() != 401) {
				return CompletableFuture.completedStage(answer);
			}
			return this.runtime.supply(credentials::refresh)
				.thenCompose((fresh) -> fresh ? ask(credentials, deadline) : CompletableFuture.completedStage(answer));
		});
	}

	private CompletionStage<AgentResponse> ask(CredentialsProvider credentials, long deadline) {
		CompletableFuture<AgentResponse> result = new CompletableFuture<>();
		CompletableFuture<@Nullable String> authorization = this.runtime.supply(credentials::authorization);
		authorization.whenComplete((value, failure) -> {
			if (failure != null) {
				result.completeExceptionally(ConnectionErrors.credentials(this.address, failure));
				return;
			}
			this.runtime.connector()
				.connect(this.address, this.runtime.nextLoop(), ConnectionRole.REQUEST, () -> handlers(result))
				.whenComplete((channel, broken) -> connected(channel, broken, value, result));
		});
		Future<?> timer = this.runtime.nextLoop()
			.schedule(
					() -> result
						.completeExceptionally(ConnectionErrors.noAnswer(this.address, this.question.timeout())),
					Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		result.whenComplete((answer, failure) -> timer.cancel(false));
		return result;
	}

	private ChannelHandler handlers(CompletableFuture<AgentResponse> result) {
		return new ChannelInitializer<Channel>() {
			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline()
					.addLast(new HttpRequestEncoder(), new HttpObjectAggregator(HttpExchange.this.question.maxSize()),
							new Receiver(result));
			}
		};
	}

	private void connected(@Nullable Channel channel, @Nullable Throwable broken, @Nullable String authorization,
			CompletableFuture<AgentResponse> result) {
		if (channel == null) {
			result.completeExceptionally(ConnectionErrors.explain(this.address,
					(broken != null) ? broken : ConnectionErrors.closedEarly(this.address)));
			return;
		}
		result.whenComplete((answer, failure) -> channel.close());
		FullHttpRequest request;
		try {
			request = request(authorization);
		}
		catch (IllegalArgumentException ex) {
			// the value may be a secret
			result.completeExceptionally(
					new MesosException("The credentials contain characters which no header can carry"));
			return;
		}
		this.runtime.options().metrics().bytesSent(ConnectionRole.REQUEST, request.content().readableBytes());
		channel.writeAndFlush(request).addListener((written) -> {
			if (!written.isSuccess()) {
				result.completeExceptionally(ConnectionErrors.explain(this.address, written.cause()));
			}
		});
	}

	private FullHttpRequest request(@Nullable String authorization) {
		boolean post = this.question.contentType() != null;
		FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1,
				post ? HttpMethod.POST : HttpMethod.GET, this.address.basePath() + this.question.path(),
				Unpooled.wrappedBuffer(this.question.body()));
		HttpHeaders headers = request.headers();
		headers.set("Host", this.address.hostAndPort());
		headers.set("User-Agent", this.runtime.options().userAgent());
		headers.set("Accept", this.question.accept());
		headers.set("Connection", "close");
		if (this.question.contentType() != null) {
			headers.set("Content-Type", this.question.contentType());
			headers.set("Content-Length", this.question.body().length);
		}
		if (authorization != null) {
			headers.set("Authorization", authorization);
		}
		return request;
	}

	/**
	 * Receives the answer.
	 */
	private final class Receiver extends SimpleChannelInboundHandler<FullHttpResponse> {

		private final CompletableFuture<AgentResponse> result;

		Receiver(CompletableFuture<AgentResponse> result) {
			this.result = result;
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
			if (response.decoderResult().isFailure()) {
				exceptionCaught(context, response.decoderResult().cause());
				return;
			}
			this.result.complete(new AgentResponse(response.status().code(), ByteBufUtil.getBytes(response.content())));
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.result.completeExceptionally(ConnectionErrors.closedEarly(HttpExchange.this.address));
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			this.result.completeExceptionally(ConnectionErrors.explain(HttpExchange.this.address, cause));
		}

	}

}
