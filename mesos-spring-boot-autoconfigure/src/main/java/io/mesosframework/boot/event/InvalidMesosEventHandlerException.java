package io.mesosframework.boot.event;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at startup when handler methods are invalid. Contains all problems of all
 * handlers.
 *
 * @since 0.1.0
 */
public class InvalidMesosEventHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<HandlerProblem> problems;

	/**
	 * Create an exception.
	 * @param problems the problems; at least one
	 */
	public InvalidMesosEventHandlerException(List<HandlerProblem> problems) {
		super("Invalid @MesosEventHandler methods: "
				+ problems.stream().map(HandlerProblem::toString).collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return the problems.
	 * @return the problems
	 */
	public List<HandlerProblem> getProblems() {
		return this.problems;
	}

	/**
	 * Return the allowed handler parameter types for each event.
	 * @return one line for each event
	 */
	public static List<String> allowedParameters() {
		return Payload.allowed();
	}

}
