package io.mesosframework.task;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Why an instance is not launched in its home.
 *
 * @param text all in one line
 * @param next when it is tried next, or {@code null}: with the next offers
 */
record HomeWait(String text, @Nullable Instant next) {

	static HomeWait because(String text) {
		return new HomeWait(text, null);
	}

}
