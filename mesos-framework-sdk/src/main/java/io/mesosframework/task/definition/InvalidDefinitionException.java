package io.mesosframework.task.definition;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Thrown when a document that declares tasks is invalid. Nothing of it has been applied.
 *
 * @since 0.1.0
 */
public class InvalidDefinitionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<DefinitionError> faults;

	/**
	 * Create an exception.
	 * @param faults all errors, at least one
	 */
	public InvalidDefinitionException(List<DefinitionError> faults) {
		super(faults.stream().map(DefinitionError::toString).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
	}

	/**
	 * Return an exception with names instead of the positions of the definitions in a
	 * list.
	 * @param names returns the name for a position; empty if the definition is the whole
	 * document
	 * @return an exception with the errors as returned by {@link DefinitionError#named}
	 */
	public InvalidDefinitionException named(IntFunction<String> names) {
		return new InvalidDefinitionException(this.faults.stream().map((fault) -> fault.named(names)).toList());
	}

	/**
	 * Return all errors.
	 * @return the errors, in the order of the document
	 */
	public List<DefinitionError> faults() {
		return this.faults;
	}

}
