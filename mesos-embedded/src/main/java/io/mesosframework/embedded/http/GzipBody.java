package io.mesosframework.embedded.http;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the body of a request with the strictness of libprocess
 * ({@code stout/gzip.hpp}): exactly one member, nothing behind it, and the check sums are
 * right.
 */
final class GzipBody {

	/** What libprocess says when the data are wrong. */
	static final String BROKEN = "failed to decode body";

	/** What libprocess says when the data end too early. */
	static final String TRUNCATED = "Failed to decompress body";

	private static final int EXTRA = 4;

	private static final int NAME = 8;

	private static final int COMMENT = 16;

	private static final int HEADER_CHECK = 2;

	private static final int RESERVED = 0xe0;

	private static final int CHUNK = 8192;

	private final byte[] bytes;

	private final int limit;

	private int position;

	private GzipBody(byte[] bytes, int limit) {
		this.bytes = bytes;
		this.limit = limit;
	}

	/**
	 * Inflate a body.
	 * @param bytes the body as it was sent
	 * @param limit how long it may become
	 * @return the inflated body
	 * @throws GzipException with the text of libprocess when it cannot be inflated
	 */
	static byte[] inflate(byte[] bytes, int limit) throws GzipException {
		return new GzipBody(bytes, limit).inflate();
	}

	private byte[] inflate() throws GzipException {
		header();
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(this.bytes, this.position, this.bytes.length - this.position);
			ByteArrayOutputStream out = new ByteArrayOutputStream(this.bytes.length * 2);
			byte[] chunk = new byte[CHUNK];
			while (!inflater.finished()) {
				int length = inflater.inflate(chunk);
				if (length == 0 && inflater.needsDictionary() || out.size() + length > this.limit) {
					throw new GzipException(BROKEN);
				}
				if (length == 0 && inflater.needsInput()) {
					throw new GzipException(TRUNCATED);
				}
				out.write(chunk, 0, length);
			}
			this.position = this.bytes.length - inflater.getRemaining();
			byte[] inflated = out.toByteArray();
			trailer(inflated);
			return inflated;
		}
		catch (DataFormatException ex) {
			throw new GzipException(BROKEN);
		}
		finally {
			inflater.end();
		}
	}

	private void header() throws GzipException {
		expect(0x1f);
		expect(0x8b);
		expect(8);
		int flags = next();
		if ((flags & RESERVED) != 0) {
			throw new GzipException(BROKEN);
		}
		skip(6);
		if ((flags & EXTRA) != 0) {
			skip(next() | next() << 8);
		}
		if ((flags & NAME) != 0) {
			skipText();
		}
		if ((flags & COMMENT) != 0) {
			skipText();
		}
		if ((flags & HEADER_CHECK) != 0) {
			long check = crc(this.bytes, this.position) & 0xffff;
			expect((int) check & 0xff);
			expect((int) check >> 8);
		}
	}

	private void trailer(byte[] inflated) throws GzipException {
		expectInt(crc(inflated, inflated.length));
		expectInt(inflated.length);
		if (this.position < this.bytes.length) {
			throw new GzipException(BROKEN);
		}
	}

	private static long crc(byte[] bytes, int length) {
		CRC32 crc = new CRC32();
		crc.update(bytes, 0, length);
		return crc.getValue();
	}

	private void expectInt(long value) throws GzipException {
		for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
			expect((int) (value >> shift) & 0xff);
		}
	}

	private void expect(int value) throws GzipException {
		if (next() != value) {
			throw new GzipException(BROKEN);
		}
	}

	private int next() throws GzipException {
		if (this.position >= this.bytes.length) {
			throw new GzipException(TRUNCATED);
		}
		return this.bytes[this.position++] & 0xff;
	}

	private void skip(int count) throws GzipException {
		for (int i = 0; i < count; i++) {
			next();
		}
	}

	private void skipText() throws GzipException {
		while (next() != 0) {
			// The text is not used.
		}
	}

	/** A body that cannot be inflated. */
	static final class GzipException extends Exception {

		private static final long serialVersionUID = 1;

		private final String text;

		GzipException(String text) {
			super(text);
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

}
