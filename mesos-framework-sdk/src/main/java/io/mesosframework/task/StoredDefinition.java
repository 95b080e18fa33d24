package io.mesosframework.task;

import java.util.List;

/**
 * The definition of one version of an app, as it is stored.
 *
 * @param definition the definition as it was first deployed
 */
record StoredDefinition(TaskDefinition definition) {

	/** What every store takes as one value. */
	private static final int MAX_SIZE = 1024 * 1024;

	/** Refuse a definition that no store would take. */
	static void check(TaskDefinition definition) {
		int size = RecordCodec.write(new StoredDefinition(definition)).size();
		if (size > MAX_SIZE) {
			throw new InvalidDefinitionException(List.of(new Fault(definition.name(), "is too large to be stored: "
					+ size + " bytes, at most " + MAX_SIZE + "; let tasks fetch what is large as 'uris'")));
		}
	}

}
