package io.mesosframework.client;

import io.netty.buffer.ByteBuf;

/**
 * Removes the chunked transfer coding (RFC 9112, section 7.1) from an endless body
 * without creating an object for each chunk, because Mesos sends each event in a separate
 * chunk. Extensions and trailers are skipped. Not thread-safe.
 */
final class ChunkDecoder {

	/**
	 * Receives the content.
	 */
	interface Sink {

		/**
		 * Receive content.
		 * @param content the readable bytes; must be neither kept nor changed
		 * @return whether to continue; otherwise the rest of the input is skipped
		 */
		boolean content(ByteBuf content);

	}

	private enum State {

		SIZE, EXTENSION, DATA, DATA_END, TRAILER, END

	}

	/**
	 * 15 hexadecimal digits always fit into a long.
	 */
	private static final int MAX_DIGITS = 15;

	private static final int MAX_SKIPPED = 64 * 1024;

	private State state = State.SIZE;

	private long size;

	private int digits;

	/** The number of skipped bytes of extensions or trailers. */
	private int skipped;

	/** The length of the current trailer line. */
	private int line;

	/**
	 * Decode the received bytes up to the end of the body.
	 * @param in the bytes; the caller releases them
	 * @param sink receives the content
	 * @return whether the body is complete
	 * @throws RecordException if the bytes are not in the chunked coding
	 */
	boolean decode(ByteBuf in, Sink sink) throws RecordException {
		while (in.isReadable() && this.state != State.END) {
			if (this.state == State.DATA) {
				if (!data(in, sink)) {
					in.skipBytes(in.readableBytes());
					return false;
				}
			}
			else {
				control(in.readByte());
			}
		}
		return this.state == State.END;
	}

	private boolean data(ByteBuf in, Sink sink) {
		int count = (int) Math.min(this.size, in.readableBytes());
		int end = in.writerIndex();
		int next = in.readerIndex() + count;
		in.writerIndex(next);
		boolean more = sink.content(in);
		in.writerIndex(end);
		in.readerIndex(next);
		this.size -= count;
		if (this.size == 0) {
			this.state = State.DATA_END;
		}
		return more;
	}

	private void control(byte b) throws RecordException {
		switch (this.state) {
			case SIZE -> size(b);
			case EXTENSION -> {
				skip();
				if (b == '\n') {
					begin();
				}
			}
			case DATA_END -> {
				if (b == '\n') {
					this.state = State.SIZE;
				}
				else if (b != '\r') {
					throw malformed("a line break", b);
				}
			}
			default -> trailer(b);
		}
	}

	private void size(byte b) throws RecordException {
		int digit = Character.digit(b, 16);
		if (digit >= 0 && ++this.digits <= MAX_DIGITS) {
			this.size = this.size * 16 + digit;
		}
		else if (this.digits > 0 && b == '\n') {
			begin();
		}
		else if (this.digits > 0 && (b == ';' || b == '\r' || b == ' ' || b == '\t')) {
			this.skipped = 0;
			this.state = State.EXTENSION;
		}
		else {
			throw malformed("the size of a chunk", b);
		}
	}

	private void begin() {
		this.state = (this.size > 0) ? State.DATA : State.TRAILER;
		this.digits = 0;
		this.skipped = 0;
	}

	private void trailer(byte b) throws RecordException {
		skip();
		if (b != '\n') {
			this.line += (b != '\r') ? 1 : 0;
		}
		else if (this.line == 0) {
			this.state = State.END;
		}
		else {
			this.line = 0;
		}
	}

	private void skip() throws RecordException {
		if (++this.skipped > MAX_SKIPPED) {
			throw new RecordException("The answer is not correct HTTP: more than " + MAX_SKIPPED
					+ " bytes of chunk extensions or trailers");
		}
	}

	private static RecordException malformed(String expected, byte found) {
		return new RecordException("The answer is not correct HTTP: " + expected
				+ " was expected in its chunked body, but \"" + Text.printable(new byte[] { found }) + "\" was found");
	}

}
