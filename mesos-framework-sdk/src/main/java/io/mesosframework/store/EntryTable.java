package io.mesosframework.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all durable entries in memory, so that they can be written to a new file at any
 * time without reading an old one. Not thread-safe.
 */
final class EntryTable {

	private final Map<String, ByteString> entries = new HashMap<>();

	private long bytes;

	void put(String key, @Nullable ByteString value) {
		ByteString before = (value != null) ? this.entries.put(key, value) : this.entries.remove(key);
		this.bytes += size(key, value) - size(key, before);
	}

	private static int size(String key, @Nullable ByteString value) {
		return (value != null) ? EncodedBatch.CHANGE_OVERHEAD + key.length() + value.size() : 0;
	}

	Set<Map.Entry<String, ByteString>> entries() {
		return this.entries.entrySet();
	}

	int count() {
		return this.entries.size();
	}

	/**
	 * Return the size of the entries in a journal.
	 * @return the size, in bytes
	 */
	long bytes() {
		return this.bytes;
	}

	Map<String, ByteString> copy() {
		return new HashMap<>(this.entries);
	}

}
