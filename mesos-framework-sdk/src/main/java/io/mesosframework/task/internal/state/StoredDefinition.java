package io.mesosframework.task.internal.state;

import java.util.function.Consumer;

import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * The definition of one version of an app, as it is stored.
 *
 * @param definition the definition as it was first deployed
 * @since 0.1.0
 */
public record StoredDefinition(TaskDefinition definition) implements StoredRecord {

	/** What every store takes as one value. */
	private static final int MAX_SIZE = 1024 * 1024;

	/** Find out whether no store would take a definition. */
	public static void check(TaskDefinition definition, Consumer<DefinitionError> faults) {
		int size = StateCodec.write(new StoredDefinition(definition)).size();
		if (size > MAX_SIZE) {
			faults.accept(new DefinitionError("", "is too large to be stored: " + size + " bytes, at most " + MAX_SIZE
					+ "; let tasks fetch what is large as 'uris'"));
		}
	}

}
