package io.mesosframework.store;

import com.google.protobuf.ByteString;

/**
 * A value to be stored, encoded only if the store needs it in encoded form. Returns the
 * same bytes on every call and on every thread.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StoredValue {

	/**
	 * Encode the value.
	 * @return the bytes, at most 1 MiB
	 */
	ByteString encode();

}
