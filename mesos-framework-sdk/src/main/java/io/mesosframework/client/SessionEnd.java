package io.mesosframework.client;

import java.time.Duration;

/**
 * The reason for the end of a session.
 *
 * @since 0.1.0
 */
public sealed interface SessionEnd {

	/**
	 * Return what happened and, where possible, what an operator can do about it.
	 * @return a sentence or two for the log, without secrets
	 */
	String message();

	/**
	 * The server answered the SUBSCRIBE, but not with a stream.
	 *
	 * @param reason the meaning of the answer
	 * @param response the answer
	 * @param message what happened and what to do
	 */
	record Refused(Refusal reason, RefusedResponse response, String message) implements SessionEnd {

	}

	/**
	 * The server ended the stream properly: it shut down, evicted this subscription or
	 * refused it with an {@code ERROR} event.
	 *
	 * @param message what happened
	 */
	record EndOfStream(String message) implements SessionEnd {

	}

	/**
	 * The connection could not be opened, or it broke.
	 *
	 * @param cause the details
	 */
	record ConnectionLost(MesosConnectionException cause) implements SessionEnd {

		@Override
		public String message() {
			return String.valueOf(this.cause.getMessage());
		}

	}

	/**
	 * The stream is not RecordIO, or a record is larger than the limit.
	 *
	 * @param message what was found and what to do
	 */
	record DecodeFailed(String message) implements SessionEnd {

	}

	/**
	 * The session or its client was closed on this side.
	 */
	record ClosedByUs() implements SessionEnd {

		@Override
		public String message() {
			return "The session was closed by this client";
		}

	}

	/**
	 * No event of any kind arrived within the timeout, so the connection is considered
	 * dead.
	 *
	 * @param silence the timeout
	 */
	record Silent(Duration silence) implements SessionEnd {

		@Override
		public String message() {
			return "No event arrived for " + this.silence.toMillis()
					+ " ms, not even a heartbeat; the connection is taken for dead";
		}

	}

}
