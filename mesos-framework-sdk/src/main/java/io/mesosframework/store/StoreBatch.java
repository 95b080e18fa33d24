package io.mesosframework.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A set of changes that become durable together. Immutable.
 *
 * @since 0.1.0
 */
public final class StoreBatch {

	private final Map<String, @Nullable StoredValue> changes;

	private StoreBatch(Map<String, @Nullable StoredValue> changes) {
		this.changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
	}

	/**
	 * Return the changes.
	 * @return the new value of each key, in the order of their first mention;
	 * {@code null} for keys that are removed
	 */
	public Map<String, @Nullable StoredValue> changes() {
		return this.changes;
	}

	/**
	 * Return a batch without one change.
	 * @param key the key
	 * @return a batch of the other changes
	 */
	public StoreBatch without(String key) {
		Map<String, @Nullable StoredValue> rest = new LinkedHashMap<>(this.changes);
		rest.remove(key);
		return new StoreBatch(rest);
	}

	/**
	 * Create a builder.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "StoreBatch" + this.changes.keySet();
	}

	/**
	 * Collects changes; the last change of a key wins. Not thread-safe.
	 */
	public static final class Builder {

		private final Map<String, @Nullable StoredValue> changes = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Set the value of a key.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 */
		public Builder put(String key, StoredValue value) {
			this.changes.put(checked(key), value);
			return this;
		}

		/**
		 * Remove a key if it exists.
		 * @param key the key
		 * @return this builder
		 */
		public Builder remove(String key) {
			this.changes.put(checked(key), null);
			return this;
		}

		private static String checked(String key) {
			boolean printable = key.chars().allMatch((each) -> each > ' ' && each < 0x7F);
			if (key.isEmpty() || key.length() > TaskStore.MAX_KEY_LENGTH || !printable) {
				throw new IllegalArgumentException("The key '" + key + "' must have 1 to " + TaskStore.MAX_KEY_LENGTH
						+ " printable ASCII characters and no space");
			}
			return key;
		}

		/**
		 * Build the batch.
		 * @return the batch
		 */
		public StoreBatch build() {
			return new StoreBatch(this.changes);
		}

	}

}
