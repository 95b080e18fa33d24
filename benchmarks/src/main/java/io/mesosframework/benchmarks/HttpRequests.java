package io.mesosframework.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import com.google.protobuf.CodedInputStream;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a connection into calls: HTTP/1.1 requests, pipelined or not, with
 * Content-Length or chunked.
 */
final class HttpRequests {

	/** Stands for a request without a call: somebody asks for the leading master. */
	static final Call WHO_LEADS = Call.newBuilder().setType(Call.Type.UNKNOWN).build();

	private byte[] bytes = new byte[64 * 1024];

	private int start;

	private int end;

	/** Returns a buffer that takes at least some bytes; hand it to {@link #received}. */
	ByteBuffer space() {
		if (this.start > 0) {
			System.arraycopy(this.bytes, this.start, this.bytes, 0, this.end - this.start);
			this.end -= this.start;
			this.start = 0;
		}
		if (this.bytes.length - this.end < 16 * 1024) {
			this.bytes = Arrays.copyOf(this.bytes, this.bytes.length * 2);
		}
		return ByteBuffer.wrap(this.bytes, this.end, this.bytes.length - this.end);
	}

	void received(int count) {
		this.end += count;
	}

	/** Returns the next complete call, or null if there is none yet. */
	@Nullable Call next() throws IOException {
		int body = endOfHeaders();
		if (body < 0) {
			return null;
		}
		String headers = new String(this.bytes, this.start, body - this.start, StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
		if (headers.startsWith("get ")) {
			this.start = body;
			return WHO_LEADS;
		}
		if (headers.contains("\r\ntransfer-encoding: chunked")) {
			return chunked(body);
		}
		int at = headers.indexOf("\r\ncontent-length:");
		if (at < 0) {
			throw new IOException("a request without length: " + headers);
		}
		int length = Integer.parseInt(headers.substring(at + 17, headers.indexOf('\r', at + 17)).trim());
		if (this.end - body < length) {
			return null;
		}
		this.start = body + length;
		return Call.parseFrom(CodedInputStream.newInstance(this.bytes, body, length));
	}

	private int endOfHeaders() {
		for (int i = this.start; i + 3 < this.end; i++) {
			if (this.bytes[i] == '\r' && this.bytes[i + 1] == '\n' && this.bytes[i + 2] == '\r'
					&& this.bytes[i + 3] == '\n') {
				return i + 4;
			}
		}
		return -1;
	}

	private @Nullable Call chunked(int body) throws IOException {
		byte[] joined = new byte[0];
		int at = body;
		while (true) {
			int line = at;
			while (line + 1 < this.end && this.bytes[line] != '\r') {
				line++;
			}
			if (line + 1 >= this.end) {
				return null;
			}
			int length = Integer.parseInt(new String(this.bytes, at, line - at, StandardCharsets.US_ASCII).trim(), 16);
			if (this.end < line + 2 + length + 2) {
				return null;
			}
			if (length == 0) {
				this.start = line + 4;
				return Call.parseFrom(joined);
			}
			int joint = joined.length;
			joined = Arrays.copyOf(joined, joint + length);
			System.arraycopy(this.bytes, line + 2, joined, joint, length);
			at = line + 2 + length + 2;
		}
	}

}
