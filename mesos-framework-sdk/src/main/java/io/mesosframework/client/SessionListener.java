package io.mesosframework.client;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a subscription. All methods are called in order on one network
 * thread and must not block: pass the event on and return. An exception thrown by a
 * method is logged and does not affect the session.
 *
 * @param <E> the type of the events
 * @since 0.1.0
 */
public interface SessionListener<E extends Message> {

	/**
	 * Called when the server has accepted the subscription request (HTTP 200); the first
	 * event follows. Calls may be sent from now on. The scheduler API reports semantic
	 * refusals with a 200, an {@code ERROR} event and the end of the stream.
	 * @param streamId the {@code Mesos-Stream-Id}, or {@code null} if the API has none
	 */
	void onOpen(@Nullable String streamId);

	/**
	 * Called when an event has arrived.
	 * @param event the event
	 * @param size its encoded size in bytes
	 */
	void onEvent(E event, int size);

	/**
	 * Called after all events of one network read have been passed on. Work that is
	 * cheaper for a batch than for each event, such as waking a thread, is done here.
	 */
	default void onReadComplete() {
		// most listeners handle events one by one
	}

	/**
	 * Called when a record has arrived that is not a valid event. It is skipped and
	 * counted; the session continues.
	 * @param record the bytes of the record
	 * @param cause why the record is invalid
	 */
	void onUnparsable(byte[] record, Exception cause);

	/**
	 * Called when the number of pending calls has dropped, so that
	 * {@link ApiSession#isWritable()} is true again. Called on the thread of the call
	 * connection.
	 */
	default void onWritable() {
		// most listeners never have that many pending calls
	}

	/**
	 * Called when the session has ended. Called exactly once, even if the session was
	 * never open; nothing is called afterwards except {@link #onWritable()}.
	 * @param end why
	 */
	void onClosed(SessionEnd end);

}
