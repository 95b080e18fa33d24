package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import com.google.protobuf.ByteString;

/**
 * Writes one journal file. Knows up to where the file is durable; after a failure it cuts
 * off what is behind that, or, if it does not know any more, is not usable again.
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
	 * Write a new file, and make its content durable.
	 * @param disk where to
	 * @param path the file
	 * @param epoch the epoch of those who will write to it
	 * @param entries all entries
	 * @return writes to the file
	 * @throws IOException if that fails; the file may be there then
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
	 * Append batches, and make them durable.
	 * @param batches the batches
	 * @throws IOException if that fails; then the batches may be in the file, unless it
	 * is still {@linkplain #isUsable() usable}
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
	 * Return whether more can be appended.
	 * @return {@code false} after a failure that leaves the file's end unknown: what
	 * failed to be forced may be lost although a later force succeeds
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
