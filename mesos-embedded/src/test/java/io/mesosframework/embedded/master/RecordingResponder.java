package io.mesosframework.embedded.master;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.LocalStream;

/**
 * Remembers how a request was answered.
 */
final class RecordingResponder implements HttpResponder {

	private final Stream stream = new Stream();

	private @Nullable HttpReply reply;

	private @Nullable Map<String, String> streamHeaders;

	private boolean aborted;

	HttpReply reply() {
		if (this.reply == null) {
			throw new IllegalStateException("There is no reply");
		}
		return this.reply;
	}

	boolean hasReply() {
		return this.reply != null;
	}

	boolean isAborted() {
		return this.aborted;
	}

	@Nullable Map<String, String> streamHeaders() {
		return this.streamHeaders;
	}

	Stream stream() {
		return this.stream;
	}

	@Override
	public void reply(HttpReply reply) {
		this.reply = reply;
	}

	@Override
	public ByteStream stream(Map<String, String> headers) {
		this.streamHeaders = headers;
		return this.stream;
	}

	@Override
	public void abort() {
		this.aborted = true;
	}

	/**
	 * The open body.
	 */
	static final class Stream extends LocalStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private boolean aborted;

		@Override
		public void write(byte[] bytes) {
			if (isOpen()) {
				this.bytes.writeBytes(bytes);
			}
		}

		@Override
		public void abort() {
			super.abort();
			this.aborted = true;
		}

		boolean isAborted() {
			return this.aborted;
		}

		/** The records so far. */
		List<byte[]> records() {
			List<byte[]> records = new ArrayList<>();
			byte[] all = this.bytes.toByteArray();
			int position = 0;
			while (position < all.length) {
				int end = position;
				while (all[end] != '\n') {
					end++;
				}
				int length = Integer.parseInt(new String(all, position, end - position, StandardCharsets.US_ASCII));
				records.add(Arrays.copyOfRange(all, end + 1, end + 1 + length));
				position = end + 1 + length;
			}
			return records;
		}

	}

}
