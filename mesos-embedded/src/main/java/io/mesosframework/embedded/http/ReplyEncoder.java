package io.mesosframework.embedded.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies as libprocess does ({@code 3rdparty/libprocess/src/encoder.hpp}): a body
 * of at least 1024 bytes is compressed for those who accept gzip.
 */
final class ReplyEncoder {

	private static final int GZIP_MINIMUM = 1024;

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static volatile Second second = new Second(0);

	private ReplyEncoder() {
	}

	/**
	 * Encode a reply.
	 * @param reply the reply
	 * @param request the request to which it belongs
	 * @return the bytes, not to be changed
	 */
	static byte[] encode(HttpReply reply, HttpRequest request) {
		byte[] body = reply.body();
		if (body.length == 0 && reply.headers().isEmpty()) {
			return second().empty(reply.status());
		}
		Map<String, String> headers = new LinkedHashMap<>(reply.headers());
		if (body.length >= GZIP_MINIMUM && !headers.containsKey("Content-Encoding")
				&& acceptsGzip(request.header("Accept-Encoding"))) {
			body = gzip(body);
			headers.put("Content-Encoding", "gzip");
		}
		headers.put("Content-Length", Integer.toString(body.length));
		byte[] head = head(reply.status(), headers);
		byte[] all = new byte[head.length + body.length];
		System.arraycopy(head, 0, all, 0, head.length);
		System.arraycopy(body, 0, all, head.length, body.length);
		return all;
	}

	static byte[] head(int status, Map<String, String> headers) {
		StringBuilder text = new StringBuilder(160);
		text.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(status)).append("\r\n");
		text.append("Date: ").append(second().date).append("\r\n");
		headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
		return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
	}

	private static Second second() {
		long now = System.currentTimeMillis() / 1000;
		Second current = second;
		if (current.epochSecond != now) {
			current = new Second(now);
			second = current;
		}
		return current;
	}

	static boolean acceptsGzip(@Nullable String header) {
		if (header == null) {
			return false;
		}
		String accept = header.replace(" ", "").replace("\t", "");
		for (String candidate : new String[] { "gzip", "*" }) {
			for (String coding : accept.split(",")) {
				String[] parts = coding.split(";");
				if (parts.length > 0 && parts[0].toLowerCase(Locale.ROOT).equals(candidate)) {
					return !isZero(parts);
				}
			}
		}
		return false;
	}

	private static boolean isZero(String[] parts) {
		for (int i = 1; i < parts.length; i++) {
			if (parts[i].startsWith("q=")) {
				try {
					return !(Double.parseDouble(parts[i].substring(2)) > 0);
				}
				catch (NumberFormatException ex) {
					return true;
				}
			}
		}
		return false;
	}

	private static byte[] gzip(byte[] body) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * What does not change within one second: the date, and replies that say nothing but
	 * their status.
	 */
	private static final class Second {

		private final long epochSecond;

		private final String date;

		private final Map<Integer, byte[]> empties = new ConcurrentHashMap<>(2);

		Second(long epochSecond) {
			this.epochSecond = epochSecond;
			this.date = DATE.format(Instant.ofEpochSecond(epochSecond));
		}

		byte[] empty(int status) {
			byte[] known = this.empties.get(status);
			if (known == null) {
				known = head(status, Map.of("Content-Length", "0"));
				this.empties.put(status, known);
			}
			return known;
		}

	}

}
