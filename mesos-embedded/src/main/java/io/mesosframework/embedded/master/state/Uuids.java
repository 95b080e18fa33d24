package io.mesosframework.embedded.master.state;

import java.nio.ByteBuffer;
import java.util.UUID;

import com.google.protobuf.ByteString;

/**
 * Makes and converts UUIDs.
 *
 * @since 0.1.0
 */
public final class Uuids {

	private Uuids() {
	}

	public static String random() {
		return UUID.randomUUID().toString();
	}

	public static ByteString bytes(String uuid) {
		UUID value = UUID.fromString(uuid);
		ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * 2);
		buffer.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits()).flip();
		return ByteString.copyFrom(buffer);
	}

}
