package io.mesosframework.task.internal.state;

/**
 * Entry in the stored state of a task manager. Each type has its keys in
 * {@link StoreKeys} and its message in {@code state.proto}.
 *
 * @since 0.1.0
 */
public sealed interface StoredRecord permits StoredApp, StoredDefinition, StoredFramework, StoredInstance,
		StoredRemoval, StoredReservation, StoredUnownedTask {

}
