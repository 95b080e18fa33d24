package io.mesosframework.boot.rest;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events for one reader. A single thread calls {@link #next()};
 * any thread may close the stream.
 *
 * @since 0.1.0
 */
public interface EventStream extends AutoCloseable {

	/**
	 * Wait for the next text to write.
	 * @return an event or a comment, ready to be written, or {@code null} at the end of
	 * the stream
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable String next() throws InterruptedException;

	/**
	 * Return the maximum time until the next text is available and the reader has
	 * received it. A reader that takes longer is considered stuck.
	 * @return the maximum time, including the wait
	 */
	Duration patience();

	/**
	 * End the stream. From now on, {@link #next()} returns {@code null}.
	 */
	@Override
	void close();

}
