package io.mesosframework.embedded.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the requests of one connection together and hands them on. What http-parser, which
 * libprocess uses, would refuse to parse closes the connection without a reply.
 */
final class HttpRequestReader extends SimpleChannelInboundHandler<HttpObject> {

	private static final Logger logger = LoggerFactory.getLogger(HttpRequestReader.class);

	/** Mesos has no limit; this one keeps a mad client from taking the JVM down. */
	private static final int MAX_BODY_BYTES = 512 * 1024 * 1024;

	private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "POST", "PUT", "CONNECT", "OPTIONS",
			"TRACE", "COPY", "LOCK", "MKCOL", "MOVE", "PROPFIND", "PROPPATCH", "SEARCH", "UNLOCK", "BIND", "REBIND",
			"UNBIND", "ACL", "REPORT", "MKACTIVITY", "CHECKOUT", "MERGE", "M-SEARCH", "NOTIFY", "SUBSCRIBE",
			"UNSUBSCRIBE", "PATCH", "PURGE", "MKCALENDAR", "LINK", "UNLINK");

	private final HttpConnection connection;

	private io.netty.handler.codec.http.@Nullable HttpRequest head;

	private ByteArrayOutputStream body = new ByteArrayOutputStream(0);

	private boolean refused;

	/** A body was not good: what comes in the same piece is ignored. */
	private boolean broken;

	/** What comes after that piece closes the connection. */
	private boolean closing;

	HttpRequestReader(HttpConnection connection) {
		this.connection = connection;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, HttpObject message) throws IOException {
		if (this.closing) {
			refuse(context, "a body before it could not be decoded");
		}
		if (this.refused || this.broken) {
			return;
		}
		if (message.decoderResult().isFailure()) {
			refuse(context, "it is not HTTP: " + message.decoderResult().cause());
			return;
		}
		if (message instanceof io.netty.handler.codec.http.HttpRequest request) {
			this.head = request;
			this.body = new ByteArrayOutputStream(0);
			if (!METHODS.contains(request.method().name())) {
				refuse(context, "it has the unknown method " + request.method().name());
				return;
			}
			if (path(request.uri()) == null) {
				refuse(context, "it has an invalid target");
				return;
			}
		}
		if (message instanceof HttpContent content) {
			if (this.body.size() + content.content().readableBytes() > MAX_BODY_BYTES) {
				refuse(context, "its body has more than " + MAX_BODY_BYTES + " bytes");
				return;
			}
			content.content().readBytes(this.body, content.content().readableBytes());
			if (content instanceof LastHttpContent) {
				complete(context);
			}
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) throws Exception {
		this.closing |= this.broken;
		super.channelReadComplete(context);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		this.connection.onInactive();
		super.channelInactive(context);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug("Connection {} broke", context.channel(), cause);
		context.close();
	}

	private void complete(ChannelHandlerContext context) {
		io.netty.handler.codec.http.HttpRequest request = this.head;
		String path = (request != null) ? path(request.uri()) : null;
		if (request == null || path == null) {
			return;
		}
		byte[] bytes = this.body.toByteArray();
		this.head = null;
		this.body = new ByteArrayOutputStream(0);
		List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers().size());
		for (Map.Entry<String, String> header : request.headers()) {
			headers.add(Map.entry(header.getKey(), header.getValue()));
		}
		Map<String, List<String>> query = query(request.uri());
		if (query == null) {
			refuse(context, "its query cannot be decoded");
			return;
		}
		String error = null;
		if ("gzip".equals(request.headers().get("Content-Encoding"))) {
			try {
				bytes = GzipBody.inflate(bytes, MAX_BODY_BYTES);
			}
			catch (GzipBody.GzipException ex) {
				error = ex.text();
				this.broken = true;
			}
		}
		this.connection.onRequest(
				new HttpRequest(request.method().name(), path, query, List.copyOf(headers), bytes, null, error),
				HttpUtil.isKeepAlive(request));
	}

	private void refuse(ChannelHandlerContext context, String why) {
		logger.debug("Connection {} is closed without a reply to a request: {}", context.channel(), why);
		this.refused = true;
		context.close();
	}

	/**
	 * Return the path of a request target: it begins with a slash, or is empty or a star
	 * (which is answered with 400), or an absolute URL.
	 * @param target the target
	 * @return the path or {@code null} when http-parser would refuse it
	 */
	private static @Nullable String path(String target) {
		String path = withoutQuery(target);
		if (path.startsWith("/") || path.equals("*")) {
			return path;
		}
		int scheme = path.indexOf("://");
		if (scheme <= 0 || !path.substring(0, scheme).chars().allMatch(Character::isLetter)) {
			return null;
		}
		int slash = path.indexOf('/', scheme + 3);
		return (slash < 0) ? "" : path.substring(slash);
	}

	private static String withoutQuery(String target) {
		for (int i = 0; i < target.length(); i++) {
			if (target.charAt(i) == '?' || target.charAt(i) == '#') {
				return target.substring(0, i);
			}
		}
		return target;
	}

	private static @Nullable Map<String, List<String>> query(String target) {
		if (target.indexOf('?') < 0) {
			return Map.of();
		}
		int fragment = target.indexOf('#');
		String uri = (fragment < 0) ? target : target.substring(0, fragment);
		try {
			return new QueryStringDecoder(uri, StandardCharsets.UTF_8).parameters();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
