package io.mesosframework.embedded.agent;

import java.nio.ByteBuffer;
import java.util.UUID;

import com.google.protobuf.ByteString;

/**
 * UUIDs as the sixteen bytes of the protocol.
 */
final class Uuids {

	private static final int LENGTH = 16;

	private Uuids() {
	}

	/**
	 * Create a random UUID.
	 * @return its bytes
	 */
	static ByteString random() {
		UUID uuid = UUID.randomUUID();
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
	static boolean isValid(ByteString bytes) {
		if (bytes.size() != LENGTH) {
			return false;
		}
		int version = (bytes.byteAt(6) & 0xf0) >> 4;
		return version >= 1 && version <= 5;
	}

}
