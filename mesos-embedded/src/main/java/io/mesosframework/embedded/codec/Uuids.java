package io.mesosframework.embedded.codec;

import java.nio.ByteBuffer;
import java.util.UUID;

import com.google.protobuf.ByteString;

/**
 * UUIDs as the sixteen bytes of the protocol.
 *
 * @since 0.1.0
 */
public final class Uuids {

	private static final int LENGTH = 16;

	private Uuids() {
	}

	/**
	 * Create a random UUID.
	 * @return its bytes
	 */
	public static ByteString random() {
		return bytes(UUID.randomUUID());
	}

	/**
	 * Create a random UUID.
	 * @return its text
	 */
	public static String randomText() {
		return UUID.randomUUID().toString();
	}

	/**
	 * Convert a UUID to bytes.
	 * @param uuid the text of the UUID
	 * @return its bytes
	 */
	public static ByteString bytes(String uuid) {
		return bytes(UUID.fromString(uuid));
	}

	private static ByteString bytes(UUID uuid) {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
		bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
		return ByteString.copyFrom(bytes.flip());
	}

	/**
	 * Return whether bytes are a UUID of a known version, as stout demands it
	 * ({@code 3rdparty/stout/include/stout/uuid.hpp}).
	 * @param bytes the bytes
	 * @return {@code true} for a UUID
	 */
	public static boolean isValid(ByteString bytes) {
		if (bytes.size() != LENGTH) {
			return false;
		}
		int version = (bytes.byteAt(6) & 0xf0) >> 4;
		return version >= 1 && version <= 5;
	}

}
