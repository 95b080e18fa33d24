package io.mesosframework.embedded.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes records out of a body in RecordIO ({@code docs/recordio.md}).
 *
 * @since 0.1.0
 */
public final class RecordSplitter {

	private static final int MAX_DIGITS = 10;

	private RecordSplitter() {
	}

	/**
	 * Return the first record.
	 * @param body the body
	 * @return the record, or {@code null} when the body has no whole record
	 */
	public static byte @Nullable [] first(byte[] body) {
		int digits = 0;
		while (digits < body.length && body[digits] >= '0' && body[digits] <= '9') {
			digits++;
		}
		if (digits == 0 || digits > MAX_DIGITS || digits == body.length || body[digits] != '\n') {
			return null;
		}
		long length = Long.parseLong(new String(body, 0, digits, StandardCharsets.US_ASCII));
		return (length <= body.length - digits - 1) ? Arrays.copyOfRange(body, digits + 1, digits + 1 + (int) length)
				: null;
	}

}
