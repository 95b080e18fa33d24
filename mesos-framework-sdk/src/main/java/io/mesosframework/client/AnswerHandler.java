package io.mesosframework.client;

import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers on a call connection.
 */
final class AnswerHandler extends ResponseHandler {

	/**
	 * Receives the answers on the thread of the connection.
	 */
	interface Receiver {

		void answered(CallResult result);

		void writabilityChanged();

		void lost(AnswerHandler handler, MesosConnectionException cause);

	}

	private final ApiProtocol<?, ?> protocol;

	private final MasterAddress address;

	private final Receiver receiver;

	private @Nullable HttpResponse response;

	AnswerHandler(ApiProtocol<?, ?> protocol, MasterAddress address, Receiver receiver) {
		this.protocol = protocol;
		this.address = address;
		this.receiver = receiver;
	}

	@Override
	void head(ChannelHandlerContext context, HttpResponse response) {
		this.response = response;
	}

	@Override
	void content(ByteBuf content) {
		keep(content);
	}

	@Override
	void last() {
		HttpResponse response = this.response;
		this.response = null;
		if (response == null) {
			return;
		}
		int status = response.status().code();
		Map<String, List<String>> headers = (status == 307) ? headers(response) : Map.of();
		this.receiver.answered(ResponseClassifier.toCall(this.protocol, status, body(),
				ResponseClassifier.leader(this.address, status, headers)));
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (context.channel().isWritable()) {
			this.receiver.writabilityChanged();
		}
	}

	@Override
	void broken(Throwable cause) {
		this.receiver.lost(this, ConnectionErrors.explain(this.address, cause));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.receiver.lost(this, ConnectionErrors.closed(this.address, "while calls were sent over it"));
	}

}
