package io.mesosframework.client;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, written once and copied for each call. It contains exactly the
 * headers that Mesos requires. {@code Accept} names one type, because Mesos prefers JSON
 * in every list. {@code Content-Type} has no parameters, because Mesos compares it as a
 * whole ({@code src/master/http.cpp}).
 */
final class RequestHead {

	private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int MAX_DIGITS = 10;

	private final byte[] head;

	RequestHead(MasterAddress address, String path, ClientOptions options, @Nullable String authorization,
			@Nullable String streamId) {
		String mediaType = options.encoding().mediaType();
		StringBuilder text = new StringBuilder(256).append("POST ")
			.append(address.basePath())
			.append(path)
			.append(" HTTP/1.1\r\nHost: ")
			.append(address.hostAndPort())
			.append("\r\nUser-Agent: ")
			.append(options.userAgent())
			.append("\r\nAccept: ")
			.append(mediaType)
			.append("\r\nContent-Type: ")
			.append(mediaType);
		if (authorization != null) {
			text.append("\r\nAuthorization: ").append(safe(authorization));
		}
		if (streamId != null) {
			text.append("\r\nMesos-Stream-Id: ").append(safe(streamId));
		}
		text.append("\r\nContent-Length: ");
		this.head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Append the head.
	 * @param out the buffer
	 * @param contentLength the size of the following body
	 */
	void write(ByteBuf out, int contentLength) {
		out.ensureWritable(this.head.length + MAX_DIGITS + END.length);
		out.writeBytes(this.head);
		int divisor = 1;
		while (contentLength / divisor >= 10) {
			divisor *= 10;
		}
		for (; divisor > 0; divisor /= 10) {
			out.writeByte('0' + contentLength / divisor % 10);
		}
		out.writeBytes(END);
	}

	private static String safe(String value) {
		if (!value.chars().allMatch((c) -> c >= 0x20 && c != 0x7f && c <= 0xff)) {
			// the value may be a secret
			throw new MesosException("A header value contains characters which no header can carry");
		}
		return value;
	}

}
