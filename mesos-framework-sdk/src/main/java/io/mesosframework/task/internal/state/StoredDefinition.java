package io.mesosframework.task.internal.state;

import java.util.function.Consumer;

import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * Stored form of the definition of one version of an app.
 *
 * @param definition the definition as it was first deployed
 * @since 0.1.0
 */
public record StoredDefinition(TaskDefinition definition) implements StoredRecord {

	/** Maximum size of a value, in bytes, that every store accepts. */
	private static final int MAX_SIZE = 1024 * 1024;

	/** Report an error if a definition is too large for a store. */
	public static void check(TaskDefinition definition, Consumer<DefinitionError> faults) {
		int size = StateCodec.write(new StoredDefinition(definition)).size();
		if (size > MAX_SIZE) {
			faults.accept(new DefinitionError("", "is too large to be stored: " + size + " bytes, at most " + MAX_SIZE
					+ "; let tasks fetch what is large as 'uris'"));
		}
	}

}
