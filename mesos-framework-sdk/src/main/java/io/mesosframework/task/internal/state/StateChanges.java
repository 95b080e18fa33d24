package io.mesosframework.task.internal.state;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Takes note of what has changed and is to be stored.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StateChanges {

	/**
	 * Note a change.
	 * @param key what has changed
	 * @param value gives the value when the change is written, {@code null} if it is gone
	 */
	void changed(String key, Supplier<? extends @Nullable StoredRecord> value);

}
