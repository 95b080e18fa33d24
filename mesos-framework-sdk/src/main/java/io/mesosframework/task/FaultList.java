package io.mesosframework.task;

import java.io.Serial;
import java.util.ArrayList;

/**
 * The faults of a document, up to a number that nobody would mend by hand. Reading ends
 * there: a small document can have millions of faults, and telling them would take more
 * memory than there is. Not thread-safe.
 */
final class FaultList extends ArrayList<Fault> {

	/** So many faults are told. */
	static final int MAX = 1000;

	@Serial
	private static final long serialVersionUID = 1L;

	@Override
	public boolean add(Fault fault) {
		super.add(fault);
		if (size() >= MAX) {
			super.add(new Fault("", "has at least " + MAX + " faults; what comes after these was not looked at"));
			throw new InvalidDefinitionException(this);
		}
		return true;
	}

}
