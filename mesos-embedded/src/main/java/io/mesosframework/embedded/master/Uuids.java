package io.mesosframework.embedded.master;

import java.nio.ByteBuffer;
import java.util.UUID;

import com.google.protobuf.ByteString;

/**
 * Makes and converts UUIDs.
 */
final class Uuids {

	private Uuids() {
	}

	static String random() {
		return UUID.randomUUID().toString();
	}

	static ByteString bytes(String uuid) {
		UUID value = UUID.fromString(uuid);
		ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * 2);
		buffer.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits()).flip();
		return ByteString.copyFrom(buffer);
	}

}
