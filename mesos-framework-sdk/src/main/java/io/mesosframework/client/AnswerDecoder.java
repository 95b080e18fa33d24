package io.mesosframework.client;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Decodes HTTP responses, but parses an empty {@code 202 Accepted} only once. Following
 * answers that consist of the same bytes, as all within one second do, are not parsed
 * again. Nearly all answers to calls are of this kind.
 */
final class AnswerDecoder extends HttpResponseDecoder {

	private static final HttpResponse ACCEPTED = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
			HttpResponseStatus.ACCEPTED, Unpooled.EMPTY_BUFFER);

	/** The bytes of the last empty 202. */
	private byte @Nullable [] accepted;

	/** Whether no byte of the next response has been decoded yet. */
	private boolean between = true;

	AnswerDecoder(HttpDecoderConfig config) {
		super(config);
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
		int start = buffer.readerIndex();
		if (this.between && isAccepted(buffer, start)) {
			out.add(ACCEPTED);
			return;
		}
		boolean whole = this.between;
		int before = out.size();
		super.decode(context, buffer, out);
		if (out.size() > before && out.get(out.size() - 1) instanceof LastHttpContent) {
			this.between = true;
			if (whole && isEmptyAccepted(out.subList(before, out.size()))) {
				this.accepted = ByteBufUtil.getBytes(buffer, start, buffer.readerIndex() - start);
			}
		}
		else if (buffer.readerIndex() != start) {
			this.between = false;
		}
	}

	/** Skip the bytes of the last empty 202 if they are repeated. */
	private boolean isAccepted(ByteBuf buffer, int start) {
		byte[] known = this.accepted;
		if (known == null || buffer.readableBytes() < known.length) {
			return false;
		}
		for (int i = known.length - 1; i >= 0; i--) {
			if (buffer.getByte(start + i) != known[i]) {
				return false;
			}
		}
		buffer.skipBytes(known.length);
		return true;
	}

	private static boolean isEmptyAccepted(List<Object> parts) {
		return parts.size() == 2 && parts.get(0) instanceof HttpResponse response && response.status().code() == 202
				&& response.decoderResult().isSuccess()
				&& "0".equals(response.headers().get(HttpHeaderNames.CONTENT_LENGTH))
				&& !((LastHttpContent) parts.get(1)).content().isReadable();
	}

}
