package io.mesosframework.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The format of a journal file, in big-endian order. <pre>
 * file    = header, changes *, end of the snapshot, changes *
 * header  = magic (8), version (4), epoch (8), salt (8), CRC32C of these (4)
 * record  = magic (4), length of the body (4), forced (8), position (8), the last field of
 *           the header of the record before (4), CRC32C of the body (4), CRC32C of the
 *           salt and of what is before (4), body
 * changes = 1 (1), per change: length of the key (2), key, length of the value (4), value
 * end     = 2 (1), number of entries (4)
 * </pre> A removed key has the value length -1. <em>Forced</em> is the length of the file
 * that was durable before the record was written, so a record proves that everything
 * before that position was written once. Records are numbered by their positions and
 * chained by their checksums, so that a missing, repeated or exchanged record is
 * detected. The salt, a random number, prevents data that merely looks like a record from
 * being taken for one.
 */
final class JournalFormat {

	static final long MAGIC = 0x4D46_5354_4F52_450AL;

	static final int VERSION = 1;

	static final int HEADER_SIZE = 32;

	static final int RECORD_MAGIC = 0xB5E9_52C7;

	static final int RECORD_HEADER_SIZE = 36;

	/** The previous checksum in the first record. */
	static final int NO_RECORD = 0;

	static final byte CHANGES = 1;

	static final byte END_OF_SNAPSHOT = 2;

	static final int REMOVED = -1;

	private JournalFormat() {
	}

	static ByteBuffer header(long epoch, long salt) {
		ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
		header.putLong(MAGIC).putInt(VERSION).putLong(epoch).putLong(salt);
		return header.putInt(checksum(header, 0, header.position())).flip();
	}

	/**
	 * Compute the last field of a record's header.
	 * @param salt the file's salt
	 * @param bytes contains the record
	 * @param index the start of the record in {@code bytes}
	 * @return the checksum
	 */
	static int headerChecksum(long salt, ByteBuffer bytes, int index) {
		CRC32C crc = new CRC32C();
		crc.update(ByteBuffer.allocate(Long.BYTES).putLong(salt).flip());
		crc.update(bytes.array(), bytes.arrayOffset() + index, RECORD_HEADER_SIZE - 4);
		return (int) crc.getValue();
	}

	static int checksum(ByteBuffer bytes, int index, int length) {
		CRC32C crc = new CRC32C();
		crc.update(bytes.array(), bytes.arrayOffset() + index, length);
		return (int) crc.getValue();
	}

}
