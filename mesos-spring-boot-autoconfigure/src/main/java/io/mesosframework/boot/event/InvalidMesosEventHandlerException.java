package io.mesosframework.boot.event;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up when handler methods are not valid. Carries all problems of all
 * handlers.
 *
 * @since 0.1.0
 */
public class InvalidMesosEventHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<HandlerProblem> problems;

	/**
	 * Creates an exception.
	 * @param problems what is wrong; at least one
	 */
	public InvalidMesosEventHandlerException(List<HandlerProblem> problems) {
		super("Invalid @MesosEventHandler methods: "
				+ problems.stream().map(HandlerProblem::toString).collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Returns the problems.
	 * @return the problems
	 */
	public List<HandlerProblem> getProblems() {
		return this.problems;
	}

	/**
	 * Returns the parameter types by event that a handler may have.
	 * @return one line for each event
	 */
	public static List<String> allowedParameters() {
		return Payload.allowed();
	}

}
