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

	private ReplyEncoder() {
	}

	static byte[] encode(HttpReply reply, HttpRequest request) {
		byte[] body = reply.body();
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
		text.append("Date: ").append(DATE.format(Instant.now())).append("\r\n");
		headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
		return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
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

}
