package io.mesosframework.task;

/**
 * A record that the state of a task manager is stored as. They are written and read by
 * reflection, each with all records in its components: the permitted classes are where
 * tools that must know what is reached by reflection begin. What is not one of them
 * cannot be stored.
 */
public sealed interface StoredRecord
		permits Home, Instance, StoredApp, StoredDefinition, StoredRemoval, StoredStranger {

}
