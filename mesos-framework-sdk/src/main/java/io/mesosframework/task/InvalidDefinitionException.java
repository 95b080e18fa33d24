package io.mesosframework.task;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A document that declares tasks is wrong. Nothing of it has been applied.
 */
public class InvalidDefinitionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Fault> faults;

	/**
	 * Create an exception.
	 * @param faults everything that is wrong, at least one
	 */
	public InvalidDefinitionException(List<Fault> faults) {
		super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/**
	 * Return everything that is wrong.
	 * @return the faults, in the order of the document
	 */
	public List<Fault> faults() {
		return this.faults;
	}

}
