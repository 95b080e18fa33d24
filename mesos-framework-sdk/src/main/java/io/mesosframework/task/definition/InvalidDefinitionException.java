package io.mesosframework.task.definition;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A document that declares tasks is wrong. Nothing of it has been applied.
 *
 * @since 0.1.0
 */
public class InvalidDefinitionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<DefinitionError> faults;

	/**
	 * Create an exception.
	 * @param faults everything that is wrong, at least one
	 */
	public InvalidDefinitionException(List<DefinitionError> faults) {
		super(faults.stream().map(DefinitionError::toString).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/**
	 * Return the same with other names for the definitions of a list than their
	 * positions.
	 * @param names gives the name of a position; empty if the definition is the whole
	 * document
	 * @return an exception with the faults as {@link DefinitionError#named} has them
	 */
	public InvalidDefinitionException named(IntFunction<String> names) {
		return new InvalidDefinitionException(this.faults.stream().map((fault) -> fault.named(names)).toList());
	}

	/**
	 * Return everything that is wrong.
	 * @return the faults, in the order of the document
	 */
	public List<DefinitionError> faults() {
		return this.faults;
	}

}
