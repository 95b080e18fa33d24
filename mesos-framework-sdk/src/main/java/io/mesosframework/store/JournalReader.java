package io.mesosframework.store;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal file. Incomplete data at the end, as left behind by a crash, is ignored
 * because its write was never confirmed; any other damage is a failure.
 */
final class JournalReader {

	private static final Logger logger = LoggerFactory.getLogger(JournalReader.class);

	private final Path path;

	private final FileWindow window;

	private final EntryTable entries = new EntryTable();

	private long salt;

	/** The start of the last valid record. */
	private long last = -1;

	/** The checksum of its header. */
	private int previous = JournalFormat.NO_RECORD;

	private boolean snapshotComplete;

	private JournalReader(Path path, FileWindow window) {
		this.path = path;
		this.window = window;
	}

	/**
	 * Read a file.
	 * @param disk reads the file
	 * @param path the file
	 * @return its content
	 * @throws IOException if it cannot be read
	 * @throws StoreException if it is damaged
	 */
	static Content read(Disk disk, Path path) throws IOException {
		try (Disk.DiskFile file = disk.open(path)) {
			return new JournalReader(path, new FileWindow(file)).read();
		}
	}

	private Content read() throws IOException {
		long epoch = readHeader();
		long position = JournalFormat.HEADER_SIZE;
		while (position < this.window.fileSize()) {
			int length = bodyLength(position);
			ByteBuffer body = (length >= 0) ? body(position, length) : null;
			if (body == null) {
				cutOff(position);
				break;
			}
			apply(position, body);
			this.last = position;
			this.previous = this.window.read(position, JournalFormat.RECORD_HEADER_SIZE).getInt(32);
			position += JournalFormat.RECORD_HEADER_SIZE + length;
		}
		if (!this.snapshotComplete) {
			throw damaged(position, null);
		}
		return new Content(epoch, this.entries);
	}

	private long readHeader() throws IOException {
		if (!this.window.has(0, JournalFormat.HEADER_SIZE)) {
			throw damaged(this.window.fileSize(), null);
		}
		ByteBuffer header = this.window.read(0, JournalFormat.HEADER_SIZE);
		if (header.getLong() != JournalFormat.MAGIC) {
			throw damaged(0, null);
		}
		int version = header.getInt();
		long epoch = header.getLong();
		this.salt = header.getLong();
		if (header.getInt() != JournalFormat.checksum(header, 0, JournalFormat.HEADER_SIZE - Integer.BYTES)) {
			throw damaged(0, null);
		}
		if (version != JournalFormat.VERSION) {
			throw new StoreException("The store's file '" + this.path + "' has the format " + version
					+ ", but only the format " + JournalFormat.VERSION
					+ " is known. Run the version of the application that wrote it, or a later one.", null);
		}
		return epoch;
	}

	/**
	 * Check the header of a record, and that the record follows the last one.
	 * @return the length of the body, or -1 if there is no valid header
	 */
	private int bodyLength(long position) throws IOException {
		ByteBuffer header = header(position);
		if (header == null || header.getLong(16) != position) {
			return -1;
		}
		if (header.getInt(24) != this.previous) {
			throw damaged(position, null);
		}
		return header.getInt(4);
	}

	/**
	 * Return the header of a record that this file contains or contained anywhere, or
	 * {@code
	 * null} if there is none.
	 */
	private @Nullable ByteBuffer header(long position) throws IOException {
		if (!this.window.has(position, JournalFormat.RECORD_HEADER_SIZE)) {
			return null;
		}
		ByteBuffer header = this.window.read(position, JournalFormat.RECORD_HEADER_SIZE);
		boolean good = header.getInt(0) == JournalFormat.RECORD_MAGIC
				&& header.getInt(32) == JournalFormat.headerChecksum(this.salt, header, 0);
		return good ? header : null;
	}

	private @Nullable ByteBuffer body(long position, int length) throws IOException {
		int checksum = this.window.read(position, JournalFormat.RECORD_HEADER_SIZE).getInt(28);
		long start = position + JournalFormat.RECORD_HEADER_SIZE;
		if (!this.window.has(start, length)) {
			return null;
		}
		ByteBuffer body = this.window.read(start, length);
		return (JournalFormat.checksum(body, 0, length) == checksum) ? body : null;
	}

	private void apply(long position, ByteBuffer body) {
		try {
			byte kind = body.get();
			if (kind == JournalFormat.CHANGES) {
				applyChanges(body);
				return;
			}
			if (kind == JournalFormat.END_OF_SNAPSHOT && !this.snapshotComplete
					&& body.getInt() == this.entries.count()) {
				this.snapshotComplete = true;
				return;
			}
		}
		catch (BufferUnderflowException ex) {
			throw damaged(position, ex);
		}
		throw damaged(position, null);
	}

	private void applyChanges(ByteBuffer body) {
		while (body.hasRemaining()) {
			byte[] key = new byte[body.getShort()];
			body.get(key);
			int length = body.getInt();
			ByteString value = (length != JournalFormat.REMOVED) ? ByteString.copyFrom(body, length) : null;
			this.entries.put(new String(key, StandardCharsets.US_ASCII), value);
		}
	}

	/**
	 * Ignore the data from a position on, provided that it was probably not durable when
	 * its writer ended. It was durable if a later record was written after it, because a
	 * crash does not move records.
	 */
	private void cutOff(long position) throws IOException {
		if (!this.snapshotComplete) {
			throw damaged(position, null);
		}
		for (long next = position; this.window.has(next, JournalFormat.RECORD_HEADER_SIZE); next++) {
			ByteBuffer header = header(next);
			if (header == null || header.getLong(16) == this.last) {
				continue;
			}
			if (header.getLong(16) != next || header.getLong(8) > position) {
				throw damaged(position, null);
			}
		}
		logger.warn(
				"Left out the end of '{}': {} bytes from offset {} are no complete record. A crash or a power failure "
						+ "during a write leaves that behind, and then nothing is lost. If there was none, the last "
						+ "change was damaged after it was stored: restore the directory from a backup",
				this.path, this.window.fileSize() - position, position);
	}

	private StoreException damaged(long position, @Nullable Throwable cause) {
		String remedy = this.snapshotComplete
				? "in the middle. Restore the directory from a backup; or cut the file to " + position
						+ " bytes to go back to the state before that, and lose what was stored since."
				: "in the part with all entries. Restore the directory from a backup; or move its files away to begin "
						+ "with an empty store.";
		return new StoreException(
				"The store's file '" + this.path + "' is damaged at offset " + position + ", " + remedy, cause);
	}

	/**
	 * The content of a file.
	 *
	 * @param epoch the epoch of its last writer
	 * @param entries all entries
	 */
	record Content(long epoch, EntryTable entries) {

	}

}
