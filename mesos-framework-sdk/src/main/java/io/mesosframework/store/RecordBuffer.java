package io.mesosframework.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Encodes records that are written to a journal together.
 */
final class RecordBuffer {

	private static final int USUAL_CAPACITY = 64 * 1024;

	private static final int KEPT_CAPACITY = 8 * 1024 * 1024;

	private final long salt;

	private ByteBuffer bytes = ByteBuffer.allocate(USUAL_CAPACITY);

	private long position;

	private long forced;

	private int previous;

	private int record;

	RecordBuffer(long salt) {
		this.salt = salt;
	}

	/**
	 * Remove all records.
	 * @param position the file position of the next records
	 * @param forced the durable length of the file
	 * @param previous the checksum of the header of the previous record
	 */
	void begin(long position, long forced, int previous) {
		this.position = position;
		this.forced = forced;
		this.previous = previous;
		if (this.bytes.capacity() > KEPT_CAPACITY) {
			this.bytes = ByteBuffer.allocate(USUAL_CAPACITY);
		}
		this.bytes.clear();
	}

	void addChanges(EncodedBatch batch) {
		beginChanges();
		batch.changes().forEach(this::put);
		endRecord();
	}

	void beginChanges() {
		beginRecord(JournalFormat.CHANGES);
	}

	void put(String key, @Nullable ByteString value) {
		int length = (value != null) ? value.size() : 0;
		reserve(EncodedBatch.CHANGE_OVERHEAD + key.length() + length);
		this.bytes.putShort((short) key.length()).put(key.getBytes(StandardCharsets.US_ASCII));
		if (value == null) {
			this.bytes.putInt(JournalFormat.REMOVED);
			return;
		}
		this.bytes.putInt(length);
		value.copyTo(this.bytes);
	}

	void addEndOfSnapshot(int entries) {
		beginRecord(JournalFormat.END_OF_SNAPSHOT);
		reserve(Integer.BYTES);
		this.bytes.putInt(entries);
		endRecord();
	}

	private void beginRecord(byte kind) {
		this.record = this.bytes.position();
		reserve(JournalFormat.RECORD_HEADER_SIZE + 1);
		this.bytes.position(this.record + JournalFormat.RECORD_HEADER_SIZE);
		this.bytes.put(kind);
	}

	void endRecord() {
		int start = this.record;
		int body = start + JournalFormat.RECORD_HEADER_SIZE;
		int length = this.bytes.position() - body;
		this.bytes.putInt(start, JournalFormat.RECORD_MAGIC)
			.putInt(start + 4, length)
			.putLong(start + 8, this.forced)
			.putLong(start + 16, this.position + start)
			.putInt(start + 24, this.previous)
			.putInt(start + 28, JournalFormat.checksum(this.bytes, body, length));
		this.previous = JournalFormat.headerChecksum(this.salt, this.bytes, start);
		this.bytes.putInt(start + 32, this.previous);
	}

	private void reserve(int count) {
		if (this.bytes.remaining() < count) {
			int needed = Math.addExact(this.bytes.position(), count);
			int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * this.bytes.capacity()));
			this.bytes = ByteBuffer.allocate(capacity).put(this.bytes.flip());
		}
	}

	/**
	 * Return the checksum of the header of the last record.
	 * @return the value that the next record must contain
	 */
	int previous() {
		return this.previous;
	}

	/**
	 * Return the total size of the records.
	 * @return the size, in bytes
	 */
	int size() {
		return this.bytes.position();
	}

	/**
	 * Return all records.
	 * @return the bytes, valid until the next call
	 */
	ByteBuffer content() {
		return this.bytes.duplicate().flip();
	}

}
