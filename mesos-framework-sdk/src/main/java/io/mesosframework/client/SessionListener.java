package io.mesosframework.client;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * Told what happens to a subscription. All methods are called on one network thread, in
 * order, and must not block: hand over and return. An exception thrown by a method is
 * logged and does not harm the session.
 *
 * @param <E> the type of the events
 * @since 0.1.0
 */
public interface SessionListener<E extends Message> {

	/**
	 * The server accepted the subscription request (HTTP 200); the first event follows.
	 * Calls may be sent from now on. The scheduler API refuses semantically with a 200,
	 * an {@code ERROR} event and the end of the stream.
	 * @param streamId the {@code Mesos-Stream-Id}, or {@code null} if the API has none
	 */
	void onOpen(@Nullable String streamId);

	/**
	 * An event arrived.
	 * @param event the event
	 * @param size its encoded size in bytes
	 */
	void onEvent(E event, int size);

	/**
	 * All events which one read from the network has brought were handed over. What costs
	 * more for one event than for many (waking a thread) is done here.
	 */
	default void onReadComplete() {
		// Most listeners handle events one by one.
	}

	/**
	 * A record arrived which is not a valid event. It is skipped and counted; the session
	 * goes on.
	 * @param record the bytes of the record
	 * @param cause what is wrong with it
	 */
	void onUnparsable(byte[] record, Exception cause);

	/**
	 * Fewer calls are pending than before: {@link ApiSession#isWritable()} is true again.
	 * Called on the thread of the call connection.
	 */
	default void onWritable() {
		// Most listeners never have so many calls pending.
	}

	/**
	 * The session ended. Called exactly once, also if it never opened; nothing is called
	 * afterwards except {@link #onWritable()}.
	 * @param end why
	 */
	void onClosed(SessionEnd end);

}
