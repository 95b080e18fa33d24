package io.mesosframework.embedded.http;

import org.jspecify.annotations.Nullable;

/**
 * The body of a streaming reply to a client in the same JVM. What is written is
 * discarded. Used on the loop only.
 *
 * @since 0.1.0
 */
public class LocalStream implements ByteStream {

	private boolean open = true;

	private @Nullable Runnable disconnectAction;

	@Override
	public void write(byte[] bytes) {
		// Discarded.
	}

	@Override
	public void close() {
		this.open = false;
	}

	@Override
	public void abort() {
		this.open = false;
	}

	@Override
	public final boolean isOpen() {
		return this.open;
	}

	@Override
	public final void onDisconnect(Runnable action) {
		this.disconnectAction = action;
	}

	/** Disconnect as the client. */
	public final void disconnect() {
		if (this.open) {
			this.open = false;
			if (this.disconnectAction != null) {
				this.disconnectAction.run();
			}
		}
	}

}
