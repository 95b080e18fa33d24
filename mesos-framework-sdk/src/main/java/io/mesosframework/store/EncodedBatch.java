package io.mesosframework.store;

import java.util.LinkedHashMap;
import java.util.Map;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose values are encoded.
 *
 * @param changes the new value of each key, {@code null} for keys that are removed
 * @param size the size of the changes in a journal, in bytes
 */
record EncodedBatch(Map<String, @Nullable ByteString> changes, int size) {

	/** The size of a change without its key and its value. */
	static final int CHANGE_OVERHEAD = 6;

	/** The maximum size of a value, in bytes. */
	static final int MAX_VALUE = 1024 * 1024;

	/** The maximum size of a batch, in bytes. */
	static final int MAX_BATCH = 256 * 1024 * 1024;

	/**
	 * Encode a batch.
	 * @param batch the batch
	 * @return the encoded changes
	 * @throws StoreValueException if a value cannot be encoded or is too large
	 * @throws StoreException if the batch is too large
	 */
	static EncodedBatch of(StoreBatch batch) {
		Map<String, @Nullable ByteString> changes = new LinkedHashMap<>();
		long size = 0;
		for (Map.Entry<String, @Nullable StoredValue> change : batch.changes().entrySet()) {
			StoredValue value = change.getValue();
			ByteString bytes = (value != null) ? encode(change.getKey(), value) : null;
			changes.put(change.getKey(), bytes);
			size += CHANGE_OVERHEAD + change.getKey().length() + ((bytes != null) ? bytes.size() : 0);
			if (size > MAX_BATCH) {
				throw new StoreException("The batch of " + batch.changes().size()
						+ " changes was not stored: it has more than " + MAX_BATCH + " bytes. Split it.", null);
			}
		}
		return new EncodedBatch(changes, (int) size);
	}

	private static ByteString encode(String key, StoredValue value) {
		ByteString bytes;
		try {
			bytes = value.encode();
		}
		catch (RuntimeException ex) {
			throw new StoreValueException(key, "The value of '" + key + "' was not stored: it cannot be encoded: " + ex,
					ex);
		}
		if (bytes.size() > MAX_VALUE) {
			throw new StoreValueException(key, "The value of '" + key + "' was not stored: it has " + bytes.size()
					+ " bytes, more than the " + MAX_VALUE + " that are allowed.", null);
		}
		return bytes;
	}

}
