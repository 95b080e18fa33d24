package io.mesosframework.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Receives the parts of HTTP responses. Skips interim responses and collects small
 * bodies.
 */
abstract class ResponseHandler extends ChannelInboundHandlerAdapter {

	/**
	 * The maximum number of bytes of a body that are kept.
	 */
	static final int MAX_BODY = 64 * 1024;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

	private boolean interim;

	/**
	 * Handle the beginning of a response.
	 * @param context the context of this handler
	 * @param response its head
	 */
	abstract void head(ChannelHandlerContext context, HttpResponse response);

	/**
	 * Handle bytes received after this handler removed the HTTP decoder.
	 * @param bytes the bytes
	 */
	void raw(ByteBuf bytes) {
		throw new IllegalStateException("There is an HTTP decoder");
	}

	/**
	 * Handle a part of the body.
	 * @param content the part
	 */
	abstract void content(ByteBuf content);

	/**
	 * Handle the end of the response.
	 */
	abstract void last();

	/**
	 * Handle the loss of the connection.
	 * @param cause why
	 */
	abstract void broken(Throwable cause);

	@Override
	public final void channelRead(ChannelHandlerContext context, Object message) {
		try {
			if (message instanceof ByteBuf bytes) {
				raw(bytes);
				return;
			}
			if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
				broken(part.decoderResult().cause());
				return;
			}
			if (message instanceof HttpResponse response) {
				this.interim = response.status().code() < 200;
				if (!this.interim) {
					this.body.reset();
					head(context, response);
				}
			}
			if (!this.interim && message instanceof HttpContent part) {
				if (part.content().isReadable()) {
					content(part.content());
				}
				if (part instanceof LastHttpContent) {
					last();
				}
			}
		}
		finally {
			ReferenceCountUtil.release(message);
		}
	}

	@Override
	public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		broken(cause);
	}

	/**
	 * Keep a part of the body.
	 * @param content the part
	 * @return whether the body has been kept completely so far
	 */
	final boolean keep(ByteBuf content) {
		int count = Math.min(content.readableBytes(), MAX_BODY - this.body.size());
		byte[] bytes = new byte[count];
		content.getBytes(content.readerIndex(), bytes);
		this.body.writeBytes(bytes);
		return count == content.readableBytes();
	}

	/**
	 * Return the kept part of the body.
	 * @return the text
	 */
	final String body() {
		return (this.body.size() == 0) ? "" : this.body.toString(StandardCharsets.UTF_8);
	}

	static Map<String, List<String>> headers(HttpResponse response) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		response.headers()
			.forEach((header) -> headers
				.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(header.getValue()));
		return headers;
	}

}
