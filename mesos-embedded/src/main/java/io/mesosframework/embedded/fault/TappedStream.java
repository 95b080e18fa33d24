package io.mesosframework.embedded.fault;

import java.util.Set;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;

/**
 * An event stream of a scheduler into which arbitrary bytes can be injected. Used on the
 * loop only.
 */
final class TappedStream implements ByteStream {

	private final ByteStream stream;

	private final MediaType mediaType;

	private final Set<TappedStream> all;

	private boolean silent;

	TappedStream(ByteStream stream, MediaType mediaType, Set<TappedStream> all) {
		this.stream = stream;
		this.mediaType = mediaType;
		this.all = all;
		all.add(this);
	}

	MediaType mediaType() {
		return this.mediaType;
	}

	void silent(boolean on) {
		this.silent = on;
	}

	/**
	 * Write bytes which the master has not sent.
	 * @param bytes the bytes
	 */
	void inject(byte[] bytes) {
		this.stream.write(bytes);
	}

	@Override
	public void write(byte[] bytes) {
		if (!this.silent) {
			this.stream.write(bytes);
		}
	}

	@Override
	public void close() {
		this.all.remove(this);
		if (!this.silent) {
			this.stream.close();
		}
	}

	@Override
	public void abort() {
		this.all.remove(this);
		this.stream.abort();
	}

	@Override
	public boolean isOpen() {
		return this.stream.isOpen();
	}

	@Override
	public void onDisconnect(Runnable action) {
		this.stream.onDisconnect(() -> {
			this.all.remove(this);
			action.run();
		});
	}

}
