package io.mesosframework.client;

import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Splits a byte stream into RecordIO records ({@code docs/recordio.md}): the length in
 * decimal digits, a line feed, and that many bytes. Chunk boundaries carry no meaning.
 * Empty lines before a header are skipped. A record within one buffer is passed on
 * without copying. A record that spans several buffers is collected in an array that
 * never exceeds twice the received bytes (or 4 KiB). Not thread-safe.
 */
final class RecordDecoder {

	/**
	 * Receives the records.
	 */
	@FunctionalInterface
	interface Sink {

		/**
		 * Receive a record.
		 * @param buffer contains the record; must be neither kept nor changed
		 * @param index the start of the record
		 * @param length its length
		 * @return whether to continue; otherwise the rest of the input is skipped
		 */
		boolean record(ByteBuf buffer, int index, int length);

	}

	/**
	 * A length never has more digits, with or without leading zeros: 2^64 has 20.
	 */
	private static final int MAX_DIGITS = 20;

	private static final int MIN_CAPACITY = 4096;

	private static final int MAX_KEPT_CAPACITY = 256 * 1024;

	private static final int EXCERPT = 48;

	private final int maxRecordSize;

	private byte[] partial = new byte[0];

	/** The number of bytes in {@link #partial}. */
	private int filled;

	/** The length of the record being collected, or -1 in a header. */
	private int expected = -1;

	private int digits;

	private long length;

	/** The stream position of the byte at the reader index. */
	private long position;

	RecordDecoder(int maxRecordSize) {
		this.maxRecordSize = maxRecordSize;
	}

	/**
	 * Decode all received bytes.
	 * @param in the bytes; the caller releases them
	 * @param sink receives the records
	 * @throws RecordException if the stream cannot be decoded any further
	 */
	void decode(ByteBuf in, Sink sink) throws RecordException {
		boolean more = true;
		while (more && in.isReadable()) {
			if (this.expected < 0 && !readHeader(in)) {
				return;
			}
			more = readBody(in, sink);
		}
		in.skipBytes(in.readableBytes());
	}

	/**
	 * Return whether the end of the stream at this position would truncate a record.
	 * @return whether a header or a body is incomplete
	 */
	boolean midRecord() {
		return this.expected >= 0 || this.digits > 0;
	}

	/**
	 * Return the size of the buffer.
	 * @return the capacity in bytes
	 */
	int capacity() {
		return this.partial.length;
	}

	private boolean readHeader(ByteBuf in) throws RecordException {
		int start = in.readerIndex();
		int end = in.writerIndex();
		for (int i = start; i < end; i++) {
			byte b = in.getByte(i);
			if (b >= '0' && b <= '9') {
				if (++this.digits > MAX_DIGITS) {
					throw malformed(in, i, "a length of more than " + MAX_DIGITS + " digits");
				}
				// saturates far above every limit instead of overflowing
				this.length = (this.length > Long.MAX_VALUE / 100) ? this.length : this.length * 10 + (b - '0');
			}
			else if (b != '\n') {
				throw malformed(in, i, "");
			}
			else if (this.digits > 0) {
				this.position += i + 1 - start;
				in.readerIndex(i + 1);
				beginBody();
				return true;
			}
		}
		this.position += end - start;
		in.readerIndex(end);
		return false;
	}

	private void beginBody() throws RecordException {
		if (this.length > this.maxRecordSize) {
			throw new RecordException(
					"The stream announced a record of " + this.length + " bytes, more than the limit of "
							+ this.maxRecordSize + " bytes. Raise 'maxRecordSize' if the cluster is that large");
		}
		this.expected = (int) this.length;
		this.length = 0;
		this.digits = 0;
		this.filled = 0;
	}

	private boolean readBody(ByteBuf in, Sink sink) {
		int size = this.expected;
		int available = in.readableBytes();
		if (this.filled == 0 && available >= size) {
			int index = in.readerIndex();
			in.skipBytes(size);
			this.position += size;
			this.expected = -1;
			return sink.record(in, index, size);
		}
		int count = Math.min(available, size - this.filled);
		reserve(this.filled + count, size);
		in.readBytes(this.partial, this.filled, count);
		this.filled += count;
		this.position += count;
		if (this.filled < size) {
			return true;
		}
		byte[] bytes = this.partial;
		if (bytes.length > MAX_KEPT_CAPACITY) {
			this.partial = new byte[0];
		}
		this.expected = -1;
		this.filled = 0;
		return sink.record(Unpooled.wrappedBuffer(bytes, 0, size), 0, size);
	}

	private void reserve(int needed, int size) {
		if (this.partial.length < needed) {
			long doubled = Math.max(MIN_CAPACITY, Math.max(needed, 2L * this.filled));
			this.partial = Arrays.copyOf(this.partial, (int) Math.min(doubled, Math.max(size, needed)));
		}
	}

	private RecordException malformed(ByteBuf in, int index, String problem) {
		// the digits of the header may have arrived in an earlier buffer
		int from = Math.max(in.readerIndex(), index - this.digits);
		int count = Math.min(EXCERPT, in.writerIndex() - from);
		byte[] bytes = new byte[count];
		in.getBytes(from, bytes);
		String hint = (in.getByte(index) == '<')
				? ". This looks like a web page: is the address that of a Mesos master or agent?" : "";
		return new RecordException("The stream is not RecordIO: the length of a record was expected at byte "
				+ (this.position + from - in.readerIndex()) + ", but " + (problem.isEmpty() ? "" : problem + ", ")
				+ "\"" + Text.printable(bytes) + "\" was found" + hint);
	}

}
