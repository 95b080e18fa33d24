package io.mesosframework.store;

import com.google.protobuf.ByteString;

/**
 * A value on its way into a store, encoded only if the store needs it so. Gives the same
 * bytes whenever and on whatever thread it is asked.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StoredValue {

	/**
	 * Encode the value.
	 * @return the bytes, at most a megabyte
	 */
	ByteString encode();

}
