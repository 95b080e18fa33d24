package io.mesosframework.boot.rest;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Server-sent events for one reader. One thread calls {@link #next()}, any thread may
 * close.
 *
 * @since 0.1.0
 */
public interface EventStream extends AutoCloseable {

	/**
	 * Wait for what is to be written next.
	 * @return the text of an event or of a comment, ready to be written, or {@code null}
	 * at the end
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable String next() throws InterruptedException;

	/**
	 * Return how long it takes at most, waiting included, until there is a next text and
	 * the reader has taken it. A reader that needs longer is stuck.
	 * @return the time
	 */
	Duration patience();

	/**
	 * End the stream; {@link #next()} returns {@code null} from now on.
	 */
	@Override
	void close();

}
