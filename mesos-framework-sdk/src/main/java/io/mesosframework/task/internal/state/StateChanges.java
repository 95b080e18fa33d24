package io.mesosframework.task.internal.state;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Collects the changes to be stored.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StateChanges {

	/**
	 * Record a change.
	 * @param key the key of the changed entry
	 * @param value the supplier of the value, called when the change is written; it
	 * returns {@code null} if the entry is to be deleted
	 */
	void changed(String key, Supplier<? extends @Nullable StoredRecord> value);

}
