package io.mesosframework.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.ClientMetrics.ConnectionRole;

/**
 * Counts the received bytes and detects with the first byte that the server does not
 * speak HTTP.
 */
final class InboundGuard extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(InboundGuard.class);

	private static final int EXCERPT = 24;

	private final MasterAddress address;

	private final ClientMetrics metrics;

	private final ConnectionRole role;

	private boolean checked;

	private boolean refused;

	private boolean ready;

	InboundGuard(MasterAddress address, ClientMetrics metrics, ConnectionRole role) {
		this.address = address;
		this.metrics = metrics;
		this.role = role;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		this.metrics.bytesReceived(this.role, bytes.readableBytes());
		if (!this.checked && bytes.isReadable()) {
			this.checked = true;
			this.refused = bytes.getByte(bytes.readerIndex()) != 'H';
			if (this.refused) {
				int count = Math.min(EXCERPT, bytes.readableBytes());
				byte[] found = ByteBufUtil.getBytes(bytes, bytes.readerIndex(), count);
				context.fireExceptionCaught(ConnectionErrors.notHttp(this.address, found));
				context.close();
			}
		}
		if (this.refused) {
			bytes.release();
		}
		else {
			context.fireChannelRead(bytes);
		}
	}

	/**
	 * Mark the connection as established; from now on there is a handler for errors.
	 */
	void ready() {
		this.ready = true;
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (this.ready) {
			context.fireExceptionCaught(cause);
		}
		else {
			logger.debug("No connection to {}", this.address, cause);
		}
	}

}
