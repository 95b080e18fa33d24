package io.mesosframework.embedded.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * Updates that are delivered in order, one at a time, each again and again until it is
 * acknowledged ({@code src/slave/task_status_update_manager.cpp}).
 *
 * @param <T> the kind of update
 */
final class RetryStream<T> {

	private final AgentState state;

	private final Consumer<T> forward;

	private final Deque<Pending<T>> pending = new ArrayDeque<>(2);

	private final Set<ByteString> received = new HashSet<>(4);

	private Duration pause;

	private Loop.@Nullable Timer timer;

	RetryStream(AgentState state, Consumer<T> forward) {
		this.state = state;
		this.forward = forward;
		this.pause = state.options.timeouts().updateRetryMin();
	}

	/**
	 * Add an update. It goes out at once when none is waiting.
	 * @param uuid its identity
	 * @param update the update
	 * @return {@code false} when it has been added before
	 */
	boolean add(ByteString uuid, T update) {
		if (!this.received.add(uuid)) {
			return false;
		}
		this.pending.addLast(new Pending<>(uuid, update));
		if (this.pending.size() == 1) {
			restart();
		}
		return true;
	}

	/**
	 * Acknowledge the update that is out.
	 * @param uuid the identity
	 * @return the update, or {@code null} when another one or none is out
	 */
	@Nullable T acknowledge(ByteString uuid) {
		Pending<T> head = this.pending.peekFirst();
		if (head == null || !head.uuid.equals(uuid)) {
			return null;
		}
		this.pending.removeFirst();
		stop();
		return head.update;
	}

	/** Return how many updates are out or wait for their turn. */
	int size() {
		return this.pending.size();
	}

	/** Send the next update, now. */
	void restart() {
		stop();
		if (!this.pending.isEmpty()) {
			this.pause = this.state.options.timeouts().updateRetryMin();
			send();
		}
	}

	/** Send nothing until {@link #restart()}. */
	void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	/**
	 * Return the update that is out or would be next.
	 * @return the update or {@code null}
	 */
	@Nullable T head() {
		Pending<T> head = this.pending.peekFirst();
		return (head != null) ? head.update : null;
	}

	private void send() {
		Pending<T> head = this.pending.peekFirst();
		if (head == null || !this.state.isRunning()) {
			return;
		}
		Duration current = this.pause;
		this.timer = this.state.schedule(current, () -> {
			Duration max = this.state.options.timeouts().updateRetryMax();
			Duration doubled = current.multipliedBy(2);
			this.pause = (doubled.compareTo(max) > 0) ? max : doubled;
			send();
		});
		this.forward.accept(head.update);
	}

	private record Pending<T>(ByteString uuid, T update) {
	}

}
