package io.mesosframework.embedded.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * Messages that are sent one after the other, each again and again until it is
 * acknowledged: after 10 seconds, then after twice as long up to 10 minutes
 * ({@code src/slave/task_status_update_manager.cpp}). Used on the loop only.
 *
 * @param <T> the type of the messages
 */
final class Outbox<T> {

	private static final Duration MIN_RETRY = Duration.ofSeconds(10);

	private static final Duration MAX_RETRY = Duration.ofMinutes(10);

	private final Loop loop;

	private final Consumer<T> sender;

	private final Deque<Entry<T>> entries = new ArrayDeque<>(2);

	private Loop.@Nullable Timer timer;

	private Duration retry = MIN_RETRY;

	Outbox(Loop loop, Consumer<T> sender) {
		this.loop = loop;
		this.sender = sender;
	}

	/**
	 * Add a message.
	 * @param uuid what will be acknowledged
	 * @param message the message
	 */
	void add(ByteString uuid, T message) {
		this.entries.add(new Entry<>(uuid, message));
		if (this.entries.size() == 1) {
			sendHead();
		}
	}

	/** Send the message that waits for its acknowledgement again, now. */
	void resend() {
		stop();
		if (!this.entries.isEmpty()) {
			sendHead();
		}
	}

	/** Send nothing until {@link #resend()}. */
	void stop() {
		this.retry = MIN_RETRY;
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	/**
	 * Take an acknowledgement.
	 * @param uuid what is acknowledged
	 * @return the message, {@code null} when it is not the one that waits
	 */
	@Nullable T acknowledge(ByteString uuid) {
		Entry<T> head = this.entries.peek();
		if (head == null || !head.uuid.equals(uuid)) {
			return null;
		}
		this.entries.poll();
		resend();
		return head.message;
	}

	/** Return how many messages wait for their acknowledgement or their turn. */
	int size() {
		return this.entries.size();
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Return the message that waits for its acknowledgement.
	 * @return the message or {@code null}
	 */
	@Nullable T head() {
		Entry<T> head = this.entries.peek();
		return (head != null) ? head.message : null;
	}

	private void sendHead() {
		this.timer = this.loop.schedule(this.retry, this::retry);
		Entry<T> head = this.entries.element();
		this.sender.accept(head.message);
	}

	private void retry() {
		Duration doubled = this.retry.multipliedBy(2);
		this.retry = (doubled.compareTo(MAX_RETRY) < 0) ? doubled : MAX_RETRY;
		sendHead();
	}

	/**
	 * A message and what acknowledges it.
	 *
	 * @param <T> the type of the message
	 * @param uuid what acknowledges it
	 * @param message the message
	 */
	private record Entry<T>(ByteString uuid, T message) {
	}

}
