package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a store, in memory and in the journal of the directory: the file {@code
 * entries-<n>.journal} with the highest number. A new file begins with all entries. It
 * gets its name when it is complete and durable; the older files are deleted afterwards.
 * A new file is written whenever the store is opened, when most of the current file is
 * outdated, and when a failure has left the end of the file unknown. Not thread-safe.
 */
final class StoreLog implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(StoreLog.class);

	private static final Pattern NAME = Pattern.compile("entries-([0-9]{1,18})\\.journal(\\.tmp)?");

	private final Path directory;

	private final Disk disk;

	private final long slack;

	private EntryTable entries = new EntryTable();

	private long epoch;

	private long number;

	private long compactAbove;

	private @Nullable Closeable lock;

	private @Nullable JournalWriter writer;

	/**
	 * Create a log.
	 * @param directory the directory of its files
	 * @param disk performs the file operations
	 * @param slack by how many bytes a file may exceed twice the size of the entries
	 */
	StoreLog(Path directory, Disk disk, long slack) {
		this.directory = directory;
		this.disk = disk;
		this.slack = slack;
	}

	/**
	 * Begin an epoch. The first call locks and reads the directory.
	 * @param requested the epoch, or {@link TaskStore#NEXT_EPOCH}
	 * @throws IOException if that fails; the epoch may have begun nevertheless
	 * @throws StoreException if the epoch is over or the directory cannot be used
	 */
	void begin(long requested) throws IOException {
		if (this.lock == null) {
			recover();
		}
		if (requested != TaskStore.NEXT_EPOCH && requested <= this.epoch) {
			throw new StoreFencedException("Epoch " + requested + " cannot begin: epoch " + this.epoch
					+ " has begun in the store '" + this.directory + "'");
		}
		long next = (requested != TaskStore.NEXT_EPOCH) ? requested : this.epoch + 1;
		rewrite(next);
		if (this.lock != null) {
			this.disk.markUsed(this.lock);
		}
		this.epoch = next;
		logger.info("Opened the store '{}' for epoch {}: {} entries of {} bytes", this.directory, next,
				this.entries.count(), this.entries.bytes());
	}

	private void recover() throws IOException {
		this.disk.createDirectory(this.directory);
		Closeable taken = this.disk.lock(this.directory);
		try {
			long newest = 0;
			for (String name : this.disk.list(this.directory)) {
				Matcher matcher = NAME.matcher(name);
				if (matcher.matches() && matcher.group(2) == null) {
					newest = Math.max(newest, Long.parseLong(matcher.group(1)));
				}
			}
			if (newest > 0) {
				JournalReader.Content content = JournalReader.read(this.disk, path(newest));
				this.epoch = content.epoch();
				this.entries = content.entries();
			}
			else if (this.disk.isUsed(taken)) {
				throw new StoreException("The directory '" + this.directory + "' has held a store, but no file "
						+ "'entries-<n>.journal' is in it. Give the file its name back, or restore the directory from "
						+ "a backup; to begin with an empty store, delete the file 'lock'.", null);
			}
			this.number = newest;
			this.lock = taken;
		}
		finally {
			if (this.lock == null) {
				taken.close();
			}
		}
	}

	private Path path(long number) {
		return this.directory.resolve("entries-" + number + ".journal");
	}

	/**
	 * Return the epoch of the current writer.
	 * @return the epoch, or 0 if none has begun
	 */
	long epoch() {
		return this.epoch;
	}

	EntryTable entries() {
		return this.entries;
	}

	/**
	 * Make batches durable.
	 * @param batches the batches
	 * @throws IOException if that fails; the batches may be durable for now, but no
	 * longer once later ones are
	 */
	void write(List<EncodedBatch> batches) throws IOException {
		JournalWriter current = this.writer;
		if (current == null || !current.isUsable()) {
			current = rewrite(this.epoch);
		}
		current.append(batches);
		for (EncodedBatch batch : batches) {
			batch.changes().forEach(this.entries::put);
		}
	}

	/**
	 * Write a new file if most of the current one is outdated.
	 */
	void compact() {
		JournalWriter current = this.writer;
		if (current == null || !current.isUsable() || current.length() <= this.compactAbove) {
			return;
		}
		try {
			rewrite(this.epoch);
		}
		catch (IOException | RuntimeException | Error ex) {
			this.compactAbove = current.length() + this.entries.bytes() + this.slack;
			logger.warn("Cannot compact the store '{}'; its journal goes on growing until that succeeds: {}",
					this.directory, ex.toString());
		}
	}

	private JournalWriter rewrite(long nextEpoch) throws IOException {
		this.number++;
		Path path = path(this.number);
		Path temporary = this.directory.resolve(path.getFileName() + ".tmp");
		JournalWriter next = create(temporary, nextEpoch);
		JournalWriter before = this.writer;
		// from here on a crash may leave the new file as the current one, so nothing may
		// be written
		// to the old one
		this.writer = null;
		try {
			closeQuietly(before);
			this.disk.rename(temporary, path);
			this.disk.forceDirectory(this.directory);
			this.writer = next;
		}
		finally {
			if (this.writer == null) {
				closeQuietly(next);
				deleteQuietly(temporary);
				deleteQuietly(path);
			}
		}
		this.compactAbove = 2 * this.entries.bytes() + this.slack;
		deleteOthers(path);
		return next;
	}

	private JournalWriter create(Path temporary, long nextEpoch) throws IOException {
		JournalWriter next = null;
		try {
			next = JournalWriter.create(this.disk, temporary, nextEpoch, this.entries);
			return next;
		}
		finally {
			if (next == null) {
				deleteQuietly(temporary);
			}
		}
	}

	private void deleteOthers(Path kept) {
		try {
			for (String name : this.disk.list(this.directory)) {
				Path file = this.directory.resolve(name);
				if (NAME.matcher(name).matches() && !file.equals(kept)) {
					deleteQuietly(file);
				}
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot look for outdated files of the store '{}': {}", this.directory, ex.toString());
		}
	}

	private void deleteQuietly(Path file) {
		try {
			this.disk.delete(file);
		}
		catch (IOException ex) {
			logger.warn("Cannot delete the store's outdated file '{}': {}", file, ex.toString());
		}
	}

	private void closeQuietly(@Nullable Closeable closeable) {
		try {
			if (closeable != null) {
				closeable.close();
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot close a file of the store '{}': {}", this.directory, ex.toString());
		}
	}

	Map<String, ByteString> load() {
		return this.entries.copy();
	}

	/**
	 * Release the directory.
	 */
	@Override
	public void close() {
		closeQuietly(this.writer);
		closeQuietly(this.lock);
		this.writer = null;
		this.lock = null;
	}

}
