package io.mesosframework.embedded.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A body in chunks, one for each write unless faults say otherwise. Until it is its turn
 * on the connection it collects what is written.
 */
final class ChunkedStream implements ByteStream {

	private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END = "\r\n".getBytes(StandardCharsets.US_ASCII);

	private final HttpConnection connection;

	private final Runnable changed;

	private final Pending pending = new Pending();

	private final ByteArrayOutputStream merged = new ByteArrayOutputStream();

	private int mergedWrites;

	private boolean closed;

	private boolean gone;

	private @Nullable Runnable disconnectAction;

	ChunkedStream(HttpConnection connection, byte[] head, Runnable changed) {
		this.connection = connection;
		this.changed = changed;
		this.pending.writeBytes(head);
	}

	@Override
	public void write(byte[] bytes) {
		HttpFaults faults = this.connection.faults();
		if (!isOpen() || bytes.length == 0 || faults.silent()) {
			return;
		}
		if (this.merged.size() == 0 && faults.sparesStreams()) {
			chunk(bytes, 0, bytes.length);
			this.changed.run();
			return;
		}
		this.merged.writeBytes(bytes);
		this.mergedWrites++;
		if (this.mergedWrites >= faults.mergedWrites()) {
			flushMerged();
			this.changed.run();
		}
	}

	@Override
	public void close() {
		if (!isOpen()) {
			return;
		}
		flushMerged();
		this.closed = true;
		this.pending.writeBytes(LAST_CHUNK);
		this.changed.run();
	}

	@Override
	public void abort() {
		if (!isOpen()) {
			return;
		}
		flushMerged();
		this.changed.run();
		this.closed = true;
		this.connection.closeAfterWrites();
	}

	@Override
	public boolean isOpen() {
		return !this.closed && !this.gone && this.connection.isOpen();
	}

	@Override
	public void onDisconnect(Runnable action) {
		this.disconnectAction = action;
		if (this.gone && !this.closed) {
			this.connection.loop().execute(action);
		}
	}

	/**
	 * Pass on what was written so far.
	 * @return whether the body is complete
	 */
	boolean send() {
		this.pending.moveTo(this.connection);
		return this.closed;
	}

	/** The client is gone. */
	void disconnected() {
		if (this.closed || this.gone) {
			return;
		}
		this.gone = true;
		if (this.disconnectAction != null) {
			this.disconnectAction.run();
		}
	}

	private void flushMerged() {
		if (this.merged.size() == 0) {
			return;
		}
		byte[] bytes = this.merged.toByteArray();
		this.merged.reset();
		this.mergedWrites = 0;
		HttpFaults faults = this.connection.faults();
		int first = Math.min(faults.firstChunkSize(), bytes.length);
		int size = (faults.chunkSize() > 0) ? faults.chunkSize() : bytes.length;
		if (first > 0) {
			chunk(bytes, 0, first);
		}
		for (int from = first; from < bytes.length; from += size) {
			chunk(bytes, from, Math.min(size, bytes.length - from));
		}
	}

	private void chunk(byte[] bytes, int from, int length) {
		this.pending.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		this.pending.write(bytes, from, length);
		this.pending.writeBytes(END);
	}

	/** What was not passed on yet. */
	private static final class Pending extends ByteArrayOutputStream {

		private static final int KEPT = 64 * 1024;

		void moveTo(HttpConnection connection) {
			if (this.count == 0) {
				return;
			}
			connection.write(this.buf, 0, this.count);
			reset();
			if (this.buf.length > KEPT) {
				this.buf = new byte[256];
			}
		}

	}

}
