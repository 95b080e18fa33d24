package io.mesosframework.task.definition;

import java.io.Serial;
import java.util.ArrayList;

/**
 * The faults of a document, up to a number that nobody would mend by hand. Reading ends
 * there: a small document can have millions of faults, and telling them would take more
 * memory than there is. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class DefinitionErrors extends ArrayList<DefinitionError> {

	/** So many faults are told. */
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
