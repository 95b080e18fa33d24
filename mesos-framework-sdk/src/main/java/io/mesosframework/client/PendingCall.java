package io.mesosframework.client;

import java.util.concurrent.CompletableFuture;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * An unanswered call.
 */
final class PendingCall extends CompletableFuture<CallResult> {

	/** The serialized size in protobuf, regardless of the encoding. */
	private final int size;

	private final long submitted = System.nanoTime();

	private @Nullable Message call;

	private @Nullable RequestHead head;

	private long written;

	PendingCall(Message call, int size) {
		this.call = call;
		this.size = size;
	}

	/**
	 * Take the call in order to send it. Succeeds only once, so that nothing is sent
	 * twice.
	 * @param head the head with which it is sent
	 * @return the call
	 */
	Message take(RequestHead head) {
		Message call = this.call;
		if (call == null) {
			throw new IllegalStateException("The call was already sent");
		}
		this.call = null;
		this.head = head;
		this.written = System.nanoTime();
		return call;
	}

	int size() {
		return this.size;
	}

	long submitted() {
		return this.submitted;
	}

	long written() {
		return this.written;
	}

	@Nullable RequestHead head() {
		return this.head;
	}

}
