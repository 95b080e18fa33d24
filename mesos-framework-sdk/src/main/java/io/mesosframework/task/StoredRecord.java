package io.mesosframework.task;

/**
 * A record that the state of a task manager is stored as. They are written and read by
 * reflection, each with all records in its components: the permitted classes are where
 * tools that must know what is reached by reflection begin. What is not one of them
 * cannot be stored.
 *
 * @since 0.1.0
 */
public sealed interface StoredRecord
		permits Reservation, Instance, StoredApp, StoredDefinition, StoredRemoval, StoredUnownedTask {

}
