package io.mesosframework.task;

import java.util.function.Consumer;

/**
 * The definition of one version of an app, as it is stored.
 *
 * @param definition the definition as it was first deployed
 */
record StoredDefinition(TaskDefinition definition) implements StoredRecord {

	/** What every store takes as one value. */
	private static final int MAX_SIZE = 1024 * 1024;

	/** Find out whether no store would take a definition. */
	static void check(TaskDefinition definition, Consumer<Fault> faults) {
		int size = RecordCodec.write(new StoredDefinition(definition)).size();
		if (size > MAX_SIZE) {
			faults.accept(new Fault("", "is too large to be stored: " + size + " bytes, at most " + MAX_SIZE
					+ "; let tasks fetch what is large as 'uris'"));
		}
	}

}
