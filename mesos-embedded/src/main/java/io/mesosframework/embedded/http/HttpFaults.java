package io.mesosframework.embedded.http;

import java.time.Duration;

/**
 * Ways in which a server can misbehave towards its clients; all of them are legal or
 * common on a real network. Changed and read on the loop only; a change takes effect
 * immediately, also for open connections.
 *
 * @since 0.1.0
 */
public final class HttpFaults {

	private int chunkSize;

	private int firstChunkSize;

	private int mergedWrites = 1;

	private boolean silent;

	private Duration replyDelay = Duration.ZERO;

	/**
	 * Cut the bodies of streams into chunks of at most this size, whatever the records
	 * are.
	 * @param bytes the size, or 0 for one chunk for each record as the master does
	 */
	public void chunkSize(int bytes) {
		this.chunkSize = bytes;
	}

	/**
	 * Send the first bytes of each record as a chunk of their own: with 1 the header of
	 * the record is torn apart.
	 * @param bytes how many, or 0 for no cut
	 */
	public void firstChunkSize(int bytes) {
		this.firstChunkSize = bytes;
	}

	/**
	 * Hold records back until so many are together, and send them as one chunk.
	 * @param records how many, or 1 for no merging
	 */
	public void mergeRecords(int records) {
		this.mergedWrites = Math.max(1, records);
	}

	/**
	 * Drop everything that would be written to streams: the connection is there, and
	 * nothing comes.
	 * @param on whether to be silent
	 */
	public void silentStreams(boolean on) {
		this.silent = on;
	}

	/**
	 * Hold each reply that is not a stream back for some time. Requests are handled at
	 * once.
	 * @param delay how long, zero for no delay
	 */
	public void replyDelay(Duration delay) {
		this.replyDelay = delay;
	}

	/** Behave well again. */
	public void reset() {
		this.chunkSize = 0;
		this.firstChunkSize = 0;
		this.mergedWrites = 1;
		this.silent = false;
		this.replyDelay = Duration.ZERO;
	}

	/**
	 * Return whether what is written to streams leaves as it is, one chunk for each
	 * write.
	 * @return {@code true} without faults of chunks
	 */
	boolean sparesStreams() {
		return this.chunkSize == 0 && this.firstChunkSize == 0 && this.mergedWrites == 1;
	}

	int chunkSize() {
		return this.chunkSize;
	}

	int firstChunkSize() {
		return this.firstChunkSize;
	}

	int mergedWrites() {
		return this.mergedWrites;
	}

	boolean silent() {
		return this.silent;
	}

	Duration replyDelay() {
		return this.replyDelay;
	}

}
