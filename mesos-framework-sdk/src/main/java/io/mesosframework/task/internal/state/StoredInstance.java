package io.mesosframework.task.internal.state;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;

/**
 * Stored form of an instance.
 *
 * @param instance the instance
 * @since 0.1.0
 */
public record StoredInstance(Instance instance) implements StoredRecord {

	/**
	 * Wrap an instance.
	 * @param instance the instance, or {@code null} if it was removed
	 * @return the record, or {@code null}
	 */
	public static @Nullable StoredInstance of(@Nullable Instance instance) {
		return (instance != null) ? new StoredInstance(instance) : null;
	}

}
