package io.mesosframework.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.google.protobuf.Message;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a listener is told.
 *
 * @param <E> the type of the events
 */
class RecordingListener<E extends Message> implements SessionListener<E> {

	final CompletableFuture<String> opened = new CompletableFuture<>();

	final CompletableFuture<SessionEnd> closed = new CompletableFuture<>();

	final List<SessionEnd> ends = new CopyOnWriteArrayList<>();

	final List<E> events = new CopyOnWriteArrayList<>();

	final List<byte[]> unparsable = new CopyOnWriteArrayList<>();

	final List<Integer> sizes = new CopyOnWriteArrayList<>();

	volatile Consumer<E> onEvent = (event) -> {
	};

	@Override
	public void onOpen(@Nullable String streamId) {
		this.opened.complete(String.valueOf(streamId));
	}

	@Override
	public void onEvent(E event, int size) {
		this.events.add(event);
		this.sizes.add(size);
		this.onEvent.accept(event);
	}

	@Override
	public void onUnparsable(byte[] record, Exception cause) {
		this.unparsable.add(record);
	}

	@Override
	public void onClosed(SessionEnd end) {
		this.ends.add(end);
		this.closed.complete(end);
	}

	String awaitOpen() throws Exception {
		return this.opened.get(60, TimeUnit.SECONDS);
	}

	SessionEnd awaitEnd() throws Exception {
		return this.closed.get(60, TimeUnit.SECONDS);
	}

	List<E> awaitEvents(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.events.size() >= count);
		return this.events;
	}

}
