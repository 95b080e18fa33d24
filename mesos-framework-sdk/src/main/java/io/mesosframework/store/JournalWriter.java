package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import com.google.protobuf.ByteString;

/**
 * Writes one journal file and tracks up to which position it is durable. After a failure
 * it truncates the rest; if the durable position is unknown, the writer is no longer
 * usable.
 */
final class JournalWriter implements Closeable {

	private static final int SNAPSHOT_RECORD = 256 * 1024;

	private final Disk.DiskFile file;

	private final RecordBuffer buffer;

	private long length;

	/** The checksum of the header of the last record. */
	private int previous = JournalFormat.NO_RECORD;

	private boolean usable;

	private JournalWriter(Disk.DiskFile file, long salt) {
		this.file = file;
		this.buffer = new RecordBuffer(salt);
	}

	/**
	 * Write a new file and make its content durable.
	 * @param disk writes the file
	 * @param path the file
	 * @param epoch the epoch of its writer
	 * @param entries all entries
	 * @return the writer of the file
	 * @throws IOException if that fails; the file may exist afterwards
	 */
	static JournalWriter create(Disk disk, Path path, long epoch, EntryTable entries) throws IOException {
		long salt = ThreadLocalRandom.current().nextLong();
		Disk.DiskFile file = disk.create(path);
		JournalWriter writer = new JournalWriter(file, salt);
		try {
			file.write(JournalFormat.header(epoch, salt), 0);
			writer.length = JournalFormat.HEADER_SIZE;
			writer.writeSnapshot(entries);
			file.force();
			writer.usable = true;
			return writer;
		}
		finally {
			if (!writer.usable) {
				file.close();
			}
		}
	}

	private void writeSnapshot(EntryTable entries) throws IOException {
		this.buffer.begin(this.length, 0, this.previous);
		this.buffer.beginChanges();
		for (Map.Entry<String, ByteString> entry : entries.entries()) {
			this.buffer.put(entry.getKey(), entry.getValue());
			if (this.buffer.size() >= SNAPSHOT_RECORD) {
				this.buffer.endRecord();
				flush();
				this.buffer.begin(this.length, 0, this.previous);
				this.buffer.beginChanges();
			}
		}
		this.buffer.endRecord();
		this.buffer.addEndOfSnapshot(entries.count());
		flush();
	}

	private void flush() throws IOException {
		this.file.write(this.buffer.content(), this.length);
		this.length += this.buffer.size();
		this.previous = this.buffer.previous();
	}

	/**
	 * Append batches and make them durable.
	 * @param batches the batches
	 * @throws IOException if that fails; the batches may then be in the file unless the
	 * writer is still {@linkplain #isUsable() usable}
	 */
	void append(List<EncodedBatch> batches) throws IOException {
		this.usable = false;
		this.buffer.begin(this.length, this.length, this.previous);
		batches.forEach(this.buffer::addChanges);
		try {
			this.file.write(this.buffer.content(), this.length);
		}
		catch (IOException ex) {
			cutBack(ex);
			throw ex;
		}
		this.file.force();
		this.length += this.buffer.size();
		this.previous = this.buffer.previous();
		this.usable = true;
	}

	private void cutBack(IOException failure) {
		try {
			this.file.truncate(this.length);
			this.file.force();
			this.usable = true;
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Return whether more batches can be appended.
	 * @return {@code false} after a failure that leaves the end of the file unknown: data
	 * that could not be forced may be lost even if a later force succeeds
	 */
	boolean isUsable() {
		return this.usable;
	}

	long length() {
		return this.length;
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
