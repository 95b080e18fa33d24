package io.mesosframework.task.definition;

import java.io.Serial;
import java.util.ArrayList;

/**
 * Collects the errors of a document up to a limit, at which reading ends. A small
 * document can have millions of errors, which would not fit into memory. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class DefinitionErrors extends ArrayList<DefinitionError> {

	/** The maximum number of errors. */
	static final int MAX = 1000;

	@Serial
	private static final long serialVersionUID = 1L;

	@Override
	public boolean add(DefinitionError fault) {
		super.add(fault);
		if (size() >= MAX) {
			super.add(new DefinitionError("",
					"has at least " + MAX + " faults; what comes after these was not looked at"));
			throw new InvalidDefinitionException(this);
		}
		return true;
	}

}
